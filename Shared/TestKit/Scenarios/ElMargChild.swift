public import Events

/// E1: a child at El-Marg, from admission to release.
extension Scenarios {
    /// What E1 leaves behind.
    public struct ElMargChild: Sendable {
        /// The case.
        public let caseID: String
        /// Enrolments by service.
        public let enrolments: [String: String]
        /// The reintegration plan.
        public let planID: String
    }

    /// Admission, rights, classification, assessment, plan, five services, a certificate, the preparation of release,
    /// a reintegration plan, release.
    public func elMargChild() async throws -> ElMargChild {
        let elMarg = world.institutions[0]
        try await offer(at: elMarg)
        let caseID = try await admitBoy(to: elMarg)
        let base = "/v1/cases/\(caseID)"
        var enrolments: [String: String] = [:]
        for service in ["LIT", "PSS", "VOC", "MED", "LEG"] {
            enrolments[service] = try await deliver(
                service,
                to: caseID,
                at: elMarg,
                from: "2018-02-01",
                on: ["2018-02-05", "2018-03-05", "2018-04-05"]
            )
        }
        let literacy = enrolments["LIT"] ?? ""
        try await certify(literacy, on: "2018-06-01")
        try await cluster.command(
            .intake,
            base + "/admission/release-preparation",
            ["expectedRelease": "2018-08-30", "occurredAt": "2018-06-15T08:00:00Z"]
        )
        let planID = try await reintegrate(caseID, at: elMarg, from: "2018-07-01", phase: "PREP")
        try await cluster.command(.intake, base + "/admission/release", ["occurredAt": "2018-08-30T08:00:00Z"])
        return ElMargChild(caseID: caseID, enrolments: enrolments, planID: planID)
    }

    /// Identified, registered, admitted, classified, assessed, planned.
    public func admitBoy(to institution: EntityID, number: Int = 0) async throws -> String {
        let caseID = try await identify(["CCL"], by: "INSTITUTION", at: institution, on: "2018-01-10")
        let base = "/v1/cases/\(caseID)"
        try await cluster.command(.intake, base + "/register", Self.boy(number: number, on: "2018-01-10"))
        try await cluster.command(
            .intake,
            base + "/admission",
            [
                "orderRef": "synthetic-order-\(number)", "placement": "closed", "separatedFromAdults": true,
                "admittedAt": "2018-01-11T08:00:00Z", "expectedRelease": "2018-08-30",
                "familyNotifiedAt": "2018-01-11T10:00:00Z",
            ]
        )
        try await cluster.command(.intake, base + "/admission/rights", ["occurredAt": "2018-01-11T11:00:00Z"])
        try await cluster.command(
            .intake,
            base + "/admission/classification",
            ["classification": "LEVEL_2", "occurredAt": "2018-01-15T08:00:00Z"]
        )
        try await assessAndPlan(caseID, on: "2018-01-20")
        return caseID
    }

    /// Brings somebody to attention; gives the case.
    public func identify(
        _ categories: [String],
        by source: String,
        at institution: EntityID,
        on day: String
    ) async throws
        -> String
    {
        let answer = try await cluster.command(
            .intake,
            "/v1/cases",
            [
                "institutionId": "\(institution)", "categories": .array(categories.map { .string($0) }),
                "identifiedBy": "\(source)", "identifiedAt": "\(day)T08:00:00Z",
            ]
        )
        return try text(answer, "caseId")
    }

    /// Assesses a registered case and approves its plan.
    public func assessAndPlan(_ caseID: String, on day: String) async throws {
        try await cluster.command(
            .intake,
            "/v1/cases/\(caseID)/assessments",
            [
                "kind": "COMPREHENSIVE", "risk": "MED", "assessorId": "\(EntityID.v7())",
                "factors": [["level": "IND", "polarity": "risk", "code": "EDUCATION", "weight": 2]],
                "occurredAt": "\(day)T08:00:00Z",
            ]
        )
        try await cluster.command(
            .intake,
            "/v1/cases/\(caseID)/plan",
            [
                "goals": ["a trade and a way home"],
                "actions": [["service": "VOC", "due": .string(String(day.prefix(4)) + "-12-31")]],
                "authorId": "\(EntityID.v7())", "approvedBy": "\(EntityID.v7())",
                "reviewDue": .string((CalendarDate(day)?.adding(days: 60)).map { "\($0)" } ?? day),
                "occurredAt": "\(day)T09:00:00Z",
            ]
        )
    }

    /// Offers of the services that the scenarios deliver, at one institution.
    public func offer(at institution: EntityID) async throws {
        for service in ["LIT", "PSS", "VOC", "MED", "LEG", "REI"] {
            try await cluster.command(
                .services,
                "/v1/offers",
                [
                    "institutionId": "\(institution)", "service": "\(service)", "capacity": 5000,
                    "from": "2006-01-01",
                ]
            )
        }
    }

    /// One enrolment with a session on each of `days`.
    public func deliver(
        _ service: String,
        to caseID: String,
        at institution: EntityID,
        from day: String,
        on days: [String]
    )
        async throws -> String
    {
        let answer = try await whenKnown(
            .services,
            "/v1/enrolments",
            [
                "caseId": "\(caseID)", "service": "\(service)", "providerInstitutionId": "\(institution)",
                "startedAt": "\(day)T08:00:00Z",
            ]
        )
        let enrolmentID = try text(answer, "enrolmentId")
        try await cluster.command(
            .services,
            "/v1/enrolments/\(enrolmentID)/sessions",
            ["sessions": .array(days.map { ["date": "\($0)", "hours": 2, "attended": true] })]
        )
        return enrolmentID
    }

    /// Completes a literacy course and issues its certificate.
    func certify(_ enrolmentID: String, on day: String) async throws {
        try await cluster.command(
            .services,
            "/v1/enrolments/\(enrolmentID)/complete",
            ["outcome": "CERTIFIED", "endedAt": "\(day)T08:00:00Z"]
        )
        try await cluster.command(
            .services,
            "/v1/enrolments/\(enrolmentID)/certificate",
            ["kind": "LITERACY", "issuedOn": "\(day)"]
        )
    }

    /// Drafts, approves and starts a reintegration plan.
    func reintegrate(
        _ caseID: String,
        at institution: EntityID,
        from day: String,
        phase: String
    ) async throws
        -> String
    {
        let answer = try await whenKnown(
            .services,
            "/v1/reintegration-plans",
            [
                "caseId": "\(caseID)", "phase": "\(phase)", "dimensions": ["ECO", "SOC"],
                "providerInstitutionId": "\(institution)", "occurredAt": "\(day)T08:00:00Z",
            ]
        )
        let planID = try text(answer, "planId")
        for step in ["approve", "start"] {
            try await cluster.command(
                .services,
                "/v1/reintegration-plans/\(planID)/\(step)",
                ["occurredAt": "\(day)T09:00:00Z"]
            )
        }
        return planID
    }
}
