import EventStore
import Events
import GRDB
import TestKit
import Testing

@Suite struct CatchingUpTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open(_ projections: [Projection]) throws -> EventStore {
        try EventStore(try TemporaryStore.options(projections: projections, folder: folder))
    }

    private func leaveLog(_ projections: [Projection] = []) throws {
        let store = try open(projections)
        for number in 1...3 {
            let id = Examples.id(number)
            try store.writeNow { _ = try $0.append(Examples.caseIdentified(id, number: number), to: id) }
        }
        try store.close()
    }

    @Test func `read tables that a newer version brings hold what happened before`() throws {
        try leaveLog()
        let store = try open([CaseTables.projection])
        #expect(try CaseTables.numbers(store).count == 3)
        #expect(try store.rebuild(swap: false).isClean)
    }

    @Test func `a migration fills its tables anew, and nothing twice`() throws {
        try leaveLog([CaseTables.projection])
        let changed = Projection(
            name: "test-cases",
            tables: CaseTables.projection.tables + ["test_note"],
            migrations: CaseTables.migrations + [(name: "2", sql: "CREATE TABLE test_note(number TEXT)")],
            dispatch: CaseTables.dispatch.on(CaseIdentified.self) { context, event, _ in
                try context.db.execute(sql: "INSERT INTO test_note VALUES (?)", arguments: [event.caseNumber])
            }
        )
        for _ in 1...2 {
            // Released before it is opened again.
            let store = try open([changed])
            #expect(try store.readNow { try Int.fetchOne($0, sql: "SELECT count(*) FROM test_note") } == 3)
            try store.close()
        }
    }

    @Test func `what is filled already is left alone`() throws {
        try leaveLog([CaseTables.projection])
        do {
            let store = try open([CaseTables.projection])
            try store.writeNow { try $0.db.execute(sql: "DELETE FROM test_case") }
            try store.close()
        }
        #expect(try CaseTables.numbers(try open([CaseTables.projection])).isEmpty)
    }
}
