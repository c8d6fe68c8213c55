import EventStore
import Events
import GRDB
import ServiceKit

/// The read table of erasures: who waits for a decision, and what was decided.
enum ErasureProjection {
    static let erasures = Projection(
        name: "intake-erasures",
        tables: ["intake_erasure"],
        migrations: [("1", version1)],
        dispatch: dispatch
    )

    /// `seq` is the place in the log of the last request, or of the decision where there was none here.
    private static let version1 = """
        CREATE TABLE intake_erasure(
            subject_id BLOB PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, status TEXT NOT NULL, requested_at INTEGER,
            decided_at INTEGER
        ) WITHOUT ROWID;
        CREATE INDEX intake_erasure_status ON intake_erasure(status, seq);
        """

    private static let dispatch = Dispatch<Projection.Context>()
        .on(SubjectErasureRequested.self) { context, event, entry in
            try context.db.run(
                """
                INSERT INTO intake_erasure(subject_id, seq, status, requested_at) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT DO UPDATE SET seq=?2, status=?3, requested_at=?4, decided_at=NULL
                """,
                .id(event.subjectId),
                .integer(Int(entry.sequence)),
                .text(ErasureStatus.requested.rawValue),
                .time(event.requestedAt)
            )
        }
        .on(SubjectErasureRefused.self) { context, event, entry in
            try context.decide(.refused, event.subjectId, at: event.refusedAt, entry)
        }
        .on(SubjectErased.self) { context, event, entry in
            try context.decide(.erased, event.subjectId, at: event.erasedAt, entry)
        }
}

extension Projection.Context {
    fileprivate func decide(
        _ status: ErasureStatus,
        _ subjectID: EntityID,
        at instant: Timestamp,
        _ entry: LogEntry
    ) throws {
        try db.run(
            """
            INSERT INTO intake_erasure(subject_id, seq, status, decided_at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET status=?3, decided_at=?4
            """,
            .id(subjectID),
            .integer(Int(entry.sequence)),
            .text(status.rawValue),
            .time(instant)
        )
    }
}

/// The erasure of a person as its deciders see it.
struct ErasureView: Codable, Sendable, Hashable {
    var subjectId: EntityID
    var status: ErasureStatus
    /// Absent for one that another instance decided.
    var requestedAt: Timestamp?
    var decidedAt: Timestamp?

    static let example = ErasureView(
        subjectId: SubjectErased.example.subjectId,
        status: .requested,
        requestedAt: SubjectErased.example.erasedAt
    )

    /// Up to `limit` erasures after the place `last`, each with its place.
    static func list(
        _ status: ErasureStatus?,
        after last: [String]?,
        limit: Int,
        in db: Database
    ) throws -> [(place: Int64, view: ErasureView)] {
        var place: Int64 = 0
        if let last {
            guard last.count == 1, let found = Int64(last[0]) else { throw PageRequest.cursorInvalid }
            place = found
        }
        let statement = try db.cachedStatement(
            sql: """
                SELECT seq, subject_id, status, requested_at, decided_at FROM intake_erasure
                WHERE seq>?1 AND (?2 IS NULL OR status=?2) ORDER BY seq LIMIT ?3
                """
        )
        return try Row.fetchAll(statement, arguments: [place, status?.rawValue, limit]).map { row in
            guard let status = ErasureStatus(rawValue: row[2]) else {
                throw StoreError.corrupt(path: "intake_erasure", reason: "a status is unknown")
            }
            let view = ErasureView(subjectId: row[1], status: status, requestedAt: row[3], decidedAt: row[4])
            return (row[0], view)
        }
    }
}
