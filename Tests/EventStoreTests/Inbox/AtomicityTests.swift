import Events
import GRDB
import TestKit
import Testing

@testable import EventStore

/// Offset, sequence, effect, outbox row and dead letter are stored together or not at all.
@Suite struct AtomicityTests {
    private static let tables = [
        "effect", "log", "outbox", "inbox_offset", "inbox_mark", "inbox_key", "parked", "producer",
    ]

    private struct Crash: Error {}

    private let probe: Probe
    private let partition: ExamplePartition

    /// A good event, a refused one, one to retry, one behind it, one behind a gap, a spoiled one, then the last.
    init() throws {
        probe = try Probe()
        var partition = ExamplePartition()
        for number in [1, 2, 3, 3] { try partition.append(Examples.caseIdentified(Examples.id(number))) }
        try partition.append(Examples.caseIdentified(Examples.id(4)), skipping: 1)
        partition.append(RawRecord(key: nil, value: nil, headers: []))
        try partition.append(Examples.caseRegistered(Examples.id(5)))
        try partition.append(Examples.caseIdentified(Examples.id(6)))
        self.partition = partition
        react()
    }

    private func react(last: Probe.Reaction = .act) {
        probe.react { message in
            switch message.envelope.partitionKey {
            case .id(Examples.id(2)): .reject
            case .id(Examples.id(3)): .retryLater
            case .id(Examples.id(6)): last
            default: .act
            }
        }
    }

    private func counts() throws -> [String: Int] {
        try Dictionary(uniqueKeysWithValues: Self.tables.map { ($0, try probe.count($0)) })
    }

    @Test func `everything of a batch is stored together`() throws {
        let outcome = try probe.receive(partition)
        #expect(outcome.deadLettered == ["handler": 1, "envelope": 1])
        #expect(
            try counts() == [
                "effect": 2, "log": 2, "outbox": 4, "inbox_offset": 1, "inbox_mark": 1, "inbox_key": 4, "parked": 3,
                "producer": 1,
            ]
        )
    }

    @Test(arguments: [ResultCode.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CORRUPT])
    func `when the store fails in the midst of a batch nothing of it is there`(code: ResultCode) throws {
        react(last: .fail(DatabaseError(resultCode: code)))
        #expect(throws: DatabaseError.self) { try probe.receive(partition) }
        #expect(try counts().values.allSatisfy { $0 == 0 })
        react()
        try probe.receive(partition)
        #expect(try counts()["effect"] == 2)
    }

    @Test func `when the transaction ends after the batch nothing of it is there`() throws {
        #expect(throws: Crash.self) {
            try probe.store.writeNow { transaction in
                _ = try transaction.receive(
                    partition.inbound(table: probe.table),
                    table: probe.table,
                    deadLetters: probe.deadLetters
                )
                throw Crash()
            }
        }
        #expect(try counts().values.allSatisfy { $0 == 0 })
        #expect(try probe.receive(partition).handled == 2)
    }

    @Test func `with savepoints from the start a batch leaves the same`() throws {
        let other = try Probe()
        other.react { message in
            switch message.envelope.partitionKey {
            case .id(Examples.id(2)): .reject
            case .id(Examples.id(3)): .retryLater
            default: .act
            }
        }
        let optimistic = try probe.receive(partition)
        let careful = try other.store.writeNow(now: Examples.time()) { transaction in
            var batch = try InboxBatch(
                transaction,
                table: other.table,
                deadLetters: other.deadLetters,
                usesSavepoints: true
            )
            try batch.apply(partition.inbound(table: other.table))
            return batch.outcome
        }
        #expect(optimistic == careful)
        #expect(try Self.content(of: probe) == Self.content(of: other))
    }

    @Test func `without failures a batch leaves the same with and without savepoints`() throws {
        probe.react { _ in .act }
        var good = ExamplePartition()
        for number in [1, 2, 1, 3] { try good.append(Examples.caseIdentified(Examples.id(number))) }
        let other = try Probe()
        let records = good.inbound(table: other.table)
        let careful = try other.store.writeNow(now: Examples.time()) { transaction in
            var batch = try InboxBatch(
                transaction,
                table: other.table,
                deadLetters: other.deadLetters,
                usesSavepoints: true
            )
            try batch.apply(records)
            return batch.outcome
        }
        #expect(try probe.receive(good) == careful)
        #expect(try Self.content(of: probe) == Self.content(of: other))
    }

    /// All that does not differ from run to run.
    private static func content(of probe: Probe) throws -> [String] {
        let queries = [
            "SELECT source, keyseq, hex(key) FROM effect ORDER BY position",
            "SELECT topic, partition, next_offset FROM inbox_offset",
            "SELECT topic, partition, offset, hex(id) FROM inbox_mark",
            "SELECT producer, hex(key), last_keyseq FROM inbox_key",
            "SELECT hex(key), keyseq, stage, reason, attempts, hex(record), next_attempt_at FROM parked ORDER BY key, keyseq",
            "SELECT seq, topic, hex(key), keyseq, hex(record) FROM outbox ORDER BY seq",
            "SELECT seq, type, version, hex(key), hex(payload), hex(causation) FROM log ORDER BY seq",
        ]
        return try probe.store.readNow { db in
            try queries.flatMap { try Row.fetchAll(db, sql: $0).map(\.description) }
        }
    }
}
