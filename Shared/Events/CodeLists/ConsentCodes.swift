/// What a consent is for (CNP).
public enum ConsentPurpose: String, CodeList {
    /// To register the case.
    case register = "REGISTER"
    /// To share data with a provider of services.
    case shareService = "SHARE_SERVICE"
    /// To transfer the case.
    case transfer = "TRANSFER"
    /// To return to the country of origin.
    case returnHome = "RETURN"
    /// To enter statistics.
    case statistics = "STATISTICS"
    /// To appear in media.
    case media = "MEDIA"
}

/// What was decided on a consent.
public enum ConsentDecision: String, CodeList {
    /// Given.
    case granted
    /// Not given.
    case withheld
    /// Given once and taken back.
    case withdrawn
}

/// On whose authority a consent stands.
public enum ConsentBasis: String, CodeList {
    /// The person.
    case ownWill = "self"
    /// The guardian.
    case guardian
    /// An order of a court.
    case courtOrder = "court_order"
    /// The child's best interests.
    case bestInterests = "best_interests"
}
