import Disclosure
import EventStore
import Events
import Foundation
import GRDB

/// What releases were made of: orders, ledgers, and who counts as released where.
///
/// Like the facts they are this service's own truth, and cannot be made again from anything: whoever loses them cannot
/// know any more what earlier releases gave away.
enum ReleaseTables {
    static let projection = Projection(
        name: "statistics-releases",
        tables: [],
        migrations: [
            (
                "1",
                """
                CREATE TABLE release_order(
                    id BLOB PRIMARY KEY, through INTEGER NOT NULL, ordered_at INTEGER NOT NULL, state TEXT NOT NULL,
                    problem TEXT, release BLOB
                ) WITHOUT ROWID;
                CREATE TABLE release_made(
                    number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, through INTEGER NOT NULL, policy BLOB NOT NULL
                );
                CREATE TABLE release_ledger(block TEXT PRIMARY KEY, ledger BLOB NOT NULL) WITHOUT ROWID;
                CREATE TABLE release_person(
                    block TEXT NOT NULL, person BLOB NOT NULL, atom INTEGER NOT NULL, institutions TEXT NOT NULL,
                    PRIMARY KEY(block, person)
                ) WITHOUT ROWID;
                CREATE INDEX release_person_person ON release_person(person);
                CREATE TABLE release_noise(only INTEGER PRIMARY KEY CHECK (only = 1), ledger BLOB NOT NULL);
                CREATE TABLE release_heard(id BLOB PRIMARY KEY, through INTEGER NOT NULL) WITHOUT ROWID;
                """
            ),
            // Persons are found by block.
            ("2", "DROP INDEX release_person_person"),
        ],
        dispatch: Dispatch()
    )

    /// A release that was made.
    struct Made: Sendable {
        let number: Int
        let id: EntityID
        let through: CalendarDate
        let policy: ReleasePolicy
    }

    /// The newest release; `nil` before the first.
    static func last(_ db: Database) throws -> Made? {
        guard
            let row = try Row.fetchOne(
                db,
                sql: "SELECT number, id, through, policy FROM release_made ORDER BY number DESC LIMIT 1"
            )
        else { return nil }
        let policy: Data = row[3]
        return Made(
            number: row[0],
            id: row[1],
            through: CalendarDate(daysSince1970: row[2]),
            policy: try JSONDecoder().decode(ReleasePolicy.self, from: policy)
        )
    }

    /// A release that the topic tells of and this store knows nothing of: it was restored from a backup that is older,
    /// or begun anew.
    static func unknownRelease(_ db: Database) throws -> CalendarDate? {
        try Int.fetchOne(
            db,
            sql: "SELECT max(through) FROM release_heard WHERE id NOT IN (SELECT id FROM release_made)"
        ).map { CalendarDate(daysSince1970: $0) }
    }

    /// Notes that the topic tells of a release.
    static func hear(_ event: SnapshotPublished, _ db: Database) throws {
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO release_heard(id, through) VALUES (?, ?)")
            .execute(arguments: [event.releaseId, event.cutoff.daysSince1970])
    }

    /// Notes a release that is made.
    static func note(_ id: EntityID, through: CalendarDate, _ policy: ReleasePolicy, _ db: Database) throws {
        try db.cachedStatement(sql: "INSERT INTO release_made(id, through, policy) VALUES (?, ?, ?)")
            .execute(arguments: [id, through.daysSince1970, try encoder.encode(policy)])
    }

    // MARK: Ledgers

    /// What was released of a block, to everybody and to partners.
    static func ledger(_ block: String, _ db: Database) throws -> JointLedger {
        func read(_ name: String) throws -> BlockLedger? {
            try Data.fetchOne(db, sql: "SELECT ledger FROM release_ledger WHERE block=?", arguments: [name])
                .map { try JSONDecoder().decode(BlockLedger.self, from: $0) }
        }
        var ledger = JointLedger()
        ledger.everybody = try read(block) ?? BlockLedger()
        ledger.partners = try read(partnersName(block))
        return ledger
    }

    static func keep(_ ledger: JointLedger, of block: String, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO release_ledger(block, ledger) VALUES (?, ?)
                ON CONFLICT DO UPDATE SET ledger=excluded.ledger
                """
        )
        try statement.execute(arguments: [block, try encoder.encode(ledger.everybody)])
        if let partners = ledger.partners {
            try statement.execute(arguments: [partnersName(block), try encoder.encode(partners)])
        }
    }

    /// What the ledger of partners is kept under: `BEN_VOC.partners`.
    private static func partnersName(_ block: String) -> String { "\(block).partners" }

    /// What was told with noise.
    static func noiseLedger(_ db: Database) throws -> NoiseLedger {
        guard let data = try Data.fetchOne(db, sql: "SELECT ledger FROM release_noise") else { return NoiseLedger() }
        return try JSONDecoder().decode(NoiseLedger.self, from: data)
    }

    static func keep(_ ledger: NoiseLedger, _ db: Database) throws {
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO release_noise(only, ledger) VALUES (1, ?)")
            .execute(arguments: [try encoder.encode(ledger)])
    }

    /// The same ledger gives the same bytes.
    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return encoder
    }

    // MARK: Persons

    typealias Places = [EntityID: Population<EntityID>.Place]

    /// Who counts as released in a block.
    static func persons(_ block: String, _ db: Database) throws -> Places {
        var persons: Places = [:]
        var known: [String: [String]] = [:]
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: "SELECT person, atom, institutions FROM release_person WHERE block=?"),
            arguments: [block]
        )
        while let row = try rows.next() {
            let text: String = row[2]
            let institutions = known[text] ?? text.split(separator: " ").map(String.init)
            known[text] = institutions
            persons[row[0]] = Population.Place(atom: row[1], institutions: institutions)
        }
        return persons
    }

    /// Writes down what changed in a block.
    static func change(_ block: String, from before: Places, to now: Places, _ db: Database) throws {
        let delete = try db.cachedStatement(sql: "DELETE FROM release_person WHERE block=? AND person=?")
        for person in before.keys where now[person] == nil { try delete.execute(arguments: [block, person]) }
        let put = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO release_person(block, person, atom, institutions) VALUES (?, ?, ?, ?)"
        )
        for (person, place) in now where before[person] != place {
            try put.execute(arguments: [block, person, place.atom, place.institutions.joined(separator: " ")])
        }
    }

    /// Cuts the thread from what was released to persons who were erased: they stay in the numbers that were told, under
    /// a random name, and are counted as gone when corrections are taken in.
    ///
    /// Only where a row says more of a person than erasure leaves: elsewhere the person goes on counting as it did.
    static func forget(_ persons: some Sequence<EntityID>, in blocks: [String], _ db: Database) throws {
        let update = try db.cachedStatement(
            sql: "UPDATE release_person SET person=randomblob(16) WHERE block=? AND person=?"
        )
        for person in persons {
            for block in blocks { try update.execute(arguments: [block, person]) }
        }
    }

    /// Cuts the thread to persons who were erased in all that was released so far.
    static func forget(_ persons: some Sequence<EntityID>, _ db: Database) throws {
        guard let last = try last(db) else { return }
        try forget(persons, in: last.policy.personalBlocks, db)
    }
}
