import Events

/// A person as others may compare them: tokens, nothing in clear, ready for the wire and the store.
///
/// Made under the national key they are comparable across instances (``MatchComparison``), which never exchange a
/// name. ``blockingKeys`` finds candidates with no key at all.
struct MatchTokens: Codable, Sendable, Hashable {
    /// One part of a name.
    struct Part: Codable, Sendable, Hashable {
        /// Of the consonants: equal for every spelling in any script.
        var part: MatchToken
        /// Of the consonants with the telling vowels: one, or a few where a spelling leaves them open.
        var spellings: [MatchToken]
        /// Of the consonants less one each: parts a slip of one letter apart share one.
        var near: [MatchToken]
        /// Set when it is of an alias, whose absence elsewhere says nothing.
        var isAlias: Bool?
    }

    struct Document: Codable, Sendable, Hashable {
        var kind: MatchToken
        var number: MatchToken
        /// Of every other character, odd and even: numbers a slip of one character apart share one.
        var halves: [MatchToken]
    }

    /// As many tokens as a person has at most.
    static let maximumCount = 64

    /// Grows when spellings are read another way: tokens of different schemes do not compare.
    var scheme = MatchTokens.currentScheme
    var names: [Part]
    /// Of each part written as one word with the next, in the order of the names; ``MatchToken/none`` for short words.
    var joined: [MatchToken]
    var sex: MatchToken?
    /// Of the whole date, unless it is a first of January: that stands for an unknown day.
    var birthDate: MatchToken?
    /// Of day and month without the year, in either order.
    var birthDay: MatchToken?
    /// Of the years around the year of birth, in order: two around each side, three when it is estimated.
    var birthYears: [MatchToken]
    /// Of spans of four years that hold the year, and of those about it when it is estimated.
    var birthBands: [MatchToken]
    var place: MatchToken?
    var documents: [Document]
    var phone: MatchToken?
    var guardian: MatchToken?

    static let currentScheme = 1

    /// All tokens, for counting and for a store that erases by token.
    var all: [MatchToken] {
        names.flatMap { [$0.part] + $0.spellings + $0.near } + joined + birthYears + birthBands
            + [sex, birthDate, birthDay, place, phone, guardian].compactMap(\.self)
            + documents.flatMap { [$0.kind, $0.number] + $0.halves }
    }
}

extension MatchTokens {
    init(_ features: IdentityFeatures, key: TokenKey) {
        let (names, alias) = features.nameParts()
        let partCount = names.count + alias.count
        let limits: (spellings: Int, near: Int) = partCount <= 3 ? (4, 7) : partCount == 4 ? (3, 5) : (2, 3)
        self.names =
            names.map { Part($0.skeleton, isAlias: nil, limits: limits, key: key) }
            + alias.map { Part($0.skeleton, isAlias: true, limits: limits, key: key) }
        joined = zip(names, names.dropFirst()).map { part, next in
            part.joined(with: next).map { key.token(.namePart, $0) } ?? .none
        }
        sex = features.sex == .female || features.sex == .male ? key.token(.sex, features.sex.rawValue) : nil
        let birth = BirthTokens(features.birth, key: key)
        (birthDate, birthDay, birthYears, birthBands) = (birth.date, birth.day, birth.years, birth.bands)
        place = features.place.map { key.token(.place, $0.uppercased()) }
        documents = features.documents.compactMap { Document($0, key: key) }.prefix(2).map(\.self)
        phone = features.phone.flatMap(NameText.phone).map { key.token(.phone, $0) }
        let guardianParts = NamePart.parts(features.guardianName ?? "").map(\.skeleton.coarse)
        guardian = guardianParts.count < 2 ? nil : key.token(.guardian, guardianParts.sorted().joined(separator: " "))
    }
}

extension MatchTokens.Part {
    fileprivate init(
        _ skeleton: NameSkeleton,
        isAlias: Bool?,
        limits: (spellings: Int, near: Int),
        key: TokenKey
    ) {
        part = key.token(.namePart, skeleton.coarse)
        spellings = skeleton.fine.prefix(limits.spellings).map { key.token(.nameSpelling, $0) }
        near = skeleton.near.prefix(limits.near).map { key.token(.namePart, $0) }
        self.isAlias = isAlias
    }
}

extension MatchTokens.Document {
    /// `nil` when the number is too short to tell people apart.
    fileprivate init?(_ document: IdentityFeatures.Document, key: TokenKey) {
        let number = Array(NameText.number(document.number).unicodeScalars)
        guard number.count >= 5 else { return nil }
        kind = key.token(.documentKind, NameText.number(document.kind))
        self.number = key.token(.documentNumber, Self.text(number))
        halves =
            number.count < 8
            ? []
            : [0, 1].map { parity in
                let half = number.indices.filter { $0 % 2 == parity }.map { number[$0] }
                return key.token(.documentHalf, "\(number.count) \(parity) \(Self.text(half))")
            }
    }

    private static func text(_ scalars: [Unicode.Scalar]) -> String { String(String.UnicodeScalarView(scalars)) }
}

/// The tokens of when a person was born.
private struct BirthTokens {
    var date: MatchToken?
    var day: MatchToken?
    var years: [MatchToken] = []
    var bands: [MatchToken] = []

    init(_ birth: IdentityFeatures.Birth?, key: TokenKey) {
        switch birth {
        case nil: break
        case .date(let date):
            // In this region a first of January is what is written when only the year is known.
            if (date.month, date.day) != (1, 1) {
                self.date = key.token(.birthDate, date.description)
                day = key.token(.birthDay, "\(min(date.month, date.day)) \(max(date.month, date.day))")
            }
            around(date.year, radius: 2, key)
        case .year(let year): around(year, radius: 2, key)
        case .estimatedYear(let year): around(year, radius: 3, key)
        }
    }

    private mutating func around(_ year: Int, radius: Int, _ key: TokenKey) {
        years = (year - radius...year + radius).map { key.token(.birthYear, "\($0)") }
        // Two rows of spans, shifted by half: years up to two apart share one of them.
        let spread = radius == 2 ? 0 : 2
        var spans: [String] = []
        for near in [year - spread, year, year + spread] {
            for shift in [0, 2] {
                let span = "\(shift) \(Int((Double(near + shift) / 4).rounded(.down)))"
                if !spans.contains(span) { spans.append(span) }
            }
        }
        bands = spans.map { key.token(.birthBand, $0) }
    }
}
