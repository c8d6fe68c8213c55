import Events

/// How a row of an import ended.
enum RowResult: String, CodeList {
    /// There is a case of it now (in a rehearsal: there would be).
    case accepted
    /// Its source's identifier was taken before.
    case duplicate
    /// Nothing was taken of it.
    case rejected
}

/// What became of one row; it holds nothing of what the row says.
struct RowOutcome: Codable, Sendable, Hashable {
    /// Something of an accepted row that was not taken, or not as it stood.
    struct Remark: Codable, Sendable, Hashable {
        var code: String
        var field: String
        var message: String
    }

    /// From 1; a CSV file's header is not counted.
    var row: Int
    var result: RowResult
    /// The case of the row; of a duplicate the one there is already.
    var caseId: EntityID?
    var caseNumber: String?
    /// The earlier row of the same import that a duplicate repeats.
    var firstRow: Int?
    var code: String?
    var field: String?
    /// The file's column at fault.
    var column: String?
    var message: String?
    var remarks: [Remark]?
}

/// A mapping was kept; its name is made from its content, so it never changes.
struct ImportMappingKept: EventData {
    var mappingId: String
    var mapping: ImportMapping

    static let name = "import.mapping_kept.v1"
    static let topic: Topic? = nil
    static let summary = "A mapping for imports was kept."
    static var example: Self {
        Self(mappingId: "m-0123456789abcdef0123456789abcdef", mapping: ImportMapping(name: "example"))
    }
}

/// The key under which sources' identifiers are kept was made; it is sealed beside this.
struct ImportKeyMade: EventData {
    var keyId: EntityID

    static let name = "import.key_made.v1"
    static let topic: Topic? = nil
    static let summary = "The key that hides the sources' identifiers was made."
    static var example: Self { Self(keyId: ImportKey.id) }
}

/// An import began.
struct ImportStarted: EventData {
    var importId: EntityID
    var source: String
    var mapping: String
    var institutionId: EntityID?
    var format: RowFormat
    var sourceIdColumn: String
    /// A rehearsal: every row is decided upon, and nothing is kept of it.
    var dryRun: Bool

    static let name = "import.started.v1"
    static let topic: Topic? = nil
    static let summary = "An import began."
    static var example: Self {
        Self(
            importId: ImportKey.id,
            source: "primero",
            mapping: "primero",
            format: .csv,
            sourceIdColumn: "case_id",
            dryRun: false
        )
    }
}

/// Rows of an import were decided upon, in the same commit as the cases they became.
struct ImportRowsTaken: EventData {
    var importId: EntityID
    var outcomes: [RowOutcome]
    /// The identifiers that are taken now, hidden: of each accepted row, in the rows' order.
    var sourceHashes: [String]
    /// Of all rows up to here: what is sent again must be the same rows.
    var digest: String
    var unknownColumns: [String]

    static let name = "import.rows_taken.v1"
    static let topic: Topic? = nil
    static let summary = "Rows of an import were decided upon."
    static var example: Self {
        Self(
            importId: ImportKey.id,
            outcomes: [RowOutcome(row: 1, result: .accepted)],
            sourceHashes: [],
            digest: "",
            unknownColumns: []
        )
    }
}

/// An import came to its end.
struct ImportEnded: EventData {
    var importId: EntityID
    var rows: Int

    static let name = "import.ended.v1"
    static let topic: Topic? = nil
    static let summary = "An import came to its end."
    static var example: Self { Self(importId: ImportKey.id, rows: 1) }
}
