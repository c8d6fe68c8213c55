/// What each agreement and contradiction is worth, in bits of evidence (base 2 logarithm of how much likelier it is
/// among records of one person than among those of two, after Fellegi and Sunter).
///
/// Set on a generated population and held against another of other names (`MatchQualityTests`). They do not depend on
/// how frequent a name is: a store need not count, and two instances reach one verdict.
enum MatchWeights {
    /// A part of unknown frequency.
    static let nameSame = 3.5
    /// A part that everybody bears.
    static let nameSameLeast = 0.4
    /// What each bit of rarity adds; less than one, because kin and neighbours have names in common.
    static let nameSameShare = 0.56
    /// Of what a part weighs, when the consonants agree and a telling vowel does not.
    static let nameVowelsShare = 0.5
    /// The same, when one is a man and the other a woman.
    static let nameVowelsOfOtherSex = -4.0
    /// Of what two parts weigh, when the other writes them as one word.
    static let nameJoinedShare = 1.2
    static let aliasShare = 1.8
    /// One consonant of four or more differs.
    static let nameNear = -0.8
    /// One consonant of two or three differs.
    static let nameNearShort = -1.1
    /// For each part that one name has and the other lacks, when all others agree.
    static let namePartMissing = -1.5
    /// Names of kin are alike, so however much agrees counts for no more than this.
    static let nameMost = 12.0
    /// For each pair of parts left over on both sides.
    static let nameDiffers = -6.3

    static let birthDateSame = 12.0
    static let birthDaySame = 7.0
    /// By years apart.
    static let birthYear: [Double] = [4.3, 0.3, -1.5, -4.5, -4.5]
    /// When at least one is estimated.
    static let birthYearEstimated: [Double] = [3.3, 2.8, 1.1, -0.4, -2.8]
    static let birthYearDiffers = -6.8
    /// Both dates are whole, and differ in more than the year.
    static let birthDayDiffers = -4.5

    static let sexSame = 0.0
    static let sexDiffers = -5.5
    static let placeSame = 2.1
    static let placeDiffers = -2.1
    static let documentSame = 14.0
    static let documentSimilar = 5.0
    static let documentDiffers = -8.0
    static let phoneSame = 5.0
    static let guardianSame = 2.8
    /// Of what phone and guardian weigh, when the names differ.
    static let kinShare = 0.4

    /// From here on two people are shown to somebody who decides.
    static let candidate = 9.0
}
