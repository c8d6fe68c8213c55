import EventStore
import Events
import GRDB
import TestKit
import Testing

@Suite struct RebuildTests {
    private let temporary: TemporaryStore
    private var store: EventStore { temporary.store }

    init() throws {
        temporary = try TemporaryStore(projections: [CaseTables.projection])
        try Self.append(1...5, to: temporary.store)
    }

    private static func append(_ numbers: ClosedRange<Int>, to store: EventStore) throws {
        for number in numbers {
            let id = Examples.id(number)
            try store.writeNow { transaction in
                try transaction.append(Examples.caseIdentified(id, number: number), to: id)
                try transaction.append(Examples.caseRegistered(id, subjectID: Examples.id(1000 + number)), to: id)
            }
        }
    }

    private func tamper() throws {
        try store.writeNow { transaction in
            try transaction.db.execute(
                sql: "UPDATE test_case SET number='forged' WHERE id=?",
                arguments: [Examples.id(2)]
            )
            try transaction.db.execute(
                sql: "DELETE FROM test_registration WHERE case_id=?",
                arguments: [Examples.id(3)]
            )
        }
    }

    private func registrations() throws -> Int {
        try store.readNow { try Int.fetchOne($0, sql: "SELECT count(*) FROM test_registration") ?? 0 }
    }

    @Test func `tables that follow the log are clean`() throws {
        let report = try store.rebuild()
        #expect(report.events == 10)
        #expect(report.isClean)
        #expect(report.differences.keys.sorted() == ["test_case", "test_registration"])
    }

    @Test func `what differs from the log is found and put right`() throws {
        let before = try CaseTables.numbers(store)
        try tamper()
        let report = try store.rebuild()
        #expect(!report.isClean)
        #expect(report.differences["test_case"]?.extra == 1)
        #expect(report.differences["test_case"]?.missing == 1)
        #expect(report.differences["test_registration"]?.extra == 0)
        #expect(report.differences["test_registration"]?.missing == 1)
        #expect(try CaseTables.numbers(store) == before)
        #expect(try registrations() == 5)
        #expect(try store.rebuild().isClean)
    }

    @Test func `read tables that a new version brings are filled from the log when the store opens`() throws {
        let folder = try TemporaryFolder()
        func fill() throws {
            let before = try TemporaryStore(projections: [], folder: folder)
            try Self.append(1...5, to: before.store)
            try before.store.close()
        }
        // Its lock goes with it.
        try fill()
        let after = try TemporaryStore(projections: [CaseTables.projection], folder: folder)
        #expect(try CaseTables.numbers(after.store).count == 5)
        #expect(try after.store.rebuild().isClean)
    }

    @Test func `a comparison alone changes nothing`() throws {
        try tamper()
        #expect(try !store.rebuild(swap: false).isClean)
        #expect(try CaseTables.numbers(store).contains("forged"))
        #expect(try registrations() == 4)
    }

    @Test func `read tables of a rebuilt store go on`() throws {
        try tamper()
        _ = try store.rebuild()
        try Self.append(6...7, to: store)
        #expect(try registrations() == 7)
        #expect(try store.rebuild().isClean)
    }

    @Test func `events appended meanwhile are in the tables exactly once`() async throws {
        let store = store
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await onOwnThread { try Self.append(6...200, to: store) } }
            repeat {
                let report = try await onOwnThread { try store.rebuild() }
                #expect(report.isClean)
            } while try registrations() < 200
            try await group.waitForAll()
        }
        #expect(try registrations() == 200)
        #expect(try CaseTables.numbers(store).count == 200)
        #expect(try store.rebuild().isClean)
    }

    @Test func `nothing is left beside the store`() throws {
        _ = try store.rebuild()
        #expect(throws: (any Error).self) {
            try DatabaseQueue(
                path: store.path + ".rebuild",
                configuration: {
                    var configuration = Configuration()
                    configuration.readonly = true
                    return configuration
                }()
            )
        }
    }
}
