import EventStore
import Events
import GRDB

/// The read tables of imports: how each stands, where its rows' results lie in the log, which identifiers are taken.
enum ImportProjection {
    static let imports = Projection(
        name: "intake-imports",
        tables: ["intake_import", "intake_import_batch", "intake_import_source", "intake_import_mapping"],
        migrations: [("1", version1)],
        dispatch: dispatch
    )

    private static let version1 = """
        CREATE TABLE intake_import(
            import_id BLOB PRIMARY KEY,
            mapping TEXT NOT NULL,
            institution_id BLOB,
            source TEXT NOT NULL,
            source_id_column TEXT NOT NULL,
            format TEXT NOT NULL,
            dry_run INTEGER NOT NULL,
            actor TEXT,
            started_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            ended_at INTEGER,
            row_count INTEGER NOT NULL,
            accepted INTEGER NOT NULL,
            duplicates INTEGER NOT NULL,
            rejected INTEGER NOT NULL,
            digest TEXT NOT NULL,
            unknown_columns TEXT NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE intake_import_batch(
            import_id BLOB NOT NULL, last_row INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(import_id, last_row)
        ) WITHOUT ROWID;

        CREATE TABLE intake_import_source(
            hash BLOB PRIMARY KEY, import_id BLOB NOT NULL, row INTEGER NOT NULL, case_id BLOB
        ) WITHOUT ROWID;

        CREATE TABLE intake_import_mapping(mapping_id TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
        """

    private static let dispatch = Dispatch<Projection.Context>()
        .on(ImportKeyMade.self) { _, _, _ in }
        .on(ImportMappingKept.self) { context, event, entry in
            try context.db.run(
                "INSERT OR IGNORE INTO intake_import_mapping(mapping_id, seq) VALUES (?, ?)",
                .text(event.mappingId),
                .integer(Int(entry.sequence))
            )
        }
        .on(ImportStarted.self) { context, event, entry in
            try context.db.run(
                """
                INSERT INTO intake_import(import_id, mapping, institution_id, source, source_id_column, format, dry_run,
                    actor, started_at, changed_at, row_count, accepted, duplicates, rejected, digest, unknown_columns)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, '', '')
                """,
                .id(event.importId),
                .text(event.mapping),
                .id(event.institutionId),
                .text(event.source),
                .text(event.sourceIdColumn),
                .text(event.format.rawValue),
                .integer(event.dryRun ? 1 : 0),
                .text(entry.actor),
                .time(entry.recordedAt),
                .time(entry.recordedAt)
            )
        }
        .on(ImportRowsTaken.self) { context, event, entry in
            try rowsTaken(context.db, event, entry)
        }
        .on(ImportEnded.self) { context, event, entry in
            try context.db.run(
                "UPDATE intake_import SET ended_at=?, changed_at=? WHERE import_id=?",
                .time(entry.recordedAt),
                .time(entry.recordedAt),
                .id(event.importId)
            )
        }

    private static func rowsTaken(_ db: Database, _ event: ImportRowsTaken, _ entry: LogEntry) throws {
        guard let last = event.outcomes.last?.row else { return }
        try db.run(
            "INSERT INTO intake_import_batch(import_id, last_row, seq) VALUES (?, ?, ?)",
            .id(event.importId),
            .integer(last),
            .integer(Int(entry.sequence))
        )
        func count(_ result: RowResult) -> StoredValue { .integer(event.outcomes.count { $0.result == result }) }
        try db.run(
            """
            UPDATE intake_import SET changed_at=?, row_count=?, accepted=accepted+?, duplicates=duplicates+?,
                rejected=rejected+?, digest=?, unknown_columns=?
            WHERE import_id=?
            """,
            .time(entry.recordedAt),
            .integer(last),
            count(.accepted),
            count(.duplicate),
            count(.rejected),
            .text(event.digest),
            .text(event.unknownColumns.joined(separator: "\n")),
            .id(event.importId)
        )
        for (hash, outcome) in zip(event.sourceHashes, event.outcomes.filter { $0.result == .accepted }) {
            var row = try db.prepared(
                "INSERT INTO intake_import_source(hash, import_id, row, case_id) VALUES (?, ?, ?, ?)"
            )
            row.bind(HashText.bytes(hash))
            row.bind(event.importId)
            row.bind(outcome.row)
            row.bind(outcome.caseId)
            try row.run()
        }
    }
}

/// Bytes as hexadecimal text.
enum HashText {
    static func text(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }

    static func bytes(_ text: String) -> [UInt8] {
        func value(_ digit: UInt8) -> UInt8 { digit < 58 ? digit - 48 : digit - 87 }
        let digits = Array(text.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).map { value(digits[$0]) << 4 | value(digits[$0 + 1]) }
    }
}
