import Events
import GRDB

extension EnrolmentView {
    fileprivate init(_ row: Row, deliveredSessions: Int) throws {
        self.init(
            enrolmentId: row["enrolment_id"],
            caseId: row["case_id"],
            subjectId: row["subject_id"],
            service: try row.code("service"),
            providerInstitutionId: row["provider_id"],
            programmeId: row["programme_id"],
            agreementId: row["agreement_id"],
            commitmentId: row["commitment_id"],
            referralId: row["referral_id"],
            status: try row.code("status"),
            startedAt: row["started_at"],
            endedAt: row["ended_at"],
            outcome: row.codeIfPresent("outcome"),
            urgent: row["urgent"],
            provisional: row["provisional"],
            deliveredSessions: deliveredSessions,
            version: row["version"]
        )
    }

    /// `withParts`: Its sessions, certificates and steps in proceedings too.
    static func find(_ db: Database, _ id: EntityID, withParts: Bool = true) throws -> EnrolmentView? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM services_enrolment WHERE enrolment_id=?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
        var view = try EnrolmentView(row, deliveredSessions: try delivered(db, id))
        guard withParts else { return view }
        view.sessions = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT * FROM services_session WHERE enrolment_id=? ORDER BY day, session_id"
            ),
            arguments: [id]
        ).map { row in
            Session(
                sessionId: row["session_id"],
                date: try row.day("day"),
                hours: row["hours"],
                attended: row["attended"],
                voided: (row["voided"] as Bool) ? true : nil
            )
        }
        view.certificates = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT * FROM services_certificate WHERE enrolment_id=? ORDER BY issued_on, number"
            ),
            arguments: [id]
        ).map { row in
            Certificate(
                number: row["number"],
                kind: try row.code("kind"),
                level: row["level"],
                issuedOn: try row.day("issued_on"),
                revokedOn: row.dayIfPresent("revoked_on")
            )
        }
        let milestones = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT * FROM services_milestone WHERE enrolment_id=? ORDER BY day, milestone, role"
            ),
            arguments: [id]
        ).map { row in
            Milestone(role: try row.code("role"), milestone: try row.code("milestone"), reachedOn: try row.day("day"))
        }
        if !milestones.isEmpty { view.milestones = milestones }
        return view
    }

    private static func delivered(_ db: Database, _ id: EntityID) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT count(*) FROM services_session WHERE enrolment_id=? AND attended=1 AND voided=0"
            ),
            arguments: [id]
        ) ?? 0
    }
}
