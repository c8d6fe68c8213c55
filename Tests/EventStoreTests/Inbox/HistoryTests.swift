import Events
import GRDB
import Synchronization
import TestKit
import Testing

@testable import EventStore

/// Random streams with everything that may befall them: what remains is each event acted upon once, in its key's order.
@Suite struct HistoryTests {
    private static let histories = 500

    @Test func `any history comes to exactly one effect an event, in the order of its key`() throws {
        let probe = try Probe()
        for number in 0..<Self.histories {
            var history = try History(number, probe: probe)
            try history.live()
            let problem = try history.problem()
            #expect(problem == nil, "history \(number)")
            try probe.forget()
        }
        #expect(try probe.count("parked") == 0)
    }
}

/// A small generator with a seed, so that a history that fails can be lived again.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

private final class Tried: Sendable {
    private let counts = Mutex<[EntityID: Int]>([:])

    var all: [EntityID: Int] { counts.withLock { $0 } }
    func count(_ id: EntityID) -> Int { counts.withLock { $0[id] ?? 0 } }
    func add(_ id: EntityID) { counts.withLock { $0[id, default: 0] += 1 } }
}

private struct History {
    private struct Crash: Error {}

    private let probe: Probe
    private var random: SeededGenerator
    private var partition: ExamplePartition
    private let sources: [String]
    private var now = Examples.time()
    /// What each event that is not simply acted upon comes to.
    private var refused: Set<EntityID> = []
    private var spoiled: Set<EntityID> = []
    private var failuresLeft: [EntityID: Int] = [:]
    private var sent: [Probe.Effect: EntityID] = [:]

    init(_ number: Int, probe: Probe) throws {
        self.probe = probe
        random = SeededGenerator(state: UInt64(number))
        partition = ExamplePartition(number: Int32(number))
        sources = (0..<Int.random(in: 1...3, using: &random)).map { "/jisr/intake/h\(number)-\($0)" }
        for record in try disturbed(produce()) { partition.append(record) }
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    /// What the producers publish, in their order.
    private mutating func produce() throws -> [RawRecord] {
        var records: [RawRecord] = []
        var epochs = sources.map { _ in 1 }
        for _ in 0..<Int.random(in: 4...12, using: &random) {
            let producer = sources.indices.randomElement(using: &random) ?? 0
            if chance(3) { epochs[producer] += 1 }
            let caseID = Examples.id(Int.random(in: 1...3, using: &random))
            var record = try partition.next(
                Examples.caseIdentified(caseID),
                source: sources[producer],
                epoch: epochs[producer]
            )
            guard let id = record.text("ce_id").flatMap({ EntityID($0) }), let text = record.text("ce_keyseq"),
                let sequence = Int64(text)
            else { throw Crash() }
            let effect = Probe.Effect(
                source: sources[producer],
                epoch: epochs[producer],
                key: .id(caseID),
                keySequence: sequence
            )
            sent[effect] = id
            if chance(8) {
                refused.insert(id)
            } else if chance(10) {
                failuresLeft[id] = Int.random(in: 1...3, using: &random)
            } else if chance(5) {
                spoiled.insert(id)
                record.value = [UInt8]("{".utf8)
            }
            records.append(record)
        }
        return records
    }

    /// Doubled and swapped, as a producer without idempotence may leave them.
    private mutating func disturbed(_ records: [RawRecord]) -> [RawRecord] {
        var records = records
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            let from = Int.random(in: 0..<records.count, using: &random)
            records.insert(records[from], at: Int.random(in: 0...records.count, using: &random))
        }
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            let first = Int.random(in: 0..<records.count, using: &random)
            let second = min(records.count - 1, first + Int.random(in: 0...5, using: &random))
            records.swapAt(first, second)
        }
        return records
    }

    /// Reads in random batches, crashing, going back and failing on the way, until nothing is left to do.
    mutating func live() throws {
        var isDone = false
        while !isDone {
            now = now.adding(.seconds(Int64.random(in: 0...3, using: &random)))
            if chance(10), let next = try probe.nextOffset(partition) {
                let back = Int64.random(in: 0...next, using: &random)
                let (topic, number) = (partition.topic, partition.number)
                try probe.store.writeNow { try $0.rewind(topic: topic, partition: number, to: back) }
            }
            try step(crashes: chance(25))
            isDone = try probe.nextOffset(partition) == Int64(partition.records.count)
        }
        for _ in 0..<500 where try probe.count("parked") > 0 {
            now = now.adding(.seconds(400))
            try step(crashes: chance(25))
        }
    }

    /// One transaction; when it crashes, what handlers gave up on is not counted either.
    private mutating func step(crashes: Bool) throws {
        let (refused, before) = (refused, failuresLeft)
        let tried = Tried()
        probe.react { message in
            let id = message.envelope.id
            if refused.contains(id) { return .reject }
            guard before[id] ?? 0 > tried.count(id) else { return .act }
            tried.add(id)
            return .retryLater
        }
        let limit = Int.random(in: 1...15, using: &random)
        let retries = chance(50)
        let records = partition.inbound(from: try probe.nextOffset(partition) ?? 0, limit: limit, table: probe.table)
        do {
            try probe.store.writeNow(now: now) { transaction in
                let (table, letters) = (probe.table, probe.deadLetters)
                if retries { _ = try transaction.retryParked(table: table, deadLetters: letters) }
                _ = try transaction.receive(records, table: table, deadLetters: letters)
                if crashes { throw Crash() }
            }
        } catch is Crash {
            return
        }
        for (id, count) in tried.all { failuresLeft[id, default: 0] -= count }
    }

    /// What is not as it should be; `nil` when all is.
    func problem() throws -> String? {
        let sources = Set(sources)
        let effects = try probe.effects().filter { sources.contains($0.source) }
        let expected = sent.filter { !refused.contains($0.value) && !spoiled.contains($0.value) }.keys
        if effects.count != Set(effects).count { return "an event was acted upon twice: \(effects)" }
        if Set(effects) != Set(expected) {
            return "lost \(Set(expected).subtracting(effects)), invented \(Set(effects).subtracting(expected))"
        }
        var last: [Probe.Effect: Int64] = [:]
        for effect in effects {
            var series = effect
            series.keySequence = 0
            if effect.keySequence <= last[series] ?? 0 { return "out of order: \(effect)" }
            last[series] = effect.keySequence
        }
        let letters = try probe.letters().filter { $0.text("ce_source").map(sources.contains) ?? false }
        let buried = letters.compactMap { $0.text("ce_id").flatMap { EntityID($0) } }.sorted()
        if buried != refused.union(spoiled).sorted() { return "dead letters are not those refused, each once" }
        let own = try probe.store.readNow { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox WHERE log_seq IS NOT NULL")
        }
        return own == effects.count ? nil : "\(own ?? 0) events of our own for \(effects.count) effects"
    }
}
