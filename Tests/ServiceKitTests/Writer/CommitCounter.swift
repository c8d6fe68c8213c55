import EventStore
import Events
import GRDB
import TestKit

/// Counts a store's commits.
final class CommitCounter: TransactionObserver, Sendable {
    let commits = Tally()
    let rollbacks = Tally()
    /// Called within each commit, before it is done.
    private let onCommit: @Sendable () -> Void

    init(onCommit: @escaping @Sendable () -> Void = {}) { self.onCommit = onCommit }

    func observes(eventsOfKind _: DatabaseEventKind) -> Bool { false }
    func databaseDidChange(with _: DatabaseEvent) {}
    func databaseWillCommit() throws { onCommit() }
    func databaseDidCommit(_: Database) { commits.raise() }
    func databaseDidRollback(_: Database) { rollbacks.raise() }

    /// Counts from here on.
    func observe(_ store: EventStore) async {
        await withCheckedContinuation { continuation in
            store.onWriter { db in
                db.add(transactionObserver: self, extent: .databaseLifetime)
                continuation.resume()
            }
        }
    }
}

/// The store that the writer's tests write to.
enum NoteStore {
    static func make() throws -> TemporaryStore {
        let projection = Projection(
            name: "notes",
            tables: ["note"],
            migrations: [
                (
                    "1",
                    """
                    CREATE TABLE note(number INTEGER PRIMARY KEY, text TEXT);
                    CREATE TABLE reply(note INTEGER REFERENCES note(number) DEFERRABLE INITIALLY DEFERRED);
                    """
                )
            ],
            dispatch: Dispatch()
        )
        return try TemporaryStore(projections: [projection])
    }

    /// The notes that another connection sees in the file: what is committed.
    static func committed(_ store: EventStore) throws -> [Int] {
        var configuration = Configuration()
        configuration.readonly = true
        let connection = try DatabaseQueue(path: store.path, configuration: configuration)
        return try connection.read { try Int.fetchAll($0, sql: "SELECT number FROM note ORDER BY number") }
    }
}

extension Transaction {
    func note(_ number: Int, _ text: String = "") throws {
        try db.execute(sql: "INSERT INTO note VALUES (?, ?)", arguments: [number, text])
    }
}
