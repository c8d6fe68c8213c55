import Events
import GRDB

extension ReturnView {
    fileprivate init(_ row: Row) throws {
        guard let from = (row["from_country"] as String?).flatMap({ CountryCode($0) }),
            let to = (row["to_country"] as String?).flatMap({ CountryCode($0) })
        else { throw Row.Unreadable(column: "from_country") }
        self.init(
            returnId: row["return_id"],
            caseId: row["case_id"],
            subjectId: row["subject_id"],
            fromCountry: from,
            toCountry: to,
            programmeId: row["programme_id"],
            agreementId: row["agreement_id"],
            status: try row.code("status"),
            requestedAt: row["requested_at"],
            counselledAt: row["counselled_at"],
            clearedAt: row["cleared_at"],
            bookedAt: row["booked_at"],
            departedAt: row["departed_at"],
            arrivedAt: row["arrived_at"],
            endedAt: row["ended_at"],
            endReason: row.codeIfPresent("end_reason"),
            version: row["version"]
        )
    }

    static func find(_ db: Database, _ id: EntityID) throws -> ReturnView? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM services_return WHERE return_id=?"),
            arguments: [id]
        ).map { try ReturnView($0) }
    }

}

extension PlanView {
    fileprivate init(_ row: Row, _ db: Database) throws {
        let id: EntityID = row["plan_id"]
        let followUps = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT month, day FROM services_follow_up WHERE plan_id=? ORDER BY month"),
            arguments: [id]
        ).map { FollowUp(month: $0["month"], followedUpOn: try $0.day("day")) }
        let status: PlanStatus = try row.code("status")
        let last = followUps.last?.month ?? 0
        self.init(
            planId: id,
            caseId: row["case_id"],
            subjectId: row["subject_id"],
            service: try row.code("service"),
            phase: try row.code("phase"),
            status: status,
            providerInstitutionId: row["provider_id"],
            programmeId: row["programme_id"],
            agreementId: row["agreement_id"],
            approvedAt: row["approved_at"],
            startedAt: row["started_at"],
            endedAt: row["ended_at"],
            employed: row["employed"],
            followUps: followUps,
            nextFollowUpMonth: status == .inProgress
                ? ReintegrationPlan.followUpMonths.first { $0 > last } : nil,
            version: row["version"]
        )
    }

    static func find(_ db: Database, _ id: EntityID) throws -> PlanView? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM services_plan WHERE plan_id=?"),
            arguments: [id]
        ).map { try PlanView($0, db) }
    }

}
