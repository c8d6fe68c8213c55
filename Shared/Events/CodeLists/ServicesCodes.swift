/// A service (SVC).
public enum ServiceKind: String, CodeList {
    /// Literacy classes.
    case literacy = "LIT"
    /// Schooling.
    case education = "EDU"
    /// Psycho-social support.
    case psychosocial = "PSS"
    /// Vocational training.
    case vocational = "VOC"
    /// Medical care.
    case medical = "MED"
    /// Legal support.
    case legal = "LEG"
    /// Support in criminal proceedings.
    case criminalJustice = "CJS"
    /// Reintegration programme.
    case reintegration = "REI"
    /// Shelter.
    case shelter = "SHE"
    /// Work with the family.
    case family = "FAM"
    /// Food.
    case food = "FOO"
    /// Hygiene.
    case hygiene = "HYG"
    /// Cash or voucher.
    case voucher = "CSH"
    /// Assistance to return.
    case returnAssistance = "RTA"
    /// Reintegration of returnees.
    case returneeReintegration = "RIN"
    /// Livelihood.
    case livelihood = "LIV"
    /// Employment.
    case job = "JOB"
    /// Housing.
    case housing = "HOU"
    /// Recreation.
    case recreation = "REC"
    /// Information and counselling.
    case counselling = "INF"
    /// Interpreting.
    case interpreting = "INT"
}

/// How an enrolment ended (OUT).
public enum Outcome: String, CodeList {
    /// Completed.
    case completed = "COMPLETED"
    /// Completed with a certificate.
    case certified = "CERTIFIED"
    /// Partly completed.
    case partial = "PARTIAL"
    /// Dropped out.
    case dropped = "DROPPED"
    /// Ended by release.
    case released = "RELEASED"
    /// Ended by transfer.
    case transferred = "TRANSFERRED"
    /// Refused by the person.
    case refused = "REFUSED"
    /// No longer offered.
    case unavailable = "UNAVAILABLE"
}

/// What a certificate certifies.
public enum CertificateKind: String, CodeList {
    /// Literacy.
    case literacy = "LITERACY"
    /// A vocational qualification.
    case vocational = "VOCATIONAL"
}

/// The kind of a kit.
public enum KitKind: String, CodeList {
    /// Food.
    case food = "FOO"
    /// Hygiene.
    case hygiene = "HYG"
}
