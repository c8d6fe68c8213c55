import EventStore
import Events
import GRDB

/// The facts about persons: what this service was told, under pseudonyms of its own.
///
/// Deliveries, of which there are by far the most, have a table without any index, and those of a batch are one row of
/// it: one stretch of pages at the end of the file. All others are few and are found by kind.
enum FactTables {
    static let migration = """
        CREATE TABLE delivery_fact(seq INTEGER PRIMARY KEY, record BLOB NOT NULL);
        CREATE TABLE person_fact(seq INTEGER PRIMARY KEY, kind INTEGER NOT NULL, record BLOB NOT NULL);
        CREATE INDEX person_fact_kind ON person_fact(kind);
        """

    /// Refuses the facts of an earlier version: they name persons as the topics do, so the same persons would be counted
    /// once more under their pseudonyms.
    ///
    /// The constraint's name is what the operator reads.
    static let formMigration = """
        CREATE TABLE fact_form(
            version INTEGER NOT NULL,
            CONSTRAINT "the store is of an earlier version; begin with an empty data folder, the topics are read again"
            CHECK (version = 2)
        );
        INSERT INTO fact_form
            SELECT CASE WHEN EXISTS (SELECT 1 FROM delivery_fact) OR EXISTS (SELECT 1 FROM person_fact) THEN 1 ELSE 2 END;
        """

    /// Refuses what was kept under the pseudonyms of an earlier version, for the same reason.
    static let pseudonymMigration = """
        DROP TABLE fact_form;
        CREATE TABLE fact_form(
            version INTEGER NOT NULL,
            CONSTRAINT "the store is of an earlier version; begin with an empty data folder, the topics are read again"
            CHECK (version = 3)
        );
        INSERT INTO fact_form
            SELECT CASE WHEN EXISTS (SELECT 1 FROM delivery_fact) OR EXISTS (SELECT 1 FROM person_fact)
                OR EXISTS (SELECT 1 FROM entry) THEN 2 ELSE 3 END;
        """

    /// Gathers a fact, to be kept with the others of its batch by ``keepGathered(_:)``.
    static func append(_ fact: PersonFact, to transaction: Transaction) {
        write(fact, behind: &transaction.gathered)
    }

    /// Writes a fact behind others.
    static func write(_ fact: PersonFact, behind bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(byteCount: PersonFact.byteCount, alignment: 8) { written in
            fact.write(to: written)
            bytes.append(contentsOf: written)
        }
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
