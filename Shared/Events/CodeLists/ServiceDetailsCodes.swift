/// When a reintegration plan applies.
public enum ReintegrationPhase: String, CodeList {
    /// Before release or return.
    case preparation = "PREP"
    /// After release or return.
    case aftercare = "POST"
}

/// A dimension of sustainable reintegration (IOM).
public enum SustainabilityDimension: String, CodeList {
    /// Economic.
    case economic = "ECO"
    /// Social.
    case social = "SOC"
    /// Psycho-social.
    case psychosocial = "PSY"
}

/// A person's role in proceedings.
public enum JusticeRole: String, CodeList {
    /// Accused.
    case accused = "ACCUSED"
    /// Victim.
    case victim = "VICTIM"
    /// Witness.
    case witness = "WITNESS"
}

/// A step reached in proceedings.
public enum JusticeMilestone: String, CodeList {
    /// A complaint was filed.
    case complaint = "COMPLAINT"
    /// A lawyer was assigned.
    case lawyer = "LAWYER"
    /// The person was interviewed.
    case interview = "INTERVIEW"
    /// The person testified.
    case testimony = "TESTIMONY"
    /// Protection was granted.
    case protection = "PROTECTION"
    /// A judgment was given.
    case judgment = "JUDGMENT"
    /// Compensation was awarded.
    case compensation = "COMPENSATION"
}

/// Why a return ended before departure.
public enum ReturnEndReason: String, CodeList {
    /// The person decided against it.
    case changedMind = "CHANGED_MIND"
    /// Not fit to travel.
    case unfit = "UNFIT"
    /// Papers could not be obtained.
    case noTravelPapers = "NO_TRAVEL_PAPERS"
    /// The destination is not safe.
    case unsafe = "UNSAFE"
    /// Contact was lost.
    case lostContact = "LOST_CONTACT"
    /// Another solution was found.
    case otherSolution = "OTHER_SOLUTION"
}
