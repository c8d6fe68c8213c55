/// The kind of a training activity (TRK).
public enum ActivityKind: String, CodeList {
    /// Workshop.
    case workshop = "WSP"
    /// Course.
    case course = "CRS"
    /// Seminar.
    case seminar = "SEM"
    /// Training of trainers.
    case trainingOfTrainers = "TOT"
    /// Conference.
    case conference = "CONF"
    /// Joint event.
    case event = "EVT"
    /// Study visit.
    case studyVisit = "STUDY_VISIT"
    /// Meeting.
    case meeting = "MEETING"
}

/// How far an activity reaches.
public enum ActivityScope: String, CodeList {
    /// Local.
    case local = "LOCAL"
    /// National.
    case national = "NATIONAL"
    /// Several countries.
    case regional = "REGIONAL"
}

/// How an activity is held.
public enum ActivityMode: String, CodeList {
    /// On site.
    case onSite = "ONSITE"
    /// Online.
    case online = "ONLINE"
    /// Both.
    case hybrid = "HYBRID"
}

/// A professional's role in an activity (ROL).
public enum ParticipantRole: String, CodeList {
    /// Participant.
    case participant = "PAR"
    /// Expert.
    case expert = "EXP"
    /// Trainer.
    case trainer = "TRN"
    /// Facilitator.
    case facilitator = "FAC"
    /// Speaker.
    case speaker = "SPK"
    /// Organiser.
    case organiser = "ORG"
    /// Observer.
    case observer = "OBS"
}

/// What an activity or campaign is about (TOP).
public enum TrainingTopic: String, CodeList {
    /// Case management.
    case caseManagement = "CASE_MGMT"
    /// Referral.
    case referral = "REFERRAL"
    /// Terminology.
    case terminology = "TERMINOLOGY"
    /// Reintegration.
    case reintegration = "REINTEGRATION"
    /// Trafficking in persons.
    case traffickingInPersons = "TIP"
    /// Rights of the child.
    case childRights = "CHILD_RIGHTS"
    /// Human rights approach.
    case humanRightsApproach = "HR_APPROACH"
    /// Women's leadership.
    case womenLeadership = "WOMEN_LEADERSHIP"
    /// Disability.
    case disability = "DISABILITY"
    /// Classification.
    case classification = "CLASSIFICATION"
    /// Vocational training.
    case vocational = "VOCATIONAL"
    /// Root causes.
    case rootCauses = "ROOT_CAUSES"
}
