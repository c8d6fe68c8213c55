import EventStore

/// How another system's columns become the fields of ``CaseForm``: a document, in JSON (or YAML with `jisr import`).
struct ImportMapping: Codable, Sendable, Hashable {
    /// What becomes of one column; a column may have several of these.
    struct Column: Codable, Sendable, Hashable {
        /// The column's name; in JSON Lines the path of a member: `person.sex`.
        var column: String
        /// The field it fills.
        var to: String?
        /// Fields that the pieces of the text fill: the first piece, those between, the last.
        var parts: [String]?
        /// What sets the pieces apart: of ``parts``, or of a list in one cell.
        var split: String?
        /// Their codes and ours; an empty text of ours leaves the value out.
        ///
        /// Capitals do not matter.
        var codes: [String: String]?
        /// How dates are written, beside those of the whole mapping: `dd/MM/yyyy`.
        var dates: [String]?
        /// The value of an empty cell.
        var otherwise: String?
        /// This column is passed over in a row in which that one has a value.
        var unless: String?
        /// What to write before the value, in a text of several lines.
        var label: String?
        /// Why nothing of this column is taken.
        var ignore: String?
    }

    var name: String?
    /// The mapping that this one changes: columns named here replace those of the same name there.
    var extends: String?
    /// The system that the rows come from; its identifiers are told apart from other systems'.
    var source: String?
    /// The column with the case's identifier there: a case's number, never a document's.
    var sourceId: String?
    /// What sets fields apart in CSV; a comma unless given.
    var separator: String?
    /// What sets values in one cell apart; a semicolon unless given.
    var listSeparator: String?
    /// Whether the file was written by a system that puts an apostrophe before formulas, as Jisr does.
    var neutralised: Bool?
    /// How dates are written, beside ISO 8601.
    var dates: [String]?
    /// Whether a column that is not named here makes the file unfit; else it is only reported.
    var refuseUnknownColumns: Bool?
    /// Values for fields that a row does not give.
    var constants: [String: String]?
    var columns: [Column]?
}

extension ImportMapping {
    private static let maximumDepth = 4

    /// The mapping with what it extends; `find` gives a mapping by its name.
    func resolved(depth: Int = 0, _ find: (String) throws -> ImportMapping?) throws -> ImportMapping {
        guard let base = extends else { return self }
        guard depth < Self.maximumDepth else {
            throw MappingProblems.rejection(["extends: mappings extend one another more than \(Self.maximumDepth) deep"]
            )
        }
        guard let found = try find(base) else { throw Self.unknown(field: "extends") }
        let whole = try found.resolved(depth: depth + 1, find)
        let own = Set((columns ?? []).map(\.column))
        return ImportMapping(
            name: name ?? whole.name,
            source: source ?? whole.source,
            sourceId: sourceId ?? whole.sourceId,
            separator: separator ?? whole.separator,
            listSeparator: listSeparator ?? whole.listSeparator,
            neutralised: neutralised ?? whole.neutralised,
            dates: (dates ?? []) + (whole.dates ?? []),
            refuseUnknownColumns: refuseUnknownColumns ?? whole.refuseUnknownColumns,
            constants: (whole.constants ?? [:]).merging(constants ?? [:]) { _, new in new },
            columns: (whole.columns ?? []).filter { !own.contains($0.column) } + (columns ?? [])
        )
    }

    static func unknown(field: String) -> Rejection {
        Rejection(
            "mapping.unknown",
            field: field,
            "there is no such mapping; see GET /v1/import-mappings, or send yours with POST /v1/import-mappings",
            status: 404
        )
    }
}

/// All that is wrong with a mapping, or with a file under it, told at once.
enum MappingProblems {
    static func rejection(_ problems: [String]) -> Rejection {
        let listed = problems.enumerated().map { "(\($0.offset + 1)) \($0.element)" }.joined(separator: "; ")
        return Rejection("mapping.invalid", field: "mapping", "nothing was taken; put right: \(listed)")
    }
}
