import EventStore
import Events
import GRDB

/// The tables of this service.
enum StatisticsTables {
    /// What it was told.
    ///
    /// These are not made from the log: they are this service's own truth, and the topics can be read again from the
    /// beginning to make them anew.
    static let facts = Projection(
        name: "statistics-facts",
        tables: [],
        migrations: factMigrations,
        dispatch: Dispatch()
    )

    static let factMigrations = [
        (name: "1", sql: FactTables.migration), ("2", EntryTable.migration), ("3", EntryTable.identityMigration),
        ("4", FactTables.formMigration), ("5", FactTables.pseudonymMigration),
    ]

    /// What it last published, made from its log.
    static let figures = Projection(
        name: "statistics-figures",
        tables: ["figure"],
        migrations: [
            (
                "1",
                """
                CREATE TABLE figure(
                    key TEXT PRIMARY KEY, aggregate BLOB NOT NULL, revision INTEGER NOT NULL, fingerprint TEXT NOT NULL
                ) WITHOUT ROWID;
                """
            ),
            ("2", "ALTER TABLE figure ADD COLUMN release BLOB"),
        ],
        dispatch: Dispatch<Projection.Context>()
            .on(StatisticUpdated.self) { context, event, entry in
                try context.db.cachedStatement(
                    sql: """
                        INSERT INTO figure(key, aggregate, revision, fingerprint, release) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET revision=excluded.revision, fingerprint=excluded.fingerprint,
                            release=excluded.release
                        """
                ).execute(arguments: [
                    entry.key.description, entry.aggregateID, event.revision, event.fingerprint, event.releaseId,
                ])
            }
    )
}

extension StatisticUpdated {
    /// What makes it worth publishing again when it changes: everything but the day and the revision.
    var fingerprint: String {
        [
            value.map(String.init) ?? "-", suppressed ? "withheld" : "told", qualifier?.rawValue ?? "-", unit ?? "-",
            sourceRef ?? "-", mayDoubleCount.map { $0 ? "may" : "once" } ?? "-", threshold.map(String.init) ?? "-",
            policyVersion ?? "-",
        ].joined(separator: "|")
    }
}
