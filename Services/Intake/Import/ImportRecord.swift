import EventStore
import Events
import GRDB

/// How an import stands.
enum ImportStatus: String, CodeList {
    /// Its rows are being sent, or wait to be sent on.
    case receiving
    case ended
}

/// An import as it is shown: counts, and nothing of what the rows say.
struct ImportView: Codable, Sendable, Hashable {
    var importId: EntityID
    var status: ImportStatus
    var mapping: String
    var institutionId: EntityID?
    var source: String
    /// The file's column with the identifier that makes a row be taken once.
    var sourceIdColumn: String
    var format: RowFormat
    var dryRun: Bool
    var startedAt: Timestamp
    /// When rows were last taken.
    var changedAt: Timestamp
    var endedAt: Timestamp?
    /// Rows decided upon; when the same request is sent again, these are passed over.
    var rows: Int
    var accepted: Int
    var duplicates: Int
    var rejected: Int
    /// Columns of the file that the mapping does not name: nothing of them was taken.
    var unknownColumns: [String]
}

/// An import as the read table has it.
struct ImportRecord: Sendable {
    var view: ImportView
    var actor: String?
    var digest: String

    static func find(_ importID: EntityID, in db: Database) throws -> ImportRecord? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM intake_import WHERE import_id=?")
        return try Row.fetchOne(statement, arguments: [importID]).map { try ImportRecord($0) }
    }

    private init(_ row: Row) throws {
        guard let format = RowFormat(rawValue: row["format"]) else {
            throw StoreError.corrupt(path: "intake_import", reason: "a format is unknown")
        }
        let endedAt: Timestamp? = row["ended_at"]
        let unknown: String = row["unknown_columns"]
        view = ImportView(
            importId: row["import_id"],
            status: endedAt == nil ? .receiving : .ended,
            mapping: row["mapping"],
            institutionId: row["institution_id"],
            source: row["source"],
            sourceIdColumn: row["source_id_column"],
            format: format,
            dryRun: row["dry_run"],
            startedAt: row["started_at"],
            changedAt: row["changed_at"],
            endedAt: endedAt,
            rows: row["row_count"],
            accepted: row["accepted"],
            duplicates: row["duplicates"],
            rejected: row["rejected"],
            unknownColumns: unknown.split(separator: "\n").map(String.init)
        )
        actor = row["actor"]
        digest = row["digest"]
    }

    static let unknown = Rejection(
        "import.unknown",
        field: "importId",
        "there is no such import here; it is there once its first rows have arrived",
        status: 404
    )
}

extension RowOutcome {
    /// Up to `limit` results after the row `after`, in the rows' order.
    static func list(
        of importID: EntityID,
        after: Int,
        only result: RowResult?,
        limit: Int,
        in db: Database
    ) throws -> [RowOutcome] {
        var found: [RowOutcome] = []
        var reached = after
        while found.count < limit {
            var batch = try db.prepared(
                """
                SELECT b.last_row, l.payload FROM intake_import_batch b JOIN log l ON l.seq=b.seq
                WHERE b.import_id=? AND b.last_row>? ORDER BY b.last_row LIMIT 1
                """
            )
            batch.bind(importID)
            batch.bind(reached)
            let next = try batch.first { (row: Int($0.integer(0)), payload: $0.bytes(1) ?? []) }
            guard let next else { break }
            reached = next.row
            let event = try next.payload.withUnsafeBytes { try EventCoding.decode(ImportRowsTaken.self, from: $0) }
            found += event.outcomes.filter { $0.row > after && (result == nil || $0.result == result) }
        }
        return Array(found.prefix(limit))
    }
}
