import Events
import GRDB
import TestKit
import Testing

@testable import EventStore

@Suite struct OutboxTests {
    private let temporary: TemporaryStore
    private var store: EventStore { temporary.store }

    private struct Failure: Error {}

    init() throws { temporary = try TemporaryStore() }

    private func append(_ numbers: Int...) throws {
        try store.writeNow { transaction in
            for number in numbers {
                try transaction.append(Examples.caseRegistered(Examples.id(number)), to: Examples.id(number))
            }
        }
    }

    private func waiting(after sequence: Int64 = 0, limit: Int = 100) async throws -> [OutboxRecord] {
        try await store.unpublished(after: sequence, limit: limit)
    }

    private func envelopes(_ records: [OutboxRecord]) -> [Envelope] {
        records.compactMap { if case .event(let envelope, _) = $0.content { envelope } else { nil } }
    }

    @Test func `an event waits with its whole envelope`() async throws {
        let caseID = Examples.id(1)
        let entry = try store.writeNow(now: Examples.time(9)) { transaction in
            transaction.causationID = Examples.id(44)
            return try transaction.append(
                Examples.caseRegistered(caseID),
                to: Examples.id(2),
                key: .id(caseID),
                occurredAt: Examples.time(4)
            )
        }
        let record = try #require(try await waiting().first)
        #expect(record.topic == "jisr.intake.case-events.v1")
        #expect(record.key == Array(caseID.description.utf8))
        guard case .event(let envelope, let payload) = record.content else {
            Issue.record("not an event")
            return
        }
        let expected = Envelope(
            id: entry.id,
            source: "/jisr/intake/el-marg",
            type: "jisr.case.registered.v1",
            aggregateID: Examples.id(2),
            aggregateVersion: 1,
            occurredAt: Examples.time(4),
            recordedAt: Examples.time(9),
            partitionKey: .id(caseID),
            sequence: record.sequence,
            keySequence: 1,
            storeEpoch: 1,
            correlationID: entry.correlationID,
            causationID: Examples.id(44),
            classification: .restricted
        )
        #expect(envelope == expected)
        #expect(payload == entry.payload)
    }

    @Test func `sequences are contiguous for each topic and key, whatever was rolled back`() async throws {
        try append(1, 2, 1)
        #expect(throws: Failure.self) {
            try store.writeNow { transaction in
                try transaction.append(Examples.caseRegistered(Examples.id(1)), to: Examples.id(1))
                throw Failure()
            }
        }
        try store.writeNow { transaction in
            #expect(throws: Failure.self) {
                try transaction.savepoint {
                    try transaction.append(Examples.caseRegistered(Examples.id(1)), to: Examples.id(1))
                    throw Failure()
                }
            }
            try transaction.append(
                Examples.caseRegistered(Examples.id(1)),
                to: Examples.id(1),
                topics: [.caseEvents, .caseConfidential]
            )
        }
        try append(2, 1)
        let records = try await waiting()
        let found = zip(records, envelopes(records)).map { record, envelope in
            "\(record.topic.contains("confidential") ? "c" : "e")\(envelope.partitionKey.description.suffix(1)):\(envelope.keySequence)"
        }
        #expect(found == ["e1:1", "e2:1", "e1:2", "e1:3", "c1:1", "e2:2", "e1:4"])
        #expect(records.map(\.sequence) == records.map(\.sequence).sorted())
    }

    @Test func `both copies of an event have its identifier and their own class`() async throws {
        try store.writeNow { transaction in
            try transaction.append(
                Examples.caseRegistered(Examples.id(1)),
                to: Examples.id(1),
                topics: [.caseEvents, .caseConfidential]
            )
        }
        let found = try await envelopes(waiting())
        #expect(Set(found.map(\.id)).count == 1)
        #expect(found.map(\.classification) == [.restricted, .confidential])
    }

    @Test func `an event goes to its own topics, and nowhere when told so`() async throws {
        try store.writeNow { transaction in
            try transaction.append(Examples.caseIdentified(Examples.id(1)), to: Examples.id(1), topics: [])
            #expect(!transaction.hasOutboxRows)
        }
        #expect(try await waiting().isEmpty)
    }

    @Test func `what waits is given in order, after a number, up to a limit`() async throws {
        try append(1, 2, 3, 4, 5)
        #expect(try await waiting(limit: 2).map(\.sequence) == [1, 2])
        #expect(try await waiting(after: 2, limit: 2).map(\.sequence) == [3, 4])
        #expect(try await waiting(after: 5).isEmpty)
        #expect(try await store.outboxBacklog().count == 5)
    }

    @Test func `the backlog tells since when the oldest waits`() async throws {
        #expect(try await store.outboxBacklog().oldest == nil)
        for second in [5, 6] as [Int64] {
            try store.writeNow(now: Examples.time(second)) {
                try $0.append(Examples.caseRegistered(Examples.id(1)), to: Examples.id(1))
            }
        }
        #expect(try await store.outboxBacklog().oldest == Examples.time(5))
    }

    @Test func `a dead letter waits as it is, with or without a key`() async throws {
        let headers: [RawRecord.Header] = [.init("a", [0, 255]), .init("a", nil), .init("b", [])]
        let keyed = RawRecord(key: [1, 2], value: [9, 0, 9], headers: headers)
        let bare = RawRecord(key: nil, value: nil, headers: [])
        try store.writeNow { transaction in
            for record in [keyed, bare, bare, keyed] {
                try transaction.enqueue(record, topic: .deadLetters(of: "intake"))
            }
            #expect(transaction.hasOutboxRows)
        }
        let records = try await waiting()
        let raws = records.compactMap { if case .raw(let record) = $0.content { record } else { nil } }
        #expect(raws == [keyed, bare, bare, keyed])
        #expect(records.map(\.key) == [[1, 2], nil, nil, [1, 2]])
        #expect(records.allSatisfy { $0.topic == "jisr.intake.dlq.v1" })
    }

    @Test func `a withheld record waits no longer and stays in the outbox`() async throws {
        try append(1, 2)
        try store.writeNow { try $0.withhold(1) }
        #expect(try await waiting().map(\.sequence) == [2])
        #expect(try store.readNow { try Int.fetchOne($0, sql: "SELECT count(*) FROM outbox") } == 2)
        #expect(try await store.publishedPositions().isEmpty)
    }

    @Test func `records of one topic and key may not be in flight together`() async throws {
        try append(1, 2, 1)
        let barriers = try await waiting().map(\.barrier)
        #expect(barriers[0] == barriers[2])
        #expect(barriers[0] != barriers[1])
    }

    @Test func `a restored store counts from 1 in its new epoch, what waited keeps its own`() async throws {
        let folder = try TemporaryFolder()
        do {
            let before = try TemporaryStore(folder: folder).store
            try before.writeNow { transaction in
                for _ in 1...2 {
                    try transaction.append(Examples.caseRegistered(Examples.id(1)), to: Examples.id(1))
                }
                try transaction.db.execute(sql: "UPDATE meta SET value='2' WHERE name='epoch'")
            }
            try before.close()
        }
        let restored = try TemporaryStore(folder: folder).store
        try restored.writeNow { transaction in
            for _ in 1...2 { try transaction.append(Examples.caseRegistered(Examples.id(1)), to: Examples.id(1)) }
        }
        let found = try await envelopes(restored.unpublished(after: 0, limit: 10))
        #expect(found.map { [$0.storeEpoch, Int($0.keySequence)] } == [[1, 1], [1, 2], [2, 1], [2, 2]])
        #expect(found.map(\.aggregateVersion) == [1, 2, 3, 4])
    }
}
