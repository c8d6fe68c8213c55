/// How an admitted person was in touch with the family.
public enum ContactKind: String, CodeList {
    /// A visit.
    case visit = "VISIT"
    /// A call.
    case call = "CALL"
    /// A video call.
    case video = "VIDEO"
    /// A letter.
    case letter = "LETTER"
}

/// How a complaint came in.
public enum ComplaintChannel: String, CodeList {
    /// In person.
    case inPerson = "IN_PERSON"
    /// Through a complaints box.
    case box = "BOX"
    /// By a hotline.
    case hotline = "HOTLINE"
    /// Through the family.
    case family = "FAMILY"
    /// During an inspection.
    case inspection = "INSPECTION"
}

/// What a complaint is about.
public enum ComplaintTopic: String, CodeList {
    /// Treatment by staff.
    case treatment = "TREATMENT"
    /// Treatment by peers.
    case peers = "PEERS"
    /// Services.
    case services = "SERVICES"
    /// Living conditions.
    case conditions = "CONDITIONS"
    /// Contact with the family.
    case contact = "CONTACT"
    /// Rights.
    case rights = "RIGHTS"
    /// Anything else.
    case other = "OTHER"
}

/// How a complaint was resolved.
public enum ComplaintOutcome: String, CodeList {
    /// Upheld.
    case upheld = "UPHELD"
    /// Partly upheld.
    case partlyUpheld = "PARTLY_UPHELD"
    /// Not upheld.
    case notUpheld = "NOT_UPHELD"
    /// Withdrawn.
    case withdrawn = "WITHDRAWN"
}
