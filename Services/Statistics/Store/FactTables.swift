import Events
import Foundation
import GRDB

/// The facts about persons: what this service was told, kept as it came.
///
/// Deliveries, of which there are by far the most, have a table without any index, so that a batch of them is one
/// stretch of pages at the end of the file. All others are few and are found by kind.
enum FactTables {
    static let migration = """
        CREATE TABLE delivery_fact(seq INTEGER PRIMARY KEY, record BLOB NOT NULL);
        CREATE TABLE person_fact(seq INTEGER PRIMARY KEY, kind INTEGER NOT NULL, record BLOB NOT NULL);
        CREATE INDEX person_fact_kind ON person_fact(kind);
        """

    /// Keeps a fact.
    static func append(_ fact: PersonFact, to db: Database) throws {
        var record = Data(count: PersonFact.byteCount)
        record.withUnsafeMutableBytes { fact.write(to: $0) }
        if fact.kind == .delivered {
            try db.cachedStatement(sql: "INSERT INTO delivery_fact(record) VALUES (?)").execute(arguments: [record])
        } else {
            try db.cachedStatement(sql: "INSERT INTO person_fact(kind, record) VALUES (?, ?)")
                .execute(arguments: [fact.kind.rawValue, record])
        }
    }

    /// How many deliveries there are, repeated ones included.
    static func deliveryCount(_ db: Database) throws -> Int {
        try Int.fetchOne(db.cachedStatement(sql: "SELECT coalesce(max(seq), 0) FROM delivery_fact")) ?? 0
    }

    /// Gives every delivery to `body`, one at a time: the memory it takes does not depend on how many there are.
    static func forEachDelivery(_ db: Database, _ body: (PersonFact) -> Void) throws {
        try forEach(try db.cachedStatement(sql: "SELECT record FROM delivery_fact ORDER BY seq"), [], body)
    }

    /// Gives every fact of `kinds` to `body`.
    static func forEachFact(_ kinds: [FactKind], _ db: Database, _ body: (PersonFact) -> Void) throws {
        let statement = try db.cachedStatement(sql: "SELECT record FROM person_fact WHERE kind=?")
        for kind in kinds { try forEach(statement, [kind.rawValue], body) }
    }

    private static func forEach(
        _ statement: Statement,
        _ arguments: StatementArguments,
        _ body: (PersonFact) -> Void
    ) throws {
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        while let row = try rows.next() {
            try row.withUnsafeData(atIndex: 0) { data in
                data?.withUnsafeBytes { bytes in
                    for offset in stride(from: 0, to: bytes.count, by: PersonFact.byteCount) {
                        if let fact = PersonFact(bytes, at: offset) { body(fact) }
                    }
                }
            }
        }
    }
}
