import EventStore
import Events
import Foundation
import GRDB

/// What the pipeline keeps: the same two tables as the C and Python programs beside it.
enum PipelineTables {
    static let projection = Projection(
        name: "pipeline",
        tables: ["case_state", "read_case_service"],
        migrations: [
            (
                "1",
                """
                CREATE TABLE case_state(
                    case_id BLOB PRIMARY KEY, version INTEGER NOT NULL, deliveries INTEGER NOT NULL
                ) WITHOUT ROWID;
                CREATE TABLE read_case_service(
                    case_id BLOB NOT NULL, institution BLOB NOT NULL, deliveries INTEGER NOT NULL,
                    last_at INTEGER NOT NULL, PRIMARY KEY(case_id, institution)
                ) WITHOUT ROWID;
                """
            )
        ],
        dispatch: Dispatch().on(CaseStarted.self) { context, event, entry in
            var state = try context.db.prepared(
                """
                INSERT INTO case_state(case_id, version, deliveries) VALUES (?, ?, 1)
                ON CONFLICT DO UPDATE SET version=excluded.version, deliveries=deliveries + 1
                """
            )
            state.bind(event.caseId)
            state.bind(entry.version)
            try state.run()
            var read = try context.db.prepared(
                """
                INSERT INTO read_case_service(case_id, institution, deliveries, last_at) VALUES (?, ?, 1, ?)
                ON CONFLICT DO UPDATE SET deliveries=deliveries + 1, last_at=excluded.last_at
                """
            )
            read.bind(event.caseId)
            read.bind(event.institutionId)
            read.bind(entry.occurredAt)
            try read.run()
        }
    )

    static let messages = MessageTable().on(ServiceDelivered.self) { transaction, event, message in
        var state = try transaction.db.prepared("SELECT deliveries FROM case_state WHERE case_id=?")
        state.bind(event.caseId)
        let deliveries = try state.first { $0.integer(0) } ?? 0
        guard deliveries < 1_000_000 else { throw Rejection("case.too_many", "the case has more deliveries than days") }
        try transaction.append(
            CaseStarted(
                caseId: event.caseId,
                subjectId: event.subjectId,
                institutionId: event.providerInstitutionId,
                enrolmentId: event.enrolmentId,
                startedAt: Timestamp(event.date)
            ),
            to: event.caseId,
            occurredAt: Timestamp(event.date)
        )
    }
}
