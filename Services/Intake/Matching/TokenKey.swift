/// Makes tokens of values, under a secret.
///
/// Match tokens are made under a national key that every instance of intake holds, search tokens under a key of the
/// instance alone: the two never meet, and neither tells anything to who has no key. Who has the national key could
/// try names one by one; it is for that reason readable by intake alone.
struct TokenKey: Sendable {
    /// What a token stands for.
    ///
    /// Every kind has its own tokens: a name and a place that read alike differ.
    enum Kind: String, Sendable, CaseIterable {
        case namePart = "name.part"
        case nameSpelling = "name.spelling"
        case namePrefix = "name.prefix"
        case sex
        case birthDate = "birth.date"
        case birthDay = "birth.day"
        case birthYear = "birth.year"
        case birthBand = "birth.band"
        case place
        case documentKind = "document.kind"
        case documentNumber = "document.number"
        case documentHalf = "document.half"
        case phone
        case guardian
    }

    private let digest: @Sendable (_ message: String) -> UInt64

    /// `digest` gives the first 64 bits of a keyed hash.
    init(digest: @escaping @Sendable (_ message: String) -> UInt64) { self.digest = digest }

    /// The token of `value`; equal values of one kind have equal tokens under one key, and only they.
    func token(_ kind: Kind, _ value: String) -> MatchToken {
        // No kind contains the separator, so no two pairs make one message.
        MatchToken(bits: digest("jisr.match.v1|\(kind.rawValue)|\(value)"))
    }
}
