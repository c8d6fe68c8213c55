import EventStore
import Events
import Foundation
import GRDB

/// The events about things (agreements, activities, distributions …), kept as they came.
enum EntryTable {
    static let migration = """
        CREATE TABLE entry(
            seq INTEGER PRIMARY KEY, family INTEGER NOT NULL, aggregate BLOB NOT NULL, rank INTEGER NOT NULL,
            day INTEGER NOT NULL, type TEXT NOT NULL, payload BLOB NOT NULL,
            UNIQUE(family, aggregate, rank)
        );
        """

    /// Tells events of several instances about one aggregate apart, which each count its versions by itself.
    static let identityMigration = """
        CREATE TABLE entry_of_event(
            seq INTEGER PRIMARY KEY, family INTEGER NOT NULL, aggregate BLOB NOT NULL, rank INTEGER NOT NULL,
            event BLOB NOT NULL, recorded INTEGER NOT NULL, day INTEGER NOT NULL, type TEXT NOT NULL,
            payload BLOB NOT NULL,
            UNIQUE(family, aggregate, rank, event)
        );
        INSERT INTO entry_of_event SELECT seq, family, aggregate, rank, randomblob(16), 0, day, type, payload FROM entry;
        DROP TABLE entry;
        ALTER TABLE entry_of_event RENAME TO entry;
        """

    /// Keeps an entry.
    ///
    /// - Returns: Whether it was new.
    @discardableResult
    static func append(_ entry: KeptEntry, to db: Database) throws -> Bool {
        try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO entry(family, aggregate, rank, event, recorded, day, type, payload)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            entry.family.rawValue, entry.aggregate, entry.rank, entry.event, entry.recordedAt, entry.day, entry.type,
            Data(entry.payload),
        ])
        return db.changesCount > 0
    }

    /// Reads the entries of `families`.
    static func entries(_ families: Set<EntryFamily>, _ db: Database) throws -> Entries {
        var entries = Entries()
        let statement = try db.cachedStatement(
            sql: "SELECT aggregate, rank, day, type, payload, recorded FROM entry WHERE family=?"
        )
        for family in families {
            let rows = try Row.fetchCursor(statement, arguments: [family.rawValue])
            while let row = try rows.next() {
                let payload = try row.withUnsafeData(atIndex: 4) { [UInt8]($0 ?? Data()) }
                let entry = Entry(
                    aggregate: row[0],
                    rank: row[1],
                    recordedAt: row[5],
                    day: row[2],
                    event: try EventCatalog.decode(row[3], from: payload)
                )
                entries.add(entry, family)
            }
        }
        entries.sort()
        return entries
    }
}

/// An event about a thing as it is kept.
struct KeptEntry: Sendable, Hashable {
    let family: EntryFamily
    /// What it happened to.
    let aggregate: EntityID
    /// The event's identifier.
    let event: EntityID
    /// Store epoch and version.
    let rank: Int64
    /// When it was entered, in milliseconds since 1970.
    let recordedAt: Int64
    /// The business day.
    let day: Int32
    /// The event's type.
    let type: String
    /// What it says.
    let payload: [UInt8]
}

extension KeptEntry {
    /// What a message says, with `payload` instead of its own data where that is given, as one about `aggregate`.
    init(
        _ message: ReceivedEvent,
        _ family: EntryFamily,
        day: Int32,
        payload: [UInt8]? = nil,
        aggregate: EntityID? = nil
    ) {
        let envelope = message.envelope
        self.init(
            family: family,
            aggregate: aggregate ?? envelope.aggregateID,
            event: envelope.id,
            rank: PersonFact.rank(envelope),
            recordedAt: envelope.recordedAt.millisecondsSince1970,
            day: day,
            type: envelope.type,
            payload: payload ?? message.payload
        )
    }
}
