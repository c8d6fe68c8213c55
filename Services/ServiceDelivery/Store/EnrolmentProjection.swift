import EventStore
import Events
import GRDB

extension Projection {
    /// Enrolments, their sessions and certificates.
    static let serviceEnrolments = Projection(
        name: "services-enrolments",
        tables: [
            "services_enrolment", "services_session", "services_certificate", "services_certificate_number",
            "services_milestone",
        ],
        migrations: [("1", enrolmentTables), ("2", furtherEnrolmentTables)],
        dispatch: enrolmentCorrections(enrolmentEnds(enrolmentSessions(enrolmentBeginnings(Dispatch()))))
    )

    // Days are text (YYYY-MM-DD), instants milliseconds since 1970.
    private static let enrolmentTables = """
        CREATE TABLE services_enrolment(
            enrolment_id BLOB PRIMARY KEY, case_id BLOB NOT NULL, subject_id BLOB NOT NULL, service TEXT NOT NULL,
            provider_id BLOB NOT NULL, programme_id BLOB, agreement_id BLOB, commitment_id BLOB, referral_id BLOB,
            started_at INTEGER NOT NULL, ended_at INTEGER, status TEXT NOT NULL, outcome TEXT,
            urgent INTEGER NOT NULL, provisional INTEGER NOT NULL, voided INTEGER NOT NULL DEFAULT 0,
            recorded_at INTEGER NOT NULL, version INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX services_enrolment_case ON services_enrolment(case_id, enrolment_id);
        CREATE INDEX services_enrolment_subject ON services_enrolment(subject_id, enrolment_id);
        CREATE INDEX services_enrolment_places
            ON services_enrolment(provider_id, service, voided, started_at, ended_at);
        CREATE INDEX services_enrolment_planned ON services_enrolment(started_at) WHERE status='planned';
        CREATE INDEX services_enrolment_provisional ON services_enrolment(recorded_at)
            WHERE provisional=1 AND voided=0;
        CREATE TABLE services_session(
            enrolment_id BLOB NOT NULL, session_id BLOB NOT NULL, day TEXT NOT NULL, hours REAL NOT NULL,
            attended INTEGER NOT NULL, voided INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(enrolment_id, session_id)
        ) WITHOUT ROWID;
        CREATE TABLE services_certificate(
            number TEXT PRIMARY KEY, enrolment_id BLOB NOT NULL, kind TEXT NOT NULL, level TEXT,
            issued_on TEXT NOT NULL, revoked_on TEXT
        ) WITHOUT ROWID;
        CREATE INDEX services_certificate_enrolment ON services_certificate(enrolment_id);
        CREATE TABLE services_certificate_number(
            prefix TEXT NOT NULL, year INTEGER NOT NULL, letter TEXT NOT NULL, last INTEGER NOT NULL,
            PRIMARY KEY(prefix, year, letter)
        ) WITHOUT ROWID;
        """

    private static let furtherEnrolmentTables = """
        ALTER TABLE services_enrolment ADD COLUMN begun INTEGER NOT NULL DEFAULT 0;
        UPDATE services_enrolment SET begun=1 WHERE status<>'planned';
        CREATE INDEX services_enrolment_referral ON services_enrolment(referral_id) WHERE referral_id IS NOT NULL;
        CREATE TABLE services_milestone(
            enrolment_id BLOB NOT NULL, day TEXT NOT NULL, milestone TEXT NOT NULL, role TEXT NOT NULL,
            PRIMARY KEY(enrolment_id, day, milestone, role)
        ) WITHOUT ROWID;
        """

    private static func enrolmentBeginnings(_ table: Dispatch<Context>) -> Dispatch<Context> {
        table
            .on(ServicePlanned.self) { context, event, entry in
                try context.insertEnrolment(
                    [
                        event.enrolmentId, event.caseId, event.subjectId, event.service.rawValue,
                        event.providerInstitutionId, event.programmeId, event.agreementId, event.commitmentId,
                        event.referralId, event.startedAt, EnrolmentStatus.planned.rawValue, event.urgent ?? false,
                        event.provisional ?? false, entry.recordedAt, entry.version, false,
                    ]
                )
            }
            .on(ServiceStarted.self) { context, event, entry in
                try context.insertEnrolment(
                    [
                        event.enrolmentId, event.caseId, event.subjectId, event.service.rawValue,
                        event.providerInstitutionId, event.programmeId, event.agreementId, event.commitmentId,
                        event.referralId, event.startedAt, EnrolmentStatus.active.rawValue, event.urgent ?? false,
                        event.provisional ?? false, entry.recordedAt, entry.version, true,
                    ]
                )
            }
    }

    private static func enrolmentSessions(_ table: Dispatch<Context>) -> Dispatch<Context> {
        table
            .on(ServiceDelivered.self) { context, event, entry in
                try context.run(
                    "INSERT INTO services_session(enrolment_id, session_id, day, hours, attended) VALUES (?, ?, ?, ?, 1)",
                    [event.enrolmentId, event.sessionId, event.date.description, event.hours]
                )
                try context.touchEnrolment(event.enrolmentId, entry)
            }
            .on(SessionMissed.self) { context, event, entry in
                try context.run(
                    "INSERT INTO services_session(enrolment_id, session_id, day, hours, attended) VALUES (?, ?, ?, ?, 0)",
                    [event.enrolmentId, event.sessionId, event.date.description, event.hours]
                )
                try context.touchEnrolment(event.enrolmentId, entry)
            }
            .on(CertificateIssued.self) { context, event, entry in
                try context.run(
                    """
                    INSERT INTO services_certificate(number, enrolment_id, kind, level, issued_on)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                    [event.number, event.enrolmentId, event.kind.rawValue, event.level, event.issuedOn.description]
                )
                try context.touchEnrolment(event.enrolmentId, entry)
                guard let number = CertificateNumber(event.number) else { return }
                try context.run(
                    """
                    INSERT INTO services_certificate_number(prefix, year, letter, last) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET last=max(last, excluded.last)
                    """,
                    [number.prefix, number.year, number.letter, number.count]
                )
            }
            .on(JusticeMilestoneReached.self) { context, event, entry in
                try context.run(
                    "INSERT INTO services_milestone(enrolment_id, day, milestone, role) VALUES (?, ?, ?, ?)",
                    [
                        event.enrolmentId, event.reachedOn.description, event.milestone.rawValue, event.role.rawValue,
                    ]
                )
                try context.touchEnrolment(event.enrolmentId, entry)
            }
            .on(CertificateRevoked.self) { context, event, entry in
                try context.run(
                    "UPDATE services_certificate SET revoked_on=? WHERE number=?",
                    [event.revokedOn.description, event.number]
                )
                try context.touchEnrolment(event.enrolmentId, entry)
            }
    }

    private static func enrolmentEnds(_ table: Dispatch<Context>) -> Dispatch<Context> {
        table
            .on(ServiceCompleted.self) { context, event, entry in
                try context.endEnrolment(event.enrolmentId, .completed, event.outcome, event.endedAt, entry)
            }
            .on(ServiceDropped.self) { context, event, entry in
                try context.endEnrolment(event.enrolmentId, .dropped, event.outcome, event.endedAt, entry)
            }
            .on(ServiceInterrupted.self) { context, event, entry in
                try context.endEnrolment(event.enrolmentId, .interrupted, event.outcome, event.endedAt, entry)
            }
    }

    private static func enrolmentCorrections(_ table: Dispatch<Context>) -> Dispatch<Context> {
        table
            .on(ServiceCorrected.self) { context, event, entry in
                if let sessionID = event.sessionId {
                    try context.run(
                        """
                        UPDATE services_session SET day=coalesce(?, day), hours=coalesce(?, hours)
                        WHERE enrolment_id=? AND session_id=?
                        """,
                        [event.date?.description, event.hours, event.enrolmentId, sessionID]
                    )
                    try context.touchEnrolment(event.enrolmentId, entry)
                    return
                }
                try context.run(
                    """
                    UPDATE services_enrolment SET subject_id=?1, service=?2, provider_id=?3, programme_id=?4,
                        agreement_id=?5, commitment_id=?6, started_at=coalesce(?7, started_at),
                        provisional=CASE WHEN ?8 THEN 0 ELSE provisional END, version=?9,
                        status=CASE WHEN NOT ?11 THEN status WHEN begun THEN 'active' ELSE 'planned' END,
                        outcome=CASE WHEN ?11 THEN NULL ELSE outcome END,
                        ended_at=CASE WHEN ?11 THEN NULL ELSE ended_at END
                    WHERE enrolment_id=?10
                    """,
                    [
                        event.subjectId, event.service.rawValue, event.providerInstitutionId, event.programmeId,
                        event.agreementId, event.commitmentId, event.startedAt,
                        event.changed.contains(Enrolment.provisionalField), entry.version, event.enrolmentId,
                        event.changed.contains(Enrolment.endField),
                    ]
                )
            }
            .on(ServiceVoided.self) { context, event, entry in
                if let sessionID = event.sessionId {
                    try context.run(
                        "UPDATE services_session SET voided=1 WHERE enrolment_id=? AND session_id=?",
                        [event.enrolmentId, sessionID]
                    )
                    try context.touchEnrolment(event.enrolmentId, entry)
                } else {
                    try context.run(
                        "UPDATE services_enrolment SET status='voided', voided=1, version=? WHERE enrolment_id=?",
                        [entry.version, event.enrolmentId]
                    )
                }
            }
    }
}

extension Projection.Context {
    /// Runs one statement.
    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    fileprivate func insertEnrolment(_ arguments: StatementArguments) throws {
        try run(
            """
            INSERT INTO services_enrolment(enrolment_id, case_id, subject_id, service, provider_id, programme_id,
                agreement_id, commitment_id, referral_id, started_at, status, urgent, provisional, recorded_at, version,
                begun)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET status=excluded.status, version=excluded.version, begun=excluded.begun
            """,
            arguments
        )
    }

    fileprivate func touchEnrolment(_ id: EntityID, _ entry: LogEntry) throws {
        try run("UPDATE services_enrolment SET version=? WHERE enrolment_id=?", [entry.version, id])
    }

    fileprivate func endEnrolment(
        _ id: EntityID,
        _ status: EnrolmentStatus,
        _ outcome: Outcome,
        _ endedAt: Timestamp,
        _ entry: LogEntry
    ) throws {
        try run(
            "UPDATE services_enrolment SET status=?, outcome=?, ended_at=?, version=? WHERE enrolment_id=?",
            [status.rawValue, outcome.rawValue, endedAt, entry.version, id]
        )
    }
}
