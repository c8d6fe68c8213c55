import EventStore
import Events
import GRDB

/// How the facts of a batch are kept: under pseudonyms, and coarsened where the person was erased.
///
/// Whoever is erased stays so: it does not matter whether the erasure comes before a fact, after it, or twice.
extension FactTables {
    /// Keeps the facts of a batch.
    static func keepGathered(_ transaction: Transaction) throws {
        guard !transaction.gathered.isEmpty else { return }
        let pseudonyms = try Pseudonyms(transaction)
        try keep(try pseudonyms.veiled(gathered(transaction)), transaction)
    }

    /// Keeps the facts of a batch that have their pseudonyms already.
    static func keepVeiled(_ transaction: Transaction) throws {
        guard !transaction.gathered.isEmpty else { return }
        try keep(gathered(transaction), transaction)
    }

    private static func keep(_ facts: [PersonFact], _ transaction: Transaction) throws {
        var erased = try erasedPersons(transaction.db)
        var newlyErased: Set<EntityID> = []
        for fact in facts where fact.kind == .erased && erased.insert(fact.person).inserted {
            newlyErased.insert(fact.person)
        }
        // What is there already, before the batch's own facts join it coarsened.
        if !newlyErased.isEmpty {
            try coarsen(newlyErased, transaction.db)
            try ReleaseTables.forget(newlyErased, transaction.db)
        }
        var deliveries: [UInt8] = []
        for fact in facts where fact.kind != .erased || newlyErased.remove(fact.person) != nil {
            let kept = erased.contains(fact.person) ? fact.coarsened : fact
            if fact.kind == .delivered {
                write(kept, behind: &deliveries)
            } else {
                var row = try transaction.db.prepared("INSERT INTO person_fact(kind, record) VALUES (?, ?)")
                row.bind(Int(fact.kind.rawValue))
                row.bind(kept.bytes)
                try row.run()
            }
        }
        guard !deliveries.isEmpty else { return }
        var row = try transaction.db.prepared("INSERT INTO delivery_fact(record) VALUES (?)")
        row.bind(deliveries)
        try row.run()
    }

    private static func gathered(_ transaction: Transaction) -> [PersonFact] {
        transaction.gathered.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: PersonFact.byteCount).compactMap { PersonFact(bytes, at: $0) }
        }
    }

    /// Who was erased.
    static func erasedPersons(_ db: Database) throws -> Set<EntityID> {
        var erased: Set<EntityID> = []
        try forEachFact([.erased], db) { erased.insert($0.person) }
        return erased
    }

    /// Coarsens what is kept of persons, where it is.
    private static func coarsen(_ persons: Set<EntityID>, _ db: Database) throws {
        for table in ["delivery_fact", "person_fact"] {
            // One row at a time: those of deliveries hold a whole batch each.
            let sequences = try db.prepared("SELECT seq FROM \(table)").all { $0.integer(0) }
            for sequence in sequences {
                var row = try db.prepared("SELECT record FROM \(table) WHERE seq=?")
                row.bind(sequence)
                guard let record = try row.first({ $0.withBytes(0) { coarsened($0, persons) } }) ?? nil else {
                    continue
                }
                var update = try db.prepared("UPDATE \(table) SET record=? WHERE seq=?")
                update.bind(record)
                update.bind(sequence)
                try update.run()
            }
        }
    }

    /// The record with what it says of `persons` coarsened; `nil` when it says nothing of them.
    private static func coarsened(_ bytes: UnsafeRawBufferPointer, _ persons: Set<EntityID>) -> [UInt8]? {
        var record: [UInt8]?
        for offset in stride(from: 0, to: bytes.count, by: PersonFact.byteCount) {
            guard let fact = PersonFact(bytes, at: offset), persons.contains(fact.person) else { continue }
            var copy = record ?? [UInt8](bytes)
            copy.replaceSubrange(offset..<(offset + PersonFact.byteCount), with: fact.coarsened.bytes)
            record = copy
        }
        return record
    }
}
