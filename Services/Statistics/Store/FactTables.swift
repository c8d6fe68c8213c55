import EventStore
import Events
import GRDB

/// The facts about persons: what this service was told, kept as it came.
///
/// Deliveries, of which there are by far the most, have a table without any index, and those of a batch are one row of
/// it: one stretch of pages at the end of the file. All others are few and are found by kind.
enum FactTables {
    static let migration = """
        CREATE TABLE delivery_fact(seq INTEGER PRIMARY KEY, record BLOB NOT NULL);
        CREATE TABLE person_fact(seq INTEGER PRIMARY KEY, kind INTEGER NOT NULL, record BLOB NOT NULL);
        CREATE INDEX person_fact_kind ON person_fact(kind);
        """

    /// Keeps a fact; a delivery with the others of its batch, by ``keepGathered(_:)``.
    static func append(_ fact: PersonFact, to transaction: Transaction) throws {
        guard fact.kind != .delivered else {
            let start = transaction.gathered.count
            transaction.gathered.append(contentsOf: repeatElement(0, count: PersonFact.byteCount))
            transaction.gathered.withUnsafeMutableBytes { fact.write(to: .init(rebasing: $0[start...])) }
            return
        }
        var record = [UInt8](repeating: 0, count: PersonFact.byteCount)
        record.withUnsafeMutableBytes { fact.write(to: $0) }
        var row = try transaction.db.prepared("INSERT INTO person_fact(kind, record) VALUES (?, ?)")
        row.bind(Int(fact.kind.rawValue))
        row.bind(record)
        try row.run()
    }

    /// Keeps the deliveries of a batch.
    static func keepGathered(_ transaction: Transaction) throws {
        guard !transaction.gathered.isEmpty else { return }
        var row = try transaction.db.prepared("INSERT INTO delivery_fact(record) VALUES (?)")
        row.bind(transaction.gathered)
        try row.run()
    }

    /// How many deliveries there are, repeated ones included.
    static func deliveryCount(_ db: Database) throws -> Int {
        let bytes = try db.prepared("SELECT sum(length(record)) FROM delivery_fact").first { $0.integer(0) }
        return Int(bytes ?? 0) / PersonFact.byteCount
    }

    /// Gives every delivery to `body`, one at a time: the memory it takes does not depend on how many there are.
    static func forEachDelivery(_ db: Database, _ body: (PersonFact) -> Void) throws {
        try forEach(try db.prepared("SELECT record FROM delivery_fact ORDER BY seq"), body)
    }

    /// Gives every fact of `kinds` to `body`.
    static func forEachFact(_ kinds: [FactKind], _ db: Database, _ body: (PersonFact) -> Void) throws {
        for kind in kinds {
            var rows = try db.prepared("SELECT record FROM person_fact WHERE kind=?")
            rows.bind(Int(kind.rawValue))
            try forEach(rows, body)
        }
    }

    private static func forEach(_ rows: consuming Prepared, _ body: (PersonFact) -> Void) throws {
        try rows.each { row in
            row.withBytes(0) { bytes in
                for offset in stride(from: 0, to: bytes.count, by: PersonFact.byteCount) {
                    if let fact = PersonFact(bytes, at: offset) { body(fact) }
                }
            }
        }
    }
}
