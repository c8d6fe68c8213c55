import EventStore
import Events
import GRDB
import ServiceKit

/// The tables of an instance that shares its work with others.
enum ShareTables {
    static let projection = Projection(
        name: "statistics-share",
        tables: [],
        migrations: [
            (
                "1",
                """
                CREATE TABLE share_identity(
                    only INTEGER PRIMARY KEY CHECK (only = 1), secret BLOB NOT NULL, releases INTEGER NOT NULL
                );
                CREATE TABLE share_atoms(
                    id INTEGER PRIMARY KEY, topic TEXT NOT NULL, partition INTEGER NOT NULL, start INTEGER NOT NULL,
                    part INTEGER NOT NULL, from_offset INTEGER NOT NULL, next INTEGER NOT NULL,
                    rewound INTEGER NOT NULL DEFAULT 0, version INTEGER NOT NULL DEFAULT 1,
                    told INTEGER NOT NULL DEFAULT 0, content BLOB NOT NULL,
                    UNIQUE(topic, partition, start, part)
                );
                CREATE INDEX share_atoms_untold ON share_atoms(part, id) WHERE told < version;
                CREATE TABLE share_part(
                    topic TEXT NOT NULL, partition INTEGER NOT NULL, next INTEGER NOT NULL,
                    PRIMARY KEY(topic, partition)
                ) WITHOUT ROWID;
                CREATE TABLE share_erased(person BLOB PRIMARY KEY) WITHOUT ROWID;
                CREATE TABLE share_place(
                    partition INTEGER PRIMARY KEY, offset INTEGER NOT NULL, id BLOB NOT NULL
                );
                CREATE TABLE share_heard(
                    topic TEXT NOT NULL, partition INTEGER NOT NULL, start INTEGER NOT NULL, part TEXT NOT NULL,
                    from_offset INTEGER NOT NULL, next INTEGER NOT NULL, hashes BLOB NOT NULL,
                    PRIMARY KEY(topic, partition, start, part)
                );
                """
            )
        ],
        dispatch: Dispatch()
    )

    // MARK: Whose store it is

    /// Refuses a store that was begun otherwise: the same person would be counted again under another pseudonym, or what
    /// was read would be missing.
    static func claim(_ group: ShareConfig.Group?, _ db: Database) throws {
        let row = try Row.fetchOne(db, sql: "SELECT secret, releases FROM share_identity")
        let secret: EntityID? = row?[0]
        let releases: Bool? = row?[1]
        guard let group else {
            guard secret == nil else {
                throw ShareFailure(
                    "the store belongs to an instance that shares its work; set share.group and the like"
                )
            }
            return
        }
        if let secret {
            guard secret == group.secret.id else {
                throw ShareFailure(
                    "the store was begun with another secret than that of share.secret.file; put the file back, "
                        + "or begin with an empty data folder"
                )
            }
            guard releases == group.releases else {
                throw ShareFailure(
                    "the store belongs to an instance that \(releases == true ? "releases" : "reads"); "
                        + "correct share.releases, or begin with an empty data folder"
                )
            }
            return
        }
        let isUsed = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM inbox_offset)") ?? false
        guard !isUsed else {
            throw ShareFailure(
                "the store was begun by an instance that does all the work itself; begin with an empty data folder"
            )
        }
        try db.execute(
            sql: "INSERT INTO share_identity(only, secret, releases) VALUES (1, ?, ?)",
            arguments: [group.secret.id, group.releases]
        )
    }
}

/// Why an instance cannot share the work.
struct ShareFailure: ExplainedFailure {
    let description: String
    /// `EX_CONFIG` of sysexits.h.
    let exitCode: Int32 = 78

    init(_ description: String) { self.description = description }
}
