import Events
import GRDB
import Synchronization
import TestKit
import Testing

@testable import EventStore

/// A service that notes each case it is told of, in a table and in an event of its own, and fails when told to.
final class Probe: Sendable {
    /// What the handler does with an event.
    enum Reaction: Sendable {
        case act
        case retryLater
        case reject
        case fail(any Error & Sendable)
    }

    /// What the handler did.
    struct Effect: Hashable, CustomStringConvertible {
        var source: String
        var epoch: Int
        var key: RecordKey
        var keySequence: Int64

        var description: String { "\(source) \(epoch) \(key):\(keySequence)" }
    }

    let temporary: TemporaryStore
    let deadLetters = DeadLetters(service: "services", instance: "el-marg", version: "1.2.3")
    private let reactions = Mutex<@Sendable (ReceivedEvent) -> Reaction>({ _ in .act })

    var store: EventStore { temporary.store }

    init() throws {
        temporary = try TemporaryStore(
            service: "services",
            projections: [
                Projection(
                    name: "probe",
                    tables: [],
                    migrations: [
                        (
                            "1",
                            """
                            CREATE TABLE effect(
                                position INTEGER PRIMARY KEY, source TEXT, epoch INTEGER, key BLOB, keyseq INTEGER
                            );
                            CREATE TABLE gathering(position INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
                            """
                        )
                    ],
                    dispatch: Dispatch()
                )
            ]
        )
    }

    /// What the handler does from now on.
    func react(_ reaction: @escaping @Sendable (ReceivedEvent) -> Reaction) {
        reactions.withLock { $0 = reaction }
    }

    /// Cases identified are handled; other known events are passed over.
    var table: MessageTable {
        MessageTable().on(CaseIdentified.self) { [self] transaction, event, message in
            try transaction.db.cachedStatement(
                sql: "INSERT INTO effect(source, epoch, key, keyseq) VALUES (?, ?, ?, ?)"
            ).execute(arguments: [
                message.envelope.source, message.envelope.storeEpoch, message.envelope.partitionKey,
                message.envelope.keySequence,
            ])
            try transaction.append(Examples.caseRegistered(event.caseId), to: .v7(), key: .id(event.caseId))
            transaction.gathered.append(UInt8(truncatingIfNeeded: message.envelope.keySequence))
            // The reaction comes last: what was written before a failure must be undone.
            switch reactions.withLock({ $0 })(message) {
            case .act: break
            case .retryLater: throw RetryLater("the other record has not come yet")
            case .reject: throw Rejection("test.refused", "it cannot be")
            case .fail(let error): throw error
            }
        }
        .atEnd { transaction in
            guard !transaction.gathered.isEmpty else { return }
            var row = try transaction.db.prepared("INSERT INTO gathering(bytes) VALUES (?)")
            row.bind(transaction.gathered)
            try row.run()
        }
    }

    /// What was gathered over batches is what was done in them: nothing that was undone, nothing twice.
    private func checkGathering() throws {
        let gathered = try store.readNow { db in
            try db.prepared("SELECT bytes FROM gathering ORDER BY position").all { $0.bytes(0) ?? [] }
        }
        #expect(try gathered.flatMap { $0 } == sequences().map { UInt8(truncatingIfNeeded: $0) })
    }

    @discardableResult
    func receive(_ records: [InboundRecord], now: Timestamp = Examples.time()) throws -> InboxOutcome {
        defer { #expect(throws: Never.self) { try checkGathering() } }
        return try store.writeNow(now: now) { try $0.receive(records, table: table, deadLetters: deadLetters) }
    }

    /// Receives what `partition` has from the stored offset on.
    @discardableResult
    func receive(
        _ partition: ExamplePartition,
        limit: Int = .max,
        accepts: (Envelope) -> Bool = { _ in true }
    ) throws -> InboxOutcome {
        let offset = try nextOffset(partition) ?? 0
        return try receive(partition.inbound(from: offset, limit: limit, table: table, accepts: accepts))
    }

    @discardableResult
    func retryParked(now: Timestamp) throws -> InboxOutcome {
        defer { #expect(throws: Never.self) { try checkGathering() } }
        return try store.writeNow(now: now) { try $0.retryParked(table: table, deadLetters: deadLetters) }
    }

    func nextOffset(_ partition: ExamplePartition) throws -> Int64? {
        try store.writeNow { try $0.nextOffset(topic: partition.topic, partition: partition.number) }
    }

    func effects() throws -> [Effect] {
        try store.readNow { db in
            try Row.fetchAll(db, sql: "SELECT source, epoch, key, keyseq FROM effect ORDER BY position").map {
                Effect(source: $0[0], epoch: $0[1], key: $0[2], keySequence: $0[3])
            }
        }
    }

    /// The sequences acted upon, in order: all, or those of one key.
    func sequences(_ key: EntityID? = nil) throws -> [Int64] {
        try effects().filter { key == nil || $0.key.id == key }.map(\.keySequence)
    }

    /// The dead letters in the outbox.
    func letters() throws -> [RawRecord] {
        try store.readNow { db in
            try self.store.unpublished(db, after: 0, limit: 10_000).compactMap {
                if case .raw(let record) = $0.content { record } else { nil }
            }
        }
    }

    /// Empties what a test looks at, for the next history in the same store.
    func forget() throws {
        try store.writeNow { try $0.db.execute(sql: "DELETE FROM effect; DELETE FROM gathering; DELETE FROM outbox") }
    }

    func count(_ table: String) throws -> Int {
        try store.readNow { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
    }
}
