import EventStore
import Events
import Foundation
import GRDB

/// Whom a reading instance has to forget, whoever read of the erasure.
extension AtomKeeper {
    /// Who was erased.
    static func erased(_ db: Database) throws -> Set<EntityID> {
        Set(try EntityID.fetchAll(db.cachedStatement(sql: "SELECT person FROM share_erased")))
    }

    /// Coarsens all that is kept of persons; it is told again as it is then.
    static func forget(_ persons: Set<EntityID>, _ db: Database) throws {
        guard !persons.isEmpty else { return }
        for person in persons {
            try db.cachedStatement(sql: "INSERT OR IGNORE INTO share_erased(person) VALUES (?)")
                .execute(arguments: [person])
        }
        for id in try Int64.fetchAll(db, sql: "SELECT id FROM share_atoms WHERE length(content) > 0") {
            let content = try Data.fetchOne(
                db.cachedStatement(sql: "SELECT content FROM share_atoms WHERE id=?"),
                arguments: [id]
            )
            let atoms = try Atom.all(in: [UInt8](content ?? Data()))
            let coarsened = atoms.map { $0.coarsened(persons) }
            guard coarsened != atoms else { continue }
            var bytes: [UInt8] = []
            for atom in coarsened { atom.write(behind: &bytes) }
            try db.cachedStatement(sql: "UPDATE share_atoms SET content=?, version=version + 1 WHERE id=?")
                .execute(arguments: [Data(bytes), id])
        }
    }

    /// Hears from another instance whom to forget.
    func hearing(_ table: MessageTable) -> MessageTable {
        let secret = secret
        return table.on(PersonForgotten.self) { transaction, event, _ in
            guard event.keyId == secret.id else { throw GroupSecret.isAnother }
            guard try !Self.erased(transaction.db).contains(event.pseudonym) else { return }
            try Self.forget([event.pseudonym], transaction.db)
        }
    }
}

extension GroupSecret {
    /// Why something from the group cannot be taken in yet.
    static let isAnother = RetryLater(
        "it was made with another secret; share.secret.file must be the same in all instances"
    )
}
