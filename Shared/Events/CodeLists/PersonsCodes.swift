/// Sex as recorded.
public enum Sex: String, CodeList {
    /// Female.
    case female = "F"
    /// Male.
    case male = "M"
    /// Neither female nor male.
    case other = "X"
    /// Not known.
    case unknown = "U"
}

/// The level of schooling reached.
public enum Education: String, CodeList {
    /// No schooling.
    case noSchooling = "NONE"
    /// Reads and writes.
    case literacy = "LITERACY"
    /// Primary school.
    case primary = "PRIMARY"
    /// Lower secondary school.
    case lowerSecondary = "LOWSEC"
    /// Upper secondary school.
    case upperSecondary = "UPSEC"
    /// Vocational school.
    case vocational = "VOCATIONAL"
    /// Higher education.
    case tertiary = "TERTIARY"
}

/// A domain of the Washington Group Short Set in which a person has difficulty.
public enum Disability: String, CodeList {
    /// Seeing.
    case seeing = "SEE"
    /// Hearing.
    case hearing = "HEAR"
    /// Walking or climbing steps.
    case walking = "WALK"
    /// Remembering or concentrating.
    case cognition = "COGNITION"
    /// Washing or dressing.
    case selfCare = "SELFCARE"
    /// Understanding or being understood.
    case communicating = "COMMUNICATE"
}

/// Who brought a case to attention (IDS).
public enum IdentificationSource: String, CodeList {
    /// The person.
    case ownRequest = "SELF"
    /// The family.
    case family = "FAMILY"
    /// A civil-society organisation.
    case civilSociety = "CSO"
    /// The police.
    case police = "POLICE"
    /// The prosecution.
    case prosecution = "PROSECUTION"
    /// A hotline.
    case hotline = "HOTLINE"
    /// A school.
    case school = "SCHOOL"
    /// A health service.
    case health = "HEALTH"
    /// An embassy or consulate.
    case embassy = "EMBASSY"
    /// Border staff.
    case border = "BORDER"
    /// A social care institution.
    case institution = "INSTITUTION"
    /// Outreach work.
    case outreach = "OUTREACH"
}

/// What of a person may enter statistics.
public enum StatisticsMode: String, CodeList {
    /// Everything the event describes.
    case full
    /// The person counts, and no quasi-identifier is present.
    case countOnly = "count_only"
}
