import EventStore
import Events
import GRDB

/// The read tables: the list of cases, the dated steps that their status follows from, and the last case numbers.
enum IntakeProjections {
    static let all: [Projection] = [
        cases, TransferProjection.transfers, ImportProjection.imports, ErasureProjection.erasures,
        PartnerProjection.partners,
    ]

    private typealias Table = Dispatch<Projection.Context>

    private static let cases = Projection(
        name: "intake-cases",
        tables: ["intake_case", "intake_case_step", "intake_case_number"],
        migrations: [("1", version1)],
        dispatch: steps(identified(Table()))
    )

    /// Columns `*_at` are milliseconds since 1970-01-01T00:00:00Z, identifiers 16-byte blobs.
    ///
    /// `seq` is the place in the log at which the case was identified: the order of entry.
    private static let version1 = """
        CREATE TABLE intake_case(
            case_id BLOB PRIMARY KEY,
            seq INTEGER NOT NULL UNIQUE,
            number TEXT NOT NULL UNIQUE,
            status TEXT NOT NULL,
            version INTEGER NOT NULL,
            institution_id BLOB NOT NULL,
            subject_id BLOB,
            case_group TEXT,
            stats_mode TEXT,
            identified_at INTEGER NOT NULL,
            registered_at INTEGER,
            closed_at INTEGER,
            review_due TEXT
        ) WITHOUT ROWID;
        CREATE INDEX intake_case_status ON intake_case(status, seq);
        CREATE INDEX intake_case_institution ON intake_case(institution_id, seq);
        CREATE INDEX intake_case_subject ON intake_case(subject_id) WHERE subject_id IS NOT NULL;

        CREATE TABLE intake_case_step(
            case_id BLOB NOT NULL, at INTEGER NOT NULL, seq INTEGER NOT NULL, step TEXT NOT NULL,
            PRIMARY KEY(case_id, at, seq)
        ) WITHOUT ROWID;

        CREATE TABLE intake_case_number(
            prefix TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY(prefix, year)
        ) WITHOUT ROWID;
        """

    private static func identified(_ table: Table) -> Table {
        table.on(CaseIdentified.self) { context, event, entry in
            try context.db.run(
                """
                INSERT INTO intake_case(
                    case_id, seq, number, status, version, institution_id, case_group, identified_at
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                .id(event.caseId),
                .integer(Int(entry.sequence)),
                .text(event.caseNumber),
                .text(CaseStatus.identified.rawValue),
                .integer(entry.version),
                .id(event.institutionId),
                .text(event.group?.rawValue),
                .time(event.identifiedAt)
            )
            try context.take(.identify, of: event.caseId, entry)
            guard let number = CaseNumber(event.caseNumber) else { return }
            try context.db.run(
                """
                INSERT INTO intake_case_number(prefix, year, last) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET last=max(last, excluded.last)
                """,
                .text(number.prefix),
                .integer(number.year),
                .integer(number.count)
            )
        }
    }

    private static func steps(_ table: Table) -> Table {
        table
            .on(CaseRegistered.self) { context, event, entry in
                try context.db.run(
                    "UPDATE intake_case SET subject_id=?, case_group=?, stats_mode=?, registered_at=? WHERE case_id=?",
                    .id(event.subjectId),
                    .text(event.group?.rawValue),
                    .text(event.statsMode.rawValue),
                    .time(event.registeredAt),
                    .id(event.caseId)
                )
                try context.take(.register, of: event.caseId, entry)
            }
            .on(CaseCorrected.self) { context, event, entry in
                try context.db.run(
                    "UPDATE intake_case SET case_group=?, stats_mode=?, version=? WHERE case_id=?",
                    .text(event.group?.rawValue),
                    .text(event.statsMode.rawValue),
                    .integer(entry.version),
                    .id(event.caseId)
                )
            }
            .on(CaseProfile.self) { context, event, entry in
                try context.db.run(
                    "UPDATE intake_case SET version=? WHERE case_id=?",
                    .integer(entry.version),
                    .id(event.caseId)
                )
            }
            .on(CaseDeclined.self) { try $0.take(.decline, of: $1.caseId, $2) }
            .on(CaseAssessed.self) { try $0.take(.assess, of: $1.caseId, $2) }
            .on(AssessmentVoided.self) { try $0.forget(.assess, at: $1.assessedAt, of: $1.caseId, $2) }
            .on(CasePlanned.self) { context, event, entry in
                try context.setReviewDue(event.reviewDue, at: entry.occurredAt, of: event.caseId)
                try context.take(.plan, of: event.caseId, entry)
            }
            .on(CaseStarted.self) { try $0.take(.start, of: $1.caseId, $2) }
            .on(CaseReviewed.self) { context, event, entry in
                if let reviewDue = event.reviewDue {
                    try context.setReviewDue(reviewDue, at: entry.occurredAt, of: event.caseId)
                }
                try context.take(CaseStep(event.decision), of: event.caseId, entry)
            }
            .on(CaseClosed.self) { try $0.take(.close, of: $1.caseId, $2) }
            .on(CaseReopened.self) { try $0.take(.reopen, of: $1.caseId, $2) }
            .on(CaseVoided.self) { try $0.take(.void, of: $1.caseId, $2) }
            .on(TransferCompleted.self) { context, event, entry in
                // At the receiver it says that a case of its own begins, which its own events enter.
                if entry.isOwn { try context.take(.handOver, of: event.caseId, entry) }
            }
    }
}

extension Projection.Context {
    /// Enters a step and lets the case's status follow from all of them: a step may come late.
    fileprivate func take(_ step: CaseStep, of caseID: EntityID, _ entry: LogEntry) throws {
        try db.run(
            "INSERT INTO intake_case_step(case_id, at, seq, step) VALUES (?, ?, ?, ?)",
            .id(caseID),
            .time(entry.occurredAt),
            .integer(Int(entry.sequence)),
            .text(step.rawValue)
        )
        try follow(of: caseID, entry)
    }

    /// Forgets the last entry of a step that never took place.
    fileprivate func forget(_ step: CaseStep, at instant: Timestamp, of caseID: EntityID, _ entry: LogEntry) throws {
        try db.run(
            """
            DELETE FROM intake_case_step WHERE case_id=?1 AND at=?2 AND seq=(
                SELECT max(seq) FROM intake_case_step WHERE case_id=?1 AND at=?2 AND step=?3
            )
            """,
            .id(caseID),
            .time(instant),
            .text(step.rawValue)
        )
        try follow(of: caseID, entry)
    }

    private func follow(of caseID: EntityID, _ entry: LogEntry) throws {
        var life = CaseLife()
        var steps = try db.prepared("SELECT at, step FROM intake_case_step WHERE case_id=? ORDER BY at, seq")
        steps.bind(caseID)
        try steps.each { row in
            guard let step = row.text(1).flatMap({ CaseStep(rawValue: $0) }) else { return }
            life.record(step, at: row.timestamp(0))
        }
        let closedAt = life.status == .closed ? life.entries.last?.at : nil
        try db.run(
            "UPDATE intake_case SET status=?, closed_at=?, version=? WHERE case_id=?",
            .text(life.status?.rawValue),
            .time(closedAt),
            .integer(entry.version),
            .id(caseID)
        )
    }

    /// What happened earlier and is entered later does not displace the day.
    fileprivate func setReviewDue(_ day: CalendarDate, at instant: Timestamp, of caseID: EntityID) throws {
        try db.run(
            """
            UPDATE intake_case SET review_due=?1 WHERE case_id=?2 AND NOT EXISTS(
                SELECT 1 FROM intake_case_step
                WHERE case_id=?2 AND at>?3 AND step IN ('plan', 'review', 'revise')
            )
            """,
            .day(day),
            .id(caseID),
            .time(instant)
        )
    }
}
