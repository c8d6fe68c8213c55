/// The kind of an agreement (AGK).
public enum AgreementKind: String, CodeList {
    /// Memorandum of understanding.
    case memorandum = "MOU"
    /// Cooperation agreement.
    case cooperation = "COOP"
    /// Convention.
    case convention = "CONV"
    /// Amendment.
    case amendment = "AMENDMENT"
    /// Project agreement.
    case project = "PROJECT"
    /// Data-sharing agreement.
    case dataSharing = "DATA_SHARING"
}

/// What was delivered on a commitment (DLV).
public enum DeliverableKind: String, CodeList {
    /// Study.
    case study = "STUDY"
    /// Proposal.
    case proposal = "PROPOSAL"
    /// Report.
    case report = "REPORT"
    /// Centre.
    case centre = "CENTRE"
    /// Works.
    case works = "WORKS"
    /// Staff.
    case staffing = "STAFFING"
    /// Project.
    case project = "PROJECT"
    /// Grant.
    case grant = "GRANT"
    /// Naming of an institution.
    case naming = "NAMING"
    /// Partnership.
    case partnership = "PARTNERSHIP"
    /// Training activity.
    case activity = "ACTIVITY"
    /// Campaign.
    case campaign = "CAMPAIGN"
    /// Programme.
    case programme = "PROGRAMME"
    /// Clause in a convention.
    case clause = "CLAUSE"
}

/// What a party commits itself to (CMT).
public enum CommitmentKind: String, CodeList {
    /// Technical support.
    case technicalSupport = "TECHSUP"
    /// Institutional development.
    case institutionalDevelopment = "INSTDEV"
    /// Development of human resources.
    case staffDevelopment = "HRDEV"
    /// Efficiency of vocational training.
    case vocationalEfficiency = "VOCEFF"
    /// Reintegration.
    case reintegration = "REINT"
    /// Quality of services.
    case quality = "QUALITY"
    /// Capacities of partners.
    case capacity = "CAPACITY"
    /// Joint events.
    case event = "EVENT"
    /// Campaigns.
    case campaign = "CAMPAIGN"
    /// Workshops.
    case workshop = "WORKSHOP"
    /// Training courses.
    case course = "COURSE"
    /// Scientific research.
    case research = "RESEARCH"
    /// Strategic partnerships.
    case partnerships = "PARTNER"
    /// Exchange of mechanisms between countries.
    case exchange = "EXCHANGE"
    /// Care for the regions in programmes.
    case regions = "REGIONS"
    /// Infrastructure and human resources.
    case infrastructure = "INFRA_HR"
    /// Social projects.
    case socialProjects = "SOCPROJ"
    /// Support of associations.
    case associations = "ASSOC"
    /// Centres and training of women leaders.
    case womenCentres = "WCENTRE"
    /// Naming institutions after symbolic figures.
    case memory = "MEMORY"
    /// Programmes on human-rights conventions.
    case awareness = "AWARE"
    /// Local coordination and partnerships.
    case localCoordination = "LOCALCO"
    /// Priority in international conventions.
    case priority = "PRIORITY"
    /// Additional partnerships.
    case mobilisation = "MOBILISE"
    /// Studies and proposals.
    case studies = "STUDY"
    /// Data and reports.
    case data = "DATA"
    /// Training of executives in the human rights approach.
    case training = "TRAIN"
    /// Seminars and events.
    case seminars = "SEMINAR"
}

/// How far a commitment is.
public enum CommitmentStatus: String, CodeList {
    /// Pledged.
    case pledged
    /// Planned.
    case planned
    /// In progress.
    case inProgress = "in_progress"
    /// Partly fulfilled.
    case partlyFulfilled = "partly_fulfilled"
    /// Fulfilled.
    case fulfilled
    /// Not fulfilled.
    case notFulfilled = "not_fulfilled"
    /// Withdrawn.
    case withdrawn
}
