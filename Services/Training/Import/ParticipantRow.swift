import Decisions
import EventStore
import Events
import Reference

/// A row of a list of participants: a registration, and what is known of attendance and tests.
struct ParticipantRow: Sendable, Hashable {
    /// From 1, the heading not counted.
    var number: Int
    var sourceID: String?
    var registration: RegisterParticipant
    var days: Int?
    var scores: RecordScores?
}

/// What rows that do not say it are taken to say.
struct ParticipantDefaults: Sendable, Hashable {
    var role: ParticipantRole
    var country: CountryCode?
}

/// Reads rows under a heading.
struct ParticipantReader: Sendable {
    private var positions: [ParticipantColumn: Int] = [:]
    private let defaults: ParticipantDefaults
    /// Headings that name no column.
    private(set) var unknownColumns: [String] = []

    /// Reads the heading.
    ///
    /// - Throws: `Rejection` when a column that is needed is missing or there twice.
    init(heading: [String], defaults: ParticipantDefaults) throws(Rejection) {
        self.defaults = defaults
        for (index, name) in heading.enumerated() {
            guard let column = ParticipantColumn(heading: name) else {
                unknownColumns.append(name)
                continue
            }
            guard positions.updateValue(index, forKey: column) == nil else {
                throw Rejection(
                    "column.twice",
                    field: column.rawValue,
                    "the column \(column.rawValue) is there twice; leave out one"
                )
            }
        }
        guard positions[.sex] != nil else { throw Self.missing(.sex) }
        guard positions[.country] != nil || defaults.country != nil else { throw Self.missing(.country) }
    }

    private static func missing(_ column: ParticipantColumn) -> Rejection {
        Rejection(
            "column.missing",
            field: column.rawValue,
            "the list has no column \(column.rawValue); add it: the first row names the columns"
        )
    }

    /// Reads a row.
    ///
    /// - Throws: `Rejection` that names the column and never repeats what stands in it.
    func row(_ fields: [String], number: Int) throws(Rejection) -> ParticipantRow {
        func text(_ column: ParticipantColumn) -> String? {
            guard let position = positions[column], position < fields.count else { return nil }
            let trimmed = fields[position].drop { $0.isWhitespace }
            guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return nil }
            return String(trimmed[...last])
        }
        let scores = RecordScores(
            preScore: try Self.number(text(.preScore), .preScore),
            postScore: try Self.number(text(.postScore), .postScore)
        )
        return ParticipantRow(
            number: number,
            sourceID: text(.sourceId),
            registration: RegisterParticipant(
                role: try Self.code(text(.role), .role) ?? defaults.role,
                sex: try Self.sex(text(.sex)),
                country: try Self.given(try Self.country(text(.country)) ?? defaults.country, .country),
                orgId: try Self.id(text(.orgId), .orgId),
                orgKind: try Self.code(text(.orgKind), .orgKind),
                trainerId: try Self.id(text(.trainerId), .trainerId),
                name: text(.name),
                email: text(.email),
                phone: text(.phone)
            ),
            days: try Self.number(text(.days), .days),
            scores: scores.preScore == nil && scores.postScore == nil ? nil : scores
        )
    }

    private static func given<Value>(_ value: Value?, _ column: ParticipantColumn) throws(Rejection) -> Value {
        guard let value else {
            throw Rejection("field.required", field: column.rawValue, "\(column.rawValue) is empty; fill it in")
        }
        return value
    }

    private static func code<List: CodeList>(_ value: String?, _ column: ParticipantColumn) throws(Rejection) -> List? {
        guard let value else { return nil }
        guard let code = List(rawValue: value.uppercased()) else {
            throw Rejection(
                "code.unknown",
                field: column.rawValue,
                "\(column.rawValue) is one of \(List.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        return code
    }

    private static func id(_ value: String?, _ column: ParticipantColumn) throws(Rejection) -> EntityID? {
        guard let value else { return nil }
        guard let id = EntityID(value) else {
            throw Rejection("field.invalid", field: column.rawValue, "\(column.rawValue) is an identifier (a UUID)")
        }
        return id
    }

    private static func number(_ value: String?, _ column: ParticipantColumn) throws(Rejection) -> Int? {
        guard let value else { return nil }
        guard let number = Int(value) else {
            throw Rejection("field.invalid", field: column.rawValue, "\(column.rawValue) is a whole number")
        }
        return number
    }

    private static let sexes: [String: Sex] = [
        "f": .female, "female": .female, "woman": .female, "femme": .female, "féminin": .female, "أنثى": .female,
        "انثى": .female, "m": .male, "male": .male, "man": .male, "homme": .male, "masculin": .male, "ذكر": .male,
        "x": .other, "u": .unknown, "unknown": .unknown, "": .unknown,
    ]

    private static func sex(_ value: String?) throws(Rejection) -> Sex {
        guard let sex = sexes[(value ?? "").lowercased()] else {
            throw Rejection("code.unknown", field: "sex", "sex is F, M, X or U")
        }
        return sex
    }

    /// A country by its code, or by its name in English, French or Arabic.
    private static func country(_ value: String?) throws(Rejection) -> CountryCode? {
        guard let value else { return nil }
        let wanted = value.lowercased()
        let entry = ReferenceList.countries.entries.first { entry in
            entry.code.lowercased() == wanted
                || [entry.names.en, entry.names.fr, entry.names.ar].contains { $0?.lowercased() == wanted }
        }
        guard let code = entry?.code ?? (value == "ZZ" ? value : nil), let country = CountryCode(code) else {
            throw Rejection(
                "code.unknown",
                field: "country",
                "country is an ISO 3166-1 code such as EG, or the country's name in English, French or Arabic"
            )
        }
        return country
    }
}
