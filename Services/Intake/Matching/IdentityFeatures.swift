import Events

/// What tells one person from another, in clear: only ever in memory, to make tokens of.
struct IdentityFeatures: Sendable, Hashable {
    struct Document: Sendable, Hashable {
        var kind: String
        var number: String
    }

    enum Birth: Sendable, Hashable {
        case date(CalendarDate)
        /// The year is known, the day is not.
        case year(Int)
        /// Counted back from an estimated age.
        case estimatedYear(Int)

        static func estimated(age: Int, year: Int) -> Birth { .estimatedYear(year - age) }
    }

    /// Any spelling, any script, one or more words.
    var givenName: String?
    var fatherName: String?
    var familyName: String?
    var alias: String?
    var sex: Sex = .unknown
    var birth: Birth?
    /// A governorate or region, such as `EG-C`.
    var place: String?
    var documents: [Document] = []
    var phone: String?
    var guardianName: String?
}

extension IdentityFeatures {
    /// As many parts of names as are made into tokens, so that a person has at most ``MatchTokens/maximumCount``.
    static let maximumParts = 5

    /// The parts of the names, and of the alias; the first word of each name first, so that none is left out.
    func nameParts() -> (names: [NamePart], alias: [NamePart]) {
        let names = [givenName, fatherName, familyName].map { NamePart.parts($0 ?? "") }
        var left = Self.maximumParts
        // Every name keeps its first part before any keeps its second.
        var kept = names.map { _ in 0 }
        for round in 0..<Self.maximumParts {
            for (index, parts) in names.enumerated() where parts.count > round && left > 0 {
                kept[index] += 1
                left -= 1
            }
        }
        let known = zip(names, kept).flatMap { $0.prefix($1) }
        let others = NamePart.parts(alias ?? "").filter { part in
            !known.contains { $0.skeleton.coarse == part.skeleton.coarse }
        }
        return (known, Array(others.prefix(min(left, 2))))
    }
}
