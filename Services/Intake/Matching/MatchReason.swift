import Events

/// Why two people may be one, or not: what a person who decides is shown.
enum MatchReason: String, CodeList {
    /// Every part of the shorter name is in the other, in some spelling or script.
    case nameSame = "NAME_SAME"
    /// A part agrees but for a vowel or one letter.
    case nameSimilar = "NAME_SIMILAR"
    /// One name has parts that the other lacks.
    case namePartMissing = "NAME_PART_MISSING"
    /// The parts stand in another order.
    case nameOrder = "NAME_ORDER"
    /// Two parts of one are written as one word in the other.
    case nameJoined = "NAME_JOINED"
    /// Each name has a part that is nowhere in the other.
    case nameDiffers = "NAME_DIFFERS"
    case aliasSame = "ALIAS_SAME"
    case birthDateSame = "BIRTH_DATE_SAME"
    /// Day and month agree, the year does not.
    case birthDaySame = "BIRTH_DAY_SAME"
    /// Both dates are whole, and neither day nor month agrees.
    case birthDayDiffers = "BIRTH_DAY_DIFFERS"
    case birthYearSame = "BIRTH_YEAR_SAME"
    /// At most two years apart, or three when an age was estimated.
    case birthYearNear = "BIRTH_YEAR_NEAR"
    case birthYearDiffers = "BIRTH_YEAR_DIFFERS"
    case sexSame = "SEX_SAME"
    case sexDiffers = "SEX_DIFFERS"
    case placeSame = "PLACE_SAME"
    case placeDiffers = "PLACE_DIFFERS"
    case documentSame = "DOCUMENT_SAME"
    /// Numbers one character apart.
    case documentSimilar = "DOCUMENT_SIMILAR"
    /// Documents of one kind with different numbers.
    case documentDiffers = "DOCUMENT_DIFFERS"
    case phoneSame = "PHONE_SAME"
    case guardianSame = "GUARDIAN_SAME"
}
