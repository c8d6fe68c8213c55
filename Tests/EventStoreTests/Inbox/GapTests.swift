import Events
import GRDB
import TestKit
import Testing

@testable import EventStore

@Suite struct GapTests {
    private let probe: Probe
    private var partition = ExamplePartition()
    private let first = Examples.id(1)
    private let second = Examples.id(2)

    init() throws { probe = try Probe() }

    @Test mutating func `records behind a gap wait and go in order when the missing one comes`() throws {
        let missing = try partition.next(Examples.caseIdentified(first))
        for _ in 2...4 { try partition.append(Examples.caseIdentified(first)) }
        try partition.append(Examples.caseIdentified(second))
        let before = try probe.receive(partition)
        #expect(before.gaps == 3)
        #expect(before.handled == 1)
        #expect(try probe.sequences(first) == [])
        #expect(try probe.sequences(second) == [1])
        #expect(try probe.nextOffset(partition) == 4)
        partition.append(missing)
        let after = try probe.receive(partition)
        #expect(after.handled == 4)
        #expect(after.released == 3)
        #expect(after.gaps == 0)
        #expect(try probe.sequences(first) == [1, 2, 3, 4])
        #expect(try probe.count("parked") == 0)
    }

    @Test mutating func `the missing one may come in the same batch`() throws {
        let missing = try partition.next(Examples.caseIdentified(first))
        try partition.append(Examples.caseIdentified(first))
        partition.append(missing)
        let outcome = try probe.receive(partition)
        #expect(outcome.gaps == 1)
        #expect(outcome.released == 1)
        #expect(try probe.sequences() == [1, 2])
    }

    @Test mutating func `of two missing ones each lets go what it can`() throws {
        try partition.append(Examples.caseIdentified(first))
        let two = try partition.next(Examples.caseIdentified(first))
        try partition.append(Examples.caseIdentified(first))
        let four = try partition.next(Examples.caseIdentified(first))
        try partition.append(Examples.caseIdentified(first))
        try probe.receive(partition)
        #expect(try probe.sequences() == [1])
        partition.append(four)
        #expect(try probe.receive(partition).gaps == 1)
        #expect(try probe.sequences() == [1])
        partition.append(two)
        #expect(try probe.receive(partition).released == 3)
        #expect(try probe.sequences() == [1, 2, 3, 4, 5])
    }

    @Test mutating func `a parked record that comes again is a duplicate`() throws {
        let missing = try partition.next(Examples.caseIdentified(first))
        let waiting = try partition.append(Examples.caseIdentified(first))
        partition.append(waiting)
        let outcome = try probe.receive(partition)
        #expect(outcome.gaps == 1)
        #expect(outcome.duplicates == 1)
        partition.append(missing)
        partition.append(waiting)
        #expect(try probe.receive(partition).duplicates == 1)
        #expect(try probe.sequences() == [1, 2])
    }

    @Test mutating func `waiting for a predecessor is not retried`() throws {
        try partition.append(Examples.caseIdentified(first), skipping: 1)
        try probe.receive(partition)
        #expect(try probe.retryParked(now: Examples.time(100_000)) == InboxOutcome())
        #expect(try probe.sequences().isEmpty)
        #expect(try probe.count("parked") == 1)
    }

    @Test mutating func `many keys that wait for a predecessor do not keep others from their turn`() throws {
        for number in 100...250 {
            try partition.append(Examples.caseIdentified(Examples.id(number)), skipping: 1)
        }
        try probe.receive(partition)
        probe.react { _ in .retryLater }
        try partition.append(Examples.caseIdentified(first))
        try probe.receive(partition)
        probe.react { _ in .act }
        #expect(try probe.retryParked(now: Examples.time(1000)).released == 1)
        #expect(try probe.sequences() == [1])
    }

    @Test mutating func `a parked event of another instance stays none of this one's business`() throws {
        let missing = try partition.next(Examples.caseIdentified(first))
        try partition.append(Examples.caseIdentified(first))
        try probe.receive(partition, accepts: { _ in false })
        partition.append(missing)
        let outcome = try probe.receive(partition, accepts: { _ in false })
        #expect(outcome.passedOver == 2)
        #expect(outcome.released == 1)
        #expect(try probe.effects().isEmpty)
    }

    @Test func `a compacted topic has no gaps`() throws {
        var compacted = ExamplePartition(.figures)
        for skipped in [0, 3, 1] as [Int64] {
            try compacted.append(Examples.caseIdentified(first), skipping: skipped)
        }
        #expect(try probe.receive(compacted).gaps == 0)
        #expect(try probe.sequences() == [1, 5, 7])
    }

    @Test func `on a compacted topic too later records of a parked key wait behind it`() throws {
        var compacted = ExamplePartition(.figures)
        probe.react { $0.envelope.keySequence == 2 ? .retryLater : .act }
        for skipped in [1, 3] as [Int64] {
            try compacted.append(Examples.caseIdentified(first), skipping: skipped)
        }
        let outcome = try probe.receive(compacted)
        #expect(outcome.parked == 1)
        #expect(outcome.gaps == 1)
        probe.react { _ in .act }
        #expect(try probe.retryParked(now: Examples.time(100)).released == 2)
        #expect(try probe.sequences() == [2, 6])
    }
}
