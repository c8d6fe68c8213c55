import EventStore
import Events
import GRDB
import ServiceKit
import TestKit
import Testing

@Suite struct WriterFailureTests {
    private let temporary: TemporaryStore
    private var store: EventStore { temporary.store }
    private let writer: Writer

    init() throws {
        temporary = try NoteStore.make()
        writer = Writer(temporary.store)
    }

    /// Runs `jobs` in one group.
    private func together(_ jobs: [@Sendable (Transaction) throws -> Void]) async throws -> [Result<Void, any Error>] {
        let writer = writer
        let gate = WriterGate()
        let first = Task { try await writer.submit { _ in gate.pass() } }
        try await gate.reached()
        let tasks = jobs.map { job in Task { try await writer.submit(job) } }
        _ = try await eventually("all wait") { writer.waitingCount == jobs.count ? true : nil }
        gate.open()
        try await first.value
        var results: [Result<Void, any Error>] = []
        for task in tasks { results.append(await task.result) }
        return results
    }

    private func isFailure(_ result: Result<Void, any Error>) -> Bool {
        if case .failure = result { true } else { false }
    }

    @Test func `when the commit fails all of the group fail and nothing is stored`() async throws {
        let results = try await together([
            { try $0.note(1) },
            // Found out only when the commit is tried.
            { try $0.db.execute(sql: "INSERT INTO reply VALUES (404)") },
            { try $0.append(Examples.caseIdentified(Examples.id(1)), to: Examples.id(1)) },
            { _ in throw Rejection("test.refused", "no") },
        ])
        #expect(results.allSatisfy(isFailure))
        #expect(results.count { (try? $0.get()) == nil } == 4)
        #expect(try NoteStore.committed(store) == [])
        #expect(try await store.unpublished(after: 0, limit: 10).isEmpty)
        #expect(try store.writeNow { try $0.version(of: Examples.id(1)) } == 0)
    }

    @Test func `after a commit that failed the writer goes on`() async throws {
        await #expect(throws: DatabaseError.self) {
            try await writer.submit { try $0.db.execute(sql: "INSERT INTO reply VALUES (404)") }
        }
        try await writer.submit { try $0.note(2) }
        #expect(try NoteStore.committed(store) == [2])
    }

    @Test func `on a full disk whoever is told of success is stored, and nobody else`() async throws {
        try await limitPages(more: 4)
        let large = String(repeating: "x", count: 500_000)
        let results = try await together([
            { try $0.note(1) },
            { try $0.note(2, large) },
            { try $0.note(3) },
        ])
        #expect(isFailure(results[1]))
        let answered = zip(1...3, results).filter { !isFailure($0.1) }.map(\.0)
        #expect(try NoteStore.committed(store) == answered)
        try await limitPages(more: 1_000_000)
        try await writer.submit { try $0.note(4, large) }
        #expect(try NoteStore.committed(store) == answered + [4])
    }

    @Test func `a group that SQLite ended by itself fails as a whole`() async throws {
        let results = try await together([
            { try $0.note(1) },
            { transaction in
                try transaction.note(2)
                // What SQLite does by itself when the disk is full or failing.
                try transaction.db.execute(sql: "ROLLBACK")
            },
            { try $0.note(3) },
        ])
        #expect(results.allSatisfy(isFailure))
        #expect(try NoteStore.committed(store) == [])
        try await writer.submit { try $0.note(5) }
        #expect(try NoteStore.committed(store) == [5])
    }

    @Test func `a group of rejections alone is not committed`() async throws {
        let counter = CommitCounter()
        await counter.observe(store)
        await #expect(throws: Rejection.self) {
            try await writer.submit { transaction in
                try transaction.note(1)
                throw Rejection("test.refused", "no")
            }
        }
        #expect(counter.commits.count == 0)
        #expect(try NoteStore.committed(store) == [])
    }

    /// Lets the file grow by `more` pages at most.
    private func limitPages(more: Int) async throws {
        let store = store
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            store.onWriter { db in
                do {
                    let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
                    try db.execute(sql: "PRAGMA max_page_count=\(pages + more)")
                } catch {
                    Issue.record(error)
                }
                continuation.resume()
            }
        }
    }
}
