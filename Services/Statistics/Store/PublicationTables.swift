import EventStore
import Events
import Foundation
import GRDB

/// What was published, for those who read it: the last statement of each figure, and the manifests of releases; and apart
/// from that what partners were told.
enum PublicationTables {
    /// Made from this service's own log.
    ///
    /// A figure is kept once outside of releases and once for each release, under its topic's key, so that a release
    /// stays what it was when a later one says something else. `version` counts the statements of one key: of two that
    /// may be shown the higher is the present one.
    static let publications = Projection(
        name: "statistics-publications",
        tables: ["published_figure", "published_release", "shared_figure", "shared_release"],
        migrations: [
            (
                "1",
                """
                CREATE TABLE published_figure(
                    key TEXT NOT NULL, release BLOB NOT NULL, version INTEGER NOT NULL, indicator TEXT NOT NULL,
                    period TEXT NOT NULL, source TEXT NOT NULL, data BLOB NOT NULL,
                    PRIMARY KEY(key, release)
                ) WITHOUT ROWID;
                CREATE INDEX published_figure_release ON published_figure(release, key);
                CREATE TABLE published_release(id BLOB PRIMARY KEY, cutoff TEXT NOT NULL, data BLOB NOT NULL)
                    WITHOUT ROWID;
                """
            ),
            (
                "2",
                """
                CREATE TABLE shared_figure(
                    key TEXT PRIMARY KEY, release BLOB NOT NULL, indicator TEXT NOT NULL, data BLOB NOT NULL
                ) WITHOUT ROWID;
                CREATE TABLE shared_release(id BLOB PRIMARY KEY, cutoff TEXT NOT NULL, data BLOB NOT NULL)
                    WITHOUT ROWID;
                """
            ),
        ],
        dispatch: Dispatch<Projection.Context>()
            .on(StatisticUpdated.self) { context, event, entry in
                try context.db.cachedStatement(
                    sql: """
                        INSERT INTO published_figure(key, release, version, indicator, period, source, data)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET version=excluded.version, data=excluded.data
                        """
                ).execute(arguments: [
                    entry.key.description, Data(event.releaseId?.bytes ?? []), entry.version,
                    event.indicator.rawValue, event.period, event.source.rawValue, Data(entry.payload),
                ])
            }
            .on(SnapshotPublished.self) { context, event, entry in
                try context.db.cachedStatement(
                    sql: """
                        INSERT INTO published_release(id, cutoff, data) VALUES (?, ?, ?)
                        ON CONFLICT DO UPDATE SET cutoff=excluded.cutoff, data=excluded.data
                        """
                ).execute(arguments: [event.releaseId, event.cutoff.description, Data(entry.payload)])
            }
            .on(StatisticShared.self) { context, event, entry in
                try context.db.cachedStatement(
                    sql: "INSERT OR REPLACE INTO shared_figure(key, release, indicator, data) VALUES (?, ?, ?, ?)"
                ).execute(arguments: [
                    entry.key.description, event.releaseId, event.indicator.rawValue, Data(entry.payload),
                ])
            }
            .on(SnapshotShared.self) { context, event, entry in
                try context.db.cachedStatement(
                    sql: "INSERT OR REPLACE INTO shared_release(id, cutoff, data) VALUES (?, ?, ?)"
                ).execute(arguments: [event.releaseId, event.cutoff.description, Data(entry.payload)])
            }
    )
}
