/// The kind of an item on an agenda.
public enum AgendaKind: String, CodeList {
    /// A session.
    case session = "SESSION"
    /// A case study.
    case caseStudy = "CASE_STUDY"
    /// Terminology.
    case terminology = "TERMINOLOGY"
    /// A presentation of services.
    case services = "SERVICES"
    /// A discussion.
    case discussion = "DISCUSSION"
    /// An exercise.
    case exercise = "EXERCISE"
}

/// What is known of the attendance of an activity.
public enum AttendanceSource: String, CodeList {
    /// A list of participants.
    case list = "LIST"
    /// A count by role and sex.
    case headcount = "HEADCOUNT"
    /// Nothing; this is not zero.
    case notReported = "NOT_REPORTED"
}

/// Where a headcount comes from.
public enum HeadcountSource: String, CodeList {
    /// Sign-in sheets.
    case signIn = "SIGN_IN"
    /// The organiser's report.
    case organiser = "ORGANISER"
    /// An observer.
    case observer = "OBSERVER"
    /// A press release.
    case press = "PRESS"
}

/// What a campaign is for (CMK).
public enum CampaignKind: String, CodeList {
    /// The public at large.
    case generalPublic = "PUBLIC"
    /// Protection of children.
    case childProtection = "CHILD_PROTECTION"
    /// Trafficking in persons.
    case traffickingInPersons = "TIP"
    /// Human rights conventions.
    case humanRightsConventions = "HR_CONVENTIONS"
    /// Against stigma.
    case destigmatisation = "DESTIGMA"
}

/// How a campaign reaches people (CHN).
public enum Channel: String, CodeList {
    /// Television.
    case television = "TV"
    /// Radio.
    case radio = "RADIO"
    /// Print.
    case print = "PRINT"
    /// Social media.
    case socialMedia = "SOC"
    /// In the community.
    case community = "COMMUNITY"
    /// In schools.
    case school = "SCHOOL"
    /// At events.
    case event = "EVENT"
}

/// The kind of a piece of knowledge.
public enum KnowledgeKind: String, CodeList {
    /// A good practice.
    case goodPractice = "GOOD_PRACTICE"
    /// A lesson learnt.
    case lesson = "LESSON"
    /// A challenge.
    case challenge = "CHALLENGE"
    /// An experience.
    case experience = "EXPERIENCE"
    /// A case study.
    case caseStudy = "CASESTUDY"
    /// A term.
    case term = "TERM"
    /// A mechanism.
    case mechanism = "MECHANISM"
}
