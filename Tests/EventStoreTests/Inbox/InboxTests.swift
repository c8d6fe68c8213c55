import Events
import TestKit
import Testing

@testable import EventStore

@Suite struct InboxTests {
    private let probe: Probe
    private var partition = ExamplePartition()
    private let first = Examples.id(1)
    private let second = Examples.id(2)

    init() throws { probe = try Probe() }

    private mutating func append(_ ids: EntityID...) throws {
        for id in ids { try partition.append(Examples.caseIdentified(id)) }
    }

    @Test mutating func `each event is handled once, its offset stored with it`() async throws {
        try append(first, second, first)
        let outcome = try probe.receive(partition)
        #expect(outcome.handled == 3)
        #expect(try probe.sequences(first) == [1, 2])
        #expect(try probe.sequences(second) == [1])
        #expect(try await probe.store.nextOffsets(topics: [partition.topic]) == [partition.topic: [0: 3]])
        #expect(try probe.count("outbox") == 3)
    }

    @Test mutating func `an event read again from the same offset is a duplicate`() throws {
        try append(first, second)
        try probe.receive(partition)
        let again = try probe.receive(partition.inbound(table: probe.table))
        #expect(again.duplicates == 2)
        #expect(again.handled == 0)
        #expect(try probe.effects().count == 2)
    }

    @Test mutating func `an event published twice is a duplicate, in the same batch or a later one`() throws {
        try append(first)
        partition.append(partition.records[0])
        #expect(try probe.receive(partition).duplicates == 1)
        partition.append(partition.records[0])
        #expect(try probe.receive(partition).duplicates == 1)
        #expect(try probe.sequences() == [1])
        #expect(try probe.nextOffset(partition) == 3)
    }

    @Test mutating func `what the handler appends is caused by what it handled`() throws {
        try append(first)
        try probe.receive(partition)
        let envelope = try #require(partition.inbound(table: probe.table).first?.envelope)
        let entry = try #require(try probe.store.writeNow { try $0.entries(key: .id(first)) }.first)
        #expect(entry.causationID == envelope.id)
        #expect(entry.correlationID == envelope.correlationID)
    }

    @Test mutating func `a known event without a handler advances its key`() throws {
        try append(first)
        try partition.append(Examples.caseRegistered(first))
        try append(first)
        let outcome = try probe.receive(partition)
        #expect(outcome.passedOver == 1)
        #expect(try probe.sequences() == [1, 3])
        #expect(try probe.count("parked") == 0)
    }

    @Test mutating func `an event that is not this instance's advances its key and does nothing`() throws {
        try append(first, second, first)
        let outcome = try probe.receive(partition, accepts: { $0.partitionKey != .id(Examples.id(2)) })
        #expect(outcome.passedOver == 1)
        #expect(try probe.effects().count == 2)
        try append(self.second)
        try probe.receive(partition)
        #expect(try probe.sequences(self.second) == [2])
    }

    @Test mutating func `reading again after a rewind is harmless`() async throws {
        try append(first, second, first)
        try probe.receive(partition)
        let marks = try await probe.store.marks(topic: partition.topic, partition: 0)
        #expect(marks.map(\.offset) == [2])
        try probe.store.writeNow { try $0.rewind(topic: partition.topic, partition: 0, to: 1) }
        #expect(try probe.nextOffset(partition) == 1)
        #expect(try await probe.store.marks(topic: partition.topic, partition: 0).isEmpty)
        try append(second)
        let outcome = try probe.receive(partition)
        #expect(outcome.duplicates == 2)
        #expect(outcome.handled == 1)
        #expect(try probe.sequences(second) == [1, 2])
        #expect(try probe.sequences(first) == [1, 2])
    }

    @Test mutating func `the last record of each batch is marked, so far back as marks are kept`() async throws {
        for _ in 1...70 {
            try append(first)
            try probe.receive(partition)
        }
        let marks = try await probe.store.marks(topic: partition.topic, partition: 0)
        let ids = partition.inbound(table: probe.table).map(\.envelope?.id)
        #expect(marks.first?.offset == 69)
        #expect((64...65).contains(marks.count))
        #expect(marks.allSatisfy { ids[Int($0.offset)] == $0.id })
    }

    @Test mutating func `offsets may have holes`() throws {
        try append(first, first)
        let records = partition.records
        let inbound = [5, 9].enumerated().map { index, offset in
            InboundRecord(records[index], topic: partition.topic, offset: Int64(offset), probe.table)
        }
        #expect(try probe.receive(inbound).handled == 2)
        #expect(try probe.nextOffset(partition) == 10)
    }

    @Test mutating func `a new epoch of a producer starts its own sequences`() throws {
        try append(first, first, first)
        try partition.append(Examples.caseIdentified(first), epoch: 2)
        try partition.append(Examples.caseIdentified(first), epoch: 2)
        let outcome = try probe.receive(partition)
        #expect(outcome.handled == 5)
        #expect(outcome.gaps == 0)
        #expect(try probe.sequences() == [1, 2, 3, 1, 2])
    }

    @Test mutating func `two producers of the same key have their own sequences`() throws {
        try append(first)
        try partition.append(Examples.caseIdentified(first), source: "/jisr/intake/aswan")
        try append(first)
        let outcome = try probe.receive(partition)
        #expect(outcome.handled == 3)
        #expect(try probe.sequences() == [1, 1, 2])
    }

    @Test mutating func `what was kept of two producers may have the same versions`() throws {
        try append(first)
        try partition.append(Examples.caseIdentified(first), epoch: 2)
        let table = MessageTable().on(CaseIdentified.self) { transaction, _, message in
            let isNew = [try transaction.keep(message), try transaction.keep(message)]
            #expect(isNew == [true, false])
        }
        let outcome = try probe.store.writeNow { transaction in
            try transaction.receive(partition.inbound(table: table), table: table, deadLetters: probe.deadLetters)
        }
        #expect(outcome.handled == 2)
        let kept = try probe.store.writeNow { try $0.entries(key: .id(first)) }
        #expect(kept.map(\.version) == [1, 1])
        #expect(kept.allSatisfy { !$0.isOwn })
        // What another service decided is not published as this one's.
        #expect(try probe.count("outbox") == 0)
    }
}
