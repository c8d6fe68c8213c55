import Events
import Foundation
import Kafka
import TestKit
import Testing

/// E8 and E14 over services of their own: their figures must not mix with other tests' people.
@Suite(.serialized, .after { try await CaseStage.shared().stop() })
struct CaseScenarioTests {
    // MARK: E8

    private func identify(_ stage: CaseStage, on day: String) async throws -> String {
        let answer = try await stage.cluster.command(
            .intake,
            "/v1/cases",
            [
                "institutionId": "\(stage.shelter)", "categories": ["VOT", "WVV"], "identifiedBy": "CSO",
                "identifiedByOrgId": "\(stage.organisation)", "identifiedAt": "\(day)T08:00:00Z",
            ]
        )
        return try stage.scenarios.text(answer, "caseId")
    }

    private func register(_ caseID: String, bornIn year: Int, _ stage: CaseStage, on day: String) async throws {
        let basis: JSON = year > 2005 ? "best_interests" : "self"
        try await stage.cluster.command(
            .intake,
            "/v1/cases/\(caseID)/register",
            [
                "subject": [
                    "givenName": "Woman", "familyName": "Synthetic", "sex": "F", "birthDate": "\(year)-05-05",
                    "nationalities": ["EG"], "region": "EG-C",
                ],
                "consents": [["purpose": "REGISTER", "decision": "granted", "basis": basis]],
                "occurredAt": "\(day)T10:00:00Z",
            ]
        )
    }

    private static func finding(_ determination: String, means: JSON, on day: String) -> JSON {
        [
            "determination": "\(determination)", "acts": ["RECRUIT", "HARBOUR"], "means": means, "purposes": ["LAB"],
            "detectedByOrgKind": "NNGO", "occurredAt": "\(day)T09:00:00Z",
        ]
    }

    private static func determination(_ determination: String, by authority: String, on day: String) -> JSON {
        ["determination": "\(determination)", "decidedBy": "\(authority)", "occurredAt": "\(day)T09:00:00Z"]
    }

    @Test func `E8 follows a trafficked woman from detection to her goal`() async throws {
        let stage = try await CaseStage.shared()
        let cluster = stage.cluster
        let caseID = try await identify(stage, on: "2020-03-01")
        let base = "/v1/cases/\(caseID)"
        let presumed = try await cluster.command(
            .intake,
            base + "/trafficking",
            Self.finding("PRESUMED", means: ["DECEPTION"], on: "2020-03-01")
        )
        #expect(presumed["determination"].string == "PRESUMED")
        #expect(presumed["reflectionEndsAt"].string == "2020-03-31T09:00:00.000Z")
        try await register(caseID, bornIn: 1990, stage, on: "2020-03-02")
        let consent: JSON = [
            "purpose": "SHARE_SERVICE", "decision": "granted", "basis": "self",
            "recipientOrgId": "\(stage.scenarios.world.iom)", "at": "2020-03-02T11:00:00Z",
        ]
        let shared = try await cluster.command(.intake, base + "/consents", consent)
        try await stage.scenarios.assessAndPlan(caseID, on: "2020-03-05")
        try await serve(caseID, ["SHE", "CJS"], stage, from: "2020-03-06")
        try await cluster.command(
            .intake,
            base + "/trafficking",
            Self.determination("CONFIRMED", by: "COURT_PROSECUTION", on: "2020-05-15")
        )
        try await serve(caseID, ["LIV"], stage, from: "2020-05-20")
        let reviewed = try await stage.accepted(
            base + "/reviews",
            [
                "decision": "continue", "occurredAt": "2020-06-15T08:00:00Z",
                "sustainability": ["economic": 0.75, "social": 0.5, "psychosocial": 0.5],
            ],
            while: "state.invalid_transition"
        )
        #expect(reviewed["status"].string == "in_progress")

        // She takes back her consent; it was in force until then.
        guard case .object(var withdrawal) = consent else { return }
        (withdrawal["decision"], withdrawal["at"]) = ("withdrawn", "2020-06-20T08:00:00Z")
        withdrawal["consentId"] = .string(try stage.scenarios.text(shared, "consentId"))
        try await cluster.command(.intake, base + "/consents", .object(withdrawal))

        let closed = try await stage.accepted(
            base + "/close",
            ["reason": "GOAL", "occurredAt": "2020-09-01T08:00:00Z"],
            while: "case.has_open_work"
        )
        #expect(closed["status"].string == "closed")

        let events = try await stage.types(of: caseID, on: .caseEvents, until: "case.closed")
        // A slow machine may let the timer see a step of 2020 before the next one is entered.
        #expect(
            events.filter { $0 != "deadline.passed" } == [
                "case.identified", "case.registered", "case.assessed", "case.planned", "case.started",
                "case.reviewed", "case.closed",
            ]
        )
        let confidential = try await stage.types(of: caseID, on: .caseConfidential, until: "victim.determined")
        #expect(
            confidential.filter { $0 != "case.profile" } == [
                "victim.detected", "consent.recorded", "consent.recorded", "victim.determined", "consent.recorded",
            ]
        )
        try await stage.expect(["NNGO": 1], "TIP_DETECTED", by: "orgKind")
        try await stage.expect(["": 1], "TIP_DETERMINED")
        try await stage.expect(["NNGO": 1], "TIP_CJS", by: "orgKind")
        try await stage.expect(["NNGO": 1], "TIP_LIV", by: "orgKind")

        // On appeal, after the case was closed: the history stays, the figure goes by what holds.
        try await cluster.command(
            .intake,
            base + "/trafficking",
            Self.determination("NOT_VICTIM", by: "COURT_PROSECUTION", on: "2020-11-15")
        )
        let shown = try await cluster.query(.intake, base)["trafficking"]
        #expect(
            shown["findings"].array.compactMap { $0["determination"].string } == [
                "PRESUMED", "CONFIRMED", "NOT_VICTIM",
            ]
        )
        try await stage.expect(["": 0], "TIP_DETERMINED")
    }

    /// Enrols, delivers once and completes.
    private func serve(_ caseID: String, _ services: [String], _ stage: CaseStage, from day: String) async throws {
        for service in services {
            let enrolmentID = try await stage.scenarios.deliver(
                service,
                to: caseID,
                at: stage.shelter,
                from: day,
                on: [day]
            )
            try await stage.cluster.command(
                .services,
                "/v1/enrolments/\(enrolmentID)/complete",
                ["outcome": "COMPLETED", "endedAt": "2020-08-01T08:00:00Z"]
            )
        }
    }

    @Test func `E8 needs means of an adult and none of a child`() async throws {
        let stage = try await CaseStage.shared()
        let adult = try await identify(stage, on: "2020-03-01")
        try await register(adult, bornIn: 1990, stage, on: "2020-03-01")
        let withoutMeans = Self.finding("PRESUMED", means: [], on: "2020-03-02")
        #expect(
            try await stage.cluster.refusal(.intake, "/v1/cases/\(adult)/trafficking", withoutMeans)
                == "trafficking.elements_missing"
        )
        let unknown = Self.finding("PRESUMED", means: ["CHARM"], on: "2020-03-02")
        #expect(
            try await stage.cluster.refusal(.intake, "/v1/cases/\(adult)/trafficking", unknown) == "code.unknown"
        )
        let child = try await identify(stage, on: "2020-03-01")
        try await register(child, bornIn: 2006, stage, on: "2020-03-01")
        guard case .object(var finding) = withoutMeans else { return }
        finding["detectedByOrgKind"] = "INGO"
        finding["detectedByOrgId"] = "\(EntityID.v7())"
        let answer = try await stage.cluster.command(
            .intake,
            "/v1/cases/\(child)/trafficking",
            .object(finding)
        )
        #expect(answer["determination"].string == "PRESUMED")
        _ = try await stage.types(of: child, on: .caseConfidential, until: "victim.detected")
        try await stage.cluster.command(
            .intake,
            "/v1/cases/\(child)/void",
            ["reason": "DUPLICATE_ENTRY", "occurredAt": "2020-03-03T08:00:00Z"]
        )
    }

    // MARK: E14

    @Test func `E14 puts a mistaken sex, session and case right without losing what was entered`() async throws {
        let stage = try await CaseStage.shared()
        let cluster = stage.cluster
        let institution = stage.scenarios.world.institutions[0]
        try await stage.scenarios.offer(at: institution)
        var cases: [String] = []
        var sessions: [String] = []
        for number in 1...3 {
            let caseID = try await stage.scenarios.admitBoy(to: institution, number: number)
            cases.append(caseID)
            sessions.append(
                try await stage.scenarios.deliver(
                    "MED",
                    to: caseID,
                    at: institution,
                    from: "2018-02-01",
                    on: ["2018-02-05"]
                )
            )
        }
        try await stage.expect(["M": 3], "BEN_MED", by: "sex")
        // Correcting the sex moves the cell, not the total.
        try await cluster.command(
            .intake,
            "/v1/cases/\(cases[0])/correct",
            ["reason": "DATA_ENTRY", "subject": ["sex": "F"]]
        )
        try await stage.expect(["F": 1, "M": 2], "BEN_MED", by: "sex")
        try await stage.expect(["": 3], "BEN_MED")
        // The only session of a child belonged to another one.
        try await cluster.command(
            .services,
            "/v1/enrolments/\(sessions[1])/void",
            ["reason": "WRONG_PERSON"]
        )
        try await stage.expect(["F": 1, "M": 1], "BEN_MED", by: "sex")
        // A whole case was entered in error.
        try await cluster.command(.intake, "/v1/cases/\(cases[2])/void", ["reason": "WRONG_PERSON"])
        try await stage.expect(["": 1], "BEN_MED")
        let history = try await cluster.query(.intake, "/v1/cases/\(cases[0])")["history"].array
            .compactMap { $0["type"].string }
        #expect(history.contains("jisr.case.registered.v1"))
        #expect(history.contains("jisr.case.corrected.v1"))
        let events = try await stage.types(of: cases[2], on: .caseEvents, until: "case.voided")
        #expect(events.first == "case.identified" && events.contains("case.registered"))
        #expect(
            try await cluster.refusal(.intake, "/v1/cases/\(cases[2])/void", ["reason": "DATA_ENTRY"])
                == "state.invalid_transition"
        )
    }

    @Test func `what statistics says of all this is what the topics add up to`() async throws {
        let stage = try await CaseStage.shared()
        try await TopicRecount(cluster: stage.cluster, broker: stage.broker).expectAgreement()
    }
}
