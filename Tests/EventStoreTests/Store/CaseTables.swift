import EventStore
import Events
import GRDB

/// Read tables for tests: a row a case, and a row for each of its registrations that refers to it.
enum CaseTables {
    static let projection = Projection(
        name: "test-cases",
        tables: ["test_case", "test_registration"],
        migrations: migrations,
        dispatch: dispatch
    )

    static let migrations = [
        (
            name: "1",
            sql: """
            CREATE TABLE test_case(id BLOB PRIMARY KEY, number TEXT NOT NULL);
            CREATE TABLE test_registration(
                case_id BLOB NOT NULL REFERENCES test_case(id), subject BLOB NOT NULL, seq INTEGER NOT NULL
            );
            """
        )
    ]

    static let dispatch = Dispatch<Projection.Context>()
        .on(CaseIdentified.self) { context, event, _ in
            try context.db.execute(
                sql: "INSERT INTO test_case VALUES (?, ?)",
                arguments: [event.caseId, event.caseNumber]
            )
        }
        .on(CaseRegistered.self) { context, event, entry in
            try context.db.execute(
                sql: "INSERT INTO test_registration VALUES (?, ?, ?)",
                arguments: [event.caseId, event.subjectId, entry.sequence]
            )
        }

    static func numbers(_ store: EventStore) throws -> [String] {
        try store.readNow { try String.fetchAll($0, sql: "SELECT number FROM test_case ORDER BY number") }
    }
}
