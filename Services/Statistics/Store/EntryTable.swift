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

    /// Keeps an event.
    ///
    /// - Returns: Whether it was new.
    @discardableResult
    static func append(_ message: ReceivedEvent, _ family: EntryFamily, day: Int32, to db: Database) throws -> Bool {
        let envelope = message.envelope
        try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO entry(family, aggregate, rank, day, type, payload) VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            family.rawValue, envelope.aggregateID, PersonFact.rank(envelope), day, envelope.type, Data(message.payload),
        ])
        return db.changesCount > 0
    }

    /// Reads the entries of `families`.
    static func entries(_ families: Set<EntryFamily>, _ db: Database) throws -> Entries {
        var entries = Entries()
        let statement = try db.cachedStatement(
            sql: "SELECT aggregate, rank, day, type, payload FROM entry WHERE family=?"
        )
        for family in families {
            let rows = try Row.fetchCursor(statement, arguments: [family.rawValue])
            while let row = try rows.next() {
                let payload = try row.withUnsafeData(atIndex: 4) { [UInt8]($0 ?? Data()) }
                let entry = Entry(
                    aggregate: row[0],
                    rank: row[1],
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
