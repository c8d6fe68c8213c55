import EventStore
import Events
import Foundation
import ServiceKit
import TestKit
import Testing

@Suite struct WriterTests {
    private let temporary: TemporaryStore
    private var store: EventStore { temporary.store }

    init() throws { temporary = try NoteStore.make() }

    /// Occupies `writer` with a unit that waits at `gate`.
    private func occupy(_ writer: Writer, _ gate: WriterGate) async throws -> Task<Void, any Error> {
        let task = Task { try await writer.submit { _ in gate.pass() } }
        try await gate.reached()
        return task
    }

    /// Submits notes 1 to `count` and returns once all of them wait.
    private func submit(_ count: Int, to writer: Writer) async throws -> [Task<Int, any Error>] {
        let tasks = (1...count).map { number in
            Task {
                try await writer.submit { transaction in
                    try transaction.note(number)
                    return number
                }
            }
        }
        _ = try await eventually("all wait") { writer.waitingCount == count ? true : nil }
        return tasks
    }

    private func results(_ tasks: [Task<Int, any Error>]) async throws -> [Int] {
        var results: [Int] = []
        for task in tasks { results.append(try await task.value) }
        return results
    }

    @Test func `a unit's result comes back once it is stored`() async throws {
        let writer = Writer(store)
        let version = try await writer.submit { transaction in
            try transaction.append(Examples.caseIdentified(Examples.id(1)), to: Examples.id(1)).version
        }
        #expect(version == 1)
        #expect(try store.writeNow { try $0.version(of: Examples.id(1)) } == 1)
    }

    @Test(arguments: [(512, 1), (50, 4), (1, 200)])
    func `units that wait together share a commit, as many as the limit allows`(limit: Int, commits: Int) async throws {
        let counter = CommitCounter()
        await counter.observe(store)
        let writer = Writer(store, limits: .init(group: limit))
        let gate = WriterGate()
        let first = try await occupy(writer, gate)
        let tasks = try await submit(200, to: writer)
        gate.open()
        try await first.value
        #expect(try await results(tasks).sorted() == Array(1...200))
        // One more for the unit that held the others up.
        #expect(counter.commits.count == commits + 1)
        #expect(try NoteStore.committed(store) == Array(1...200))
    }

    @Test func `under load units share commits by themselves`() async throws {
        let counter = CommitCounter()
        await counter.observe(store)
        let writer = Writer(store)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...2000 { group.addTask { try await writer.submit { try $0.note(number) } } }
            try await group.waitForAll()
        }
        #expect(try NoteStore.committed(store) == Array(1...2000))
        #expect(counter.commits.count < 1000)
    }

    @Test func `a unit's rejection undoes that unit alone`() async throws {
        let writer = Writer(store)
        let gate = WriterGate()
        let first = try await occupy(writer, gate)
        let tasks = (1...30).map { number in
            Task {
                try await writer.submit { transaction in
                    try transaction.note(number)
                    try transaction.append(Examples.caseRegistered(Examples.id(7)), to: Examples.id(7))
                    if number.isMultiple(of: 3) { throw Rejection("test.refused", "no") }
                }
            }
        }
        _ = try await eventually("all wait") { writer.waitingCount == 30 ? true : nil }
        gate.open()
        try await first.value
        for (number, task) in zip(1...30, tasks) {
            if number.isMultiple(of: 3) {
                await #expect(throws: Rejection.self) { try await task.value }
            } else {
                try await task.value
            }
        }
        #expect(try NoteStore.committed(store) == (1...30).filter { !$0.isMultiple(of: 3) })
        // No hole where the refused ones were.
        let records = try await store.unpublished(after: 0, limit: 100)
        let sequences = records.compactMap { record -> Int64? in
            if case .event(let envelope, _) = record.content { envelope.keySequence } else { nil }
        }
        #expect(sequences == Array(1...20))
    }

    @Test func `nobody is answered before the commit`() async throws {
        let answered = Tally()
        let early = Tally()
        let gate = WriterGate()
        let counter = CommitCounter {
            // Room for an early answer to show.
            gate.pass()
            if answered.count > 0 { early.raise() }
        }
        await counter.observe(store)
        let writer = Writer(store)
        let task = Task {
            try await writer.submit { try $0.note(1) }
            #expect(try NoteStore.committed(store) == [1])
            answered.raise()
        }
        try await gate.reached()
        #expect(try NoteStore.committed(store) == [])
        for _ in 0..<1000 { await Task.yield() }
        #expect(answered.count == 0)
        gate.open()
        try await task.value
        #expect(early.count == 0)
        #expect(answered.count == 1)
    }

    @Test func `a full queue refuses and says when to come again`() async throws {
        let writer = Writer(store, limits: .init(queue: 2))
        let gate = WriterGate()
        let first = try await occupy(writer, gate)
        let tasks = try await submit(2, to: writer)
        await #expect(throws: WriterBusy(retryAfter: .seconds(1))) { try await writer.submit { try $0.note(3) } }
        gate.open()
        try await first.value
        #expect(try await results(tasks).sorted() == [1, 2])
        try await writer.submit { try $0.note(4) }
        #expect(try NoteStore.committed(store) == [1, 2, 4])
    }

    @Test func `closing waits for what was accepted and refuses the rest`() async throws {
        let writer = Writer(store)
        let gate = WriterGate()
        let first = try await occupy(writer, gate)
        let tasks = try await submit(5, to: writer)
        let closed = Tally()
        async let closing: Void = {
            await writer.close()
            closed.raise()
        }()
        // Units offered before the closing is seen are accepted and wait with the others.
        let refused = Tally()
        _ = try await eventually("refused") {
            Task {
                do {
                    try await writer.submit { _ in }
                } catch is WriterBusy {
                    refused.raise()
                }
            }
            return refused.count > 0 ? true : nil
        }
        #expect(closed.count == 0)
        gate.open()
        await closing
        #expect(try NoteStore.committed(store) == [1, 2, 3, 4, 5])
        try await first.value
        #expect(try await results(tasks).sorted() == [1, 2, 3, 4, 5])
        // A second closing has nothing to wait for.
        await writer.close()
    }

    @Test func `the relay is told after a commit that left something to publish, and only then`() async throws {
        let told = Tally()
        let store = store
        let writer = Writer(store, onOutbox: { told.raise() })
        try await writer.submit { try $0.note(1) }
        #expect(told.count == 0)
        await #expect(throws: Rejection.self) {
            try await writer.submit { transaction in
                try transaction.append(Examples.caseIdentified(Examples.id(1)), to: Examples.id(1))
                throw Rejection("test.refused", "no")
            }
        }
        #expect(told.count == 0)
        try await writer.submit { _ = try $0.append(Examples.caseIdentified(Examples.id(1)), to: Examples.id(1)) }
        _ = try await eventually("told") { told.count == 1 ? true : nil }
    }

    @Test func `all units of a group have the same present instant, from the clock`() async throws {
        let writer = Writer(store, clock: { Examples.time(77) })
        #expect(try await writer.submit { $0.now } == Examples.time(77))
    }

    @Test func `a writer under endless load lets others write too`() async throws {
        let writer = Writer(store, limits: .init(group: 1))
        let isOver = Tally()
        let links = Tally()
        let longest = 2000
        try await withThrowingTaskGroup(of: Void.self) { group in
            // Each unit ends only when the next one waits, so that the queue is never empty.
            for _ in 0..<2 {
                group.addTask {
                    while isOver.count == 0, links.count < longest {
                        try await writer.submit { _ in
                            links.raise()
                            let deadline = ContinuousClock.now.advanced(by: .seconds(10))
                            while writer.waitingCount == 0, isOver.count == 0, links.count < longest,
                                ContinuousClock.now < deadline
                            {
                                sched_yield()
                            }
                        }
                    }
                }
            }
            let store = store
            group.addTask {
                _ = try await eventually("the load") { links.count > 1 ? true : nil }
                try await onOwnThread { try store.writeNow { try $0.note(1) } }
                isOver.raise()
            }
            try await group.waitForAll()
        }
        #expect(links.count < longest)
    }
}
