import Events
import GRDB
import TestKit
import Testing

@testable import EventStore

@Suite struct RetryTests {
    private let probe: Probe
    private var partition = ExamplePartition()
    private let first = Examples.id(1)
    private let second = Examples.id(2)

    init() throws { probe = try Probe() }

    /// The first record of the first key cannot be handled yet; three of it and one of another key come.
    private mutating func park() throws -> InboxOutcome {
        probe.react { $0.envelope.partitionKey == .id(Examples.id(1)) ? .retryLater : .act }
        for id in [first, first, second, first] { try partition.append(Examples.caseIdentified(id)) }
        return try probe.receive(partition)
    }

    private func attempts() throws -> [Int] {
        try probe.store.readNow { try Int.fetchAll($0, sql: "SELECT attempts FROM parked ORDER BY keyseq") }
    }

    @Test mutating func `a record that must be tried later is parked, those behind it of its key wait`() async throws {
        let outcome = try park()
        #expect(outcome.parked == 1)
        #expect(outcome.gaps == 2)
        #expect(outcome.handled == 1)
        #expect(try probe.sequences(first).isEmpty)
        #expect(try probe.sequences(second) == [1])
        #expect(try probe.nextOffset(partition) == 4)
        // What the handler did before it gave up is undone: only the other key's event is queued.
        #expect(try probe.count("outbox") == 1)
        #expect(try await probe.store.parkedKeyCount() == 1)
    }

    @Test mutating func `parked records go in order once they can`() throws {
        _ = try park()
        probe.react { _ in .act }
        let outcome = try probe.retryParked(now: Examples.time(60))
        #expect(outcome.released == 3)
        #expect(outcome.handled == 3)
        #expect(try probe.sequences(first) == [1, 2, 3])
        #expect(try probe.count("parked") == 0)
    }

    @Test mutating func `a parked record is not tried before its time`() throws {
        _ = try park()
        probe.react { _ in .act }
        #expect(try probe.retryParked(now: Examples.time()) == InboxOutcome())
        #expect(try probe.sequences(first).isEmpty)
    }

    @Test mutating func `each failure is counted and waits longer`() throws {
        _ = try park()
        #expect(try attempts() == [1, 0, 0])
        var now = Examples.time()
        for (attempt, seconds) in [(2, 1), (3, 2), (4, 4), (5, 8)] as [(Int, Int64)] {
            let early = now.adding(.milliseconds(seconds * 1000 - 1))
            #expect(try probe.retryParked(now: early).parked == 0)
            now = now.adding(.seconds(seconds))
            #expect(try probe.retryParked(now: now).parked == 1)
            #expect(try attempts() == [attempt, 0, 0])
        }
        #expect(try probe.sequences(first).isEmpty)
    }

    @Test mutating func `no wait is longer than five minutes`() throws {
        _ = try park()
        for attempt in 1...30 { try probe.retryParked(now: Examples.time(Int64(attempt) * 300)) }
        #expect(try attempts() == [31, 0, 0])
    }

    @Test mutating func `a later record of the key waits behind what is parked`() throws {
        _ = try park()
        probe.react { _ in .act }
        try partition.append(Examples.caseIdentified(first))
        #expect(try probe.receive(partition).gaps == 1)
        #expect(try probe.sequences(first).isEmpty)
        #expect(try probe.retryParked(now: Examples.time(60)).released == 4)
        #expect(try probe.sequences(first) == [1, 2, 3, 4])
    }

    @Test mutating func `a parked record that comes again keeps its count of attempts`() throws {
        _ = try park()
        try probe.store.writeNow { try $0.rewind(topic: partition.topic, partition: 0, to: 0) }
        let outcome = try probe.receive(partition)
        #expect(outcome.duplicates == 4)
        #expect(outcome.parked == 0)
        #expect(try attempts() == [1, 0, 0])
    }

    @Test mutating func `a parked record that is refused in the end is dead-lettered and its key goes on`() throws {
        _ = try park()
        probe.react { $0.envelope.keySequence == 1 ? .reject : .act }
        let outcome = try probe.retryParked(now: Examples.time(60))
        #expect(outcome.deadLettered == ["handler": 1])
        #expect(try probe.sequences(first) == [2, 3])
        let letter = try #require(try probe.letters().first)
        #expect(letter.text("__jisr.errors.attempts") == "2")
        #expect(letter.text("__jisr.errors.first-failed-at") == Examples.time().description)
        #expect(letter.text("__jisr.errors.timestamp") == "1767225600000")
        #expect(letter.text("__jisr.errors.offset") == "0")
    }

    @Test mutating func `a release stops at the next record that must wait`() throws {
        _ = try park()
        probe.react { $0.envelope.keySequence == 2 ? .retryLater : .act }
        let outcome = try probe.retryParked(now: Examples.time(60))
        #expect(outcome.released == 1)
        #expect(outcome.parked == 1)
        #expect(try probe.sequences(first) == [1])
        #expect(try attempts() == [1, 0])
        probe.react { _ in .act }
        try probe.retryParked(now: Examples.time(120))
        #expect(try probe.sequences(first) == [1, 2, 3])
    }
}

extension RawRecord {
    /// A header as text.
    func text(_ name: String) -> String? { header(name).map { String(decoding: $0, as: UTF8.self) } }
}
