/// An agreement was drafted.
public struct AgreementDrafted: EventData {
    /// The agreement.
    public var agreementId: EntityID
    /// Its kind.
    public var kind: AgreementKind
    /// Its title.
    public var title: String
    /// Its parties; at least two.
    public var partyOrgIds: [EntityID]
    /// The countries it concerns.
    public var countries: [CountryCode]
    /// The institutions it names.
    public var institutionIds: [EntityID]
    /// The regions it names.
    public var regions: [PlaceCode]
    /// Whom it is for.
    public var targetGroups: [TargetGroup]
    /// What it aims at.
    public var objectives: [String]
    /// Its targets.
    public var targets: [AgreementTarget]
    /// How often its parties report.
    public var reporting: ReportingDuty?
    /// How many months after it came into force, or after its last review, it is due to be reviewed.
    public var reviewEveryMonths: Int?
    /// The laws and conventions it rests on.
    public var legalBasis: [String]
    /// Its first day in force.
    public var inForceFrom: CalendarDate?
    /// Its last day in force.
    public var inForceTo: CalendarDate?
    /// The agreement it continues.
    public var continuesAgreementId: EntityID?
    /// The year the partnership began, as reported.
    public var partnershipSince: Int?

    /// Makes the event.
    public init(
        agreementId: EntityID,
        kind: AgreementKind,
        title: String,
        partyOrgIds: [EntityID],
        countries: [CountryCode],
        institutionIds: [EntityID],
        regions: [PlaceCode],
        targetGroups: [TargetGroup],
        objectives: [String],
        targets: [AgreementTarget],
        reporting: ReportingDuty? = nil,
        reviewEveryMonths: Int? = nil,
        legalBasis: [String],
        inForceFrom: CalendarDate? = nil,
        inForceTo: CalendarDate? = nil,
        continuesAgreementId: EntityID? = nil,
        partnershipSince: Int? = nil
    ) {
        self.agreementId = agreementId
        self.kind = kind
        self.title = title
        self.partyOrgIds = partyOrgIds
        self.countries = countries
        self.institutionIds = institutionIds
        self.regions = regions
        self.targetGroups = targetGroups
        self.objectives = objectives
        self.targets = targets
        self.reporting = reporting
        self.reviewEveryMonths = reviewEveryMonths
        self.legalBasis = legalBasis
        self.inForceFrom = inForceFrom
        self.inForceTo = inForceTo
        self.continuesAgreementId = continuesAgreementId
        self.partnershipSince = partnershipSince
    }

    /// The type without its prefix.
    public static let name = "agreement.drafted.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "An agreement was drafted."
    /// A synthetic example.
    public static var example: Self {
        Self(
            agreementId: Synthetic.agreement,
            kind: .memorandum,
            title: "Memorandum of understanding on care institutions",
            partyOrgIds: [Synthetic.organisation, Synthetic.otherOrganisation],
            countries: [.egypt],
            institutionIds: [Synthetic.institution],
            regions: [Synthetic.place("EG-C")],
            targetGroups: [.children],
            objectives: ["Rehabilitation and reintegration"],
            targets: [.synthetic],
            reporting: .synthetic,
            legalBasis: ["Convention on the Rights of the Child"],
            inForceFrom: Synthetic.date(2021, 2, 17),
            inForceTo: Synthetic.date(2026, 2, 16),
            partnershipSince: 2006
        )
    }
}

/// An agreement was signed by all its parties.
public struct AgreementSigned: EventData {
    /// The agreement.
    public var agreementId: EntityID
    /// Its kind.
    public var kind: AgreementKind
    /// Its title.
    public var title: String
    /// Its parties; at least two.
    public var partyOrgIds: [EntityID]
    /// The countries it concerns.
    public var countries: [CountryCode]
    /// The institutions it names.
    public var institutionIds: [EntityID]
    /// The regions it names.
    public var regions: [PlaceCode]
    /// Whom it is for.
    public var targetGroups: [TargetGroup]
    /// What it aims at.
    public var objectives: [String]
    /// Its targets.
    public var targets: [AgreementTarget]
    /// How often its parties report.
    public var reporting: ReportingDuty?
    /// How many months after it came into force, or after its last review, it is due to be reviewed.
    public var reviewEveryMonths: Int?
    /// The laws and conventions it rests on.
    public var legalBasis: [String]
    /// Its first day in force.
    public var inForceFrom: CalendarDate?
    /// Its last day in force.
    public var inForceTo: CalendarDate?
    /// The agreement it continues.
    public var continuesAgreementId: EntityID?
    /// The year the partnership began, as reported.
    public var partnershipSince: Int?
    /// When.
    public var signedOn: CalendarDate
    /// Where.
    public var signedAtPlace: PlaceCode?
    /// Who signed, at least one for each party.
    public var signatories: [Signatory]

    /// Makes the event.
    public init(
        agreementId: EntityID,
        kind: AgreementKind,
        title: String,
        partyOrgIds: [EntityID],
        countries: [CountryCode],
        institutionIds: [EntityID],
        regions: [PlaceCode],
        targetGroups: [TargetGroup],
        objectives: [String],
        targets: [AgreementTarget],
        reporting: ReportingDuty? = nil,
        reviewEveryMonths: Int? = nil,
        legalBasis: [String],
        inForceFrom: CalendarDate? = nil,
        inForceTo: CalendarDate? = nil,
        continuesAgreementId: EntityID? = nil,
        partnershipSince: Int? = nil,
        signedOn: CalendarDate,
        signedAtPlace: PlaceCode? = nil,
        signatories: [Signatory]
    ) {
        self.agreementId = agreementId
        self.kind = kind
        self.title = title
        self.partyOrgIds = partyOrgIds
        self.countries = countries
        self.institutionIds = institutionIds
        self.regions = regions
        self.targetGroups = targetGroups
        self.objectives = objectives
        self.targets = targets
        self.reporting = reporting
        self.reviewEveryMonths = reviewEveryMonths
        self.legalBasis = legalBasis
        self.inForceFrom = inForceFrom
        self.inForceTo = inForceTo
        self.continuesAgreementId = continuesAgreementId
        self.partnershipSince = partnershipSince
        self.signedOn = signedOn
        self.signedAtPlace = signedAtPlace
        self.signatories = signatories
    }

    /// The type without its prefix.
    public static let name = "agreement.signed.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "An agreement was signed by all its parties."
    /// A synthetic example.
    public static var example: Self {
        Self(
            agreementId: Synthetic.agreement,
            kind: .memorandum,
            title: "Memorandum of understanding on care institutions",
            partyOrgIds: [Synthetic.organisation, Synthetic.otherOrganisation],
            countries: [.egypt],
            institutionIds: [Synthetic.institution],
            regions: [Synthetic.place("EG-C")],
            targetGroups: [.children],
            objectives: ["Rehabilitation and reintegration"],
            targets: [.synthetic],
            reporting: .synthetic,
            legalBasis: ["Convention on the Rights of the Child"],
            inForceFrom: Synthetic.date(2021, 2, 17),
            inForceTo: Synthetic.date(2026, 2, 16),
            partnershipSince: 2006,
            signedOn: Synthetic.date(2021, 2, 17),
            signedAtPlace: Synthetic.place("EG-C"),
            signatories: [.synthetic]
        )
    }
}
