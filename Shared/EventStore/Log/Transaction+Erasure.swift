public import Events
import GRDB

extension Transaction {
    /// Erases what is kept of a person: the keys of `subjects` are destroyed, what was sealed under them is removed, and
    /// of their events only what ``ErasableEvent/erased()`` leaves is kept.
    ///
    /// `subjects` are the pseudonyms that identifying values were sealed under and events are found by: the person, the
    /// person's cases. It is for good: nothing can be sealed for them any more. Repeated, it erases what came since.
    public func erase(_ subjects: [EntityID]) throws {
        for subject in subjects {
            try db.run(
                "INSERT INTO erased(subject, erased_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                .id(subject),
                .time(now)
            )
            try destroyKey(of: subject)
            for entry in try entries(key: .id(subject)) + entries(aggregate: subject) {
                let payload = try EventCatalog.erased(entry.type, from: entry.payload)
                guard payload != nil || entry.sealed != nil else { continue }
                try db.run(
                    "UPDATE log SET payload=?, sealed=NULL WHERE seq=?",
                    .bytes(payload ?? entry.payload),
                    .integer(Int(entry.sequence))
                )
            }
        }
    }

    /// Whether the person, or the case, was erased.
    public func isErased(_ subject: EntityID) throws -> Bool {
        var row = try db.prepared("SELECT 1 FROM erased WHERE subject=?")
        row.bind(subject)
        return try row.first { _ in true } ?? false
    }
}
