import Events
import TestKit
import Testing

/// E1: a child at El-Marg, from admission to release.
extension ScenarioTests {
    @Test func `E1 leaves its events in order on the topics of their class`() async throws {
        let running = try await RunningCluster.shared()
        let cluster = running.cluster
        let child = try await running.scenarios.elMargChild()

        let settled = try await eventually("the release has interrupted what was open") { () -> JSON? in
            let list = try await cluster.query(.services, "/v1/enrolments?caseId=\(child.caseID)")["items"].array
            return list.filter { $0["status"].string == "interrupted" }.count == 4 ? list.first : nil
        }
        #expect(settled["caseId"].string == child.caseID)
        _ = try await eventually("the case has started") { () -> Bool? in
            try await cluster.query(.intake, "/v1/cases/\(child.caseID)")["status"].string == "in_progress"
                ? true : nil
        }
        let topics = [Topic.caseEvents, .caseConfidential, .serviceEvents].map(\.name)
        let types = try await eventually("everything is on its topic") { () -> [String: [String]]? in
            let types = try await running.types(key: child.caseID, on: topics)
            return types[Topic.serviceEvents.name]?.filter { $0 == "service.interrupted" }.count == 4
                && types[Topic.caseEvents.name]?.contains("case.started") == true ? types : nil
        }
        // How many deadlines have passed meanwhile depends on how fast the steps are entered.
        #expect(
            types[Topic.caseEvents.name]?.filter { $0 != "deadline.passed" } == [
                "case.identified", "case.registered", "case.assessed", "case.planned", "case.started",
            ]
        )
        let confidential = (types[Topic.caseConfidential.name] ?? []).filter { $0 != "case.profile" }
        #expect(
            confidential == [
                "consent.recorded", "admission.admitted", "rights.explained", "admission.classified",
                "admission.release_prepared", "admission.released",
            ]
        )
        let services = types[Topic.serviceEvents.name] ?? []
        #expect(services.filter { $0 == "service.started" }.count == 5)
        #expect(services.filter { $0 == "service.delivered" }.count == 15)
        #expect(services.filter { $0 == "service.completed" }.count == 1)
        #expect(services.filter { $0 == "certificate.issued" }.count == 1)
        let started = try #require(services.firstIndex(of: "reintegration.started"))
        let interrupted = try #require(services.firstIndex(of: "service.interrupted"))
        #expect(started < interrupted)

        // The follow-ups of the reintegration plan have not ended.
        #expect(
            try await cluster.refusal(
                .intake,
                "/v1/cases/\(child.caseID)/close",
                ["reason": "GOAL", "occurredAt": "2018-09-15T08:00:00Z"]
            ) == "case.has_open_work"
        )
    }

    @Test func `E1 refuses an admission without an order, and a girl where only boys are served`() async throws {
        let running = try await RunningCluster.shared()
        let cluster = running.cluster
        let elMarg = running.scenarios.world.institutions[0]
        let boy = try await running.scenarios.identify(["CCL"], by: "INSTITUTION", at: elMarg, on: "2018-01-10")
        try await cluster.command(.intake, "/v1/cases/\(boy)/register", Scenarios.boy(number: 1, on: "2018-01-10"))
        let withoutOrder: JSON = [
            "placement": "closed", "separatedFromAdults": true, "admittedAt": "2018-01-11T08:00:00Z",
        ]
        #expect(
            try await cluster.refusal(.intake, "/v1/cases/\(boy)/admission", withoutOrder) == "order.required"
        )

        let girl = try await running.scenarios.identify(["CCL"], by: "INSTITUTION", at: elMarg, on: "2018-01-10")
        guard case .object(var registration) = Scenarios.boy(number: 2, on: "2018-01-10"),
            case .object(var subject) = registration["subject"] ?? .null
        else {
            Issue.record("the fixture is not an object")
            return
        }
        subject["sex"] = "F"
        registration["subject"] = .object(subject)
        try await cluster.command(.intake, "/v1/cases/\(girl)/register", .object(registration))
        // Which sex an institution serves reaches intake by an event.
        let code = try await eventually("intake knows the institution") { () -> String? in
            let answer = try await LoopbackClient.shared.command(
                "POST",
                cluster.url(.intake, "/v1/cases/\(girl)/admission"),
                [
                    "orderRef": "synthetic-order", "placement": "closed", "separatedFromAdults": true,
                    "admittedAt": "2018-01-11T08:00:00Z",
                ]
            )
            return answer.status == 422 ? answer.json["code"].string : nil
        }
        #expect(code == "placement.sex_not_served")
    }

    @Test func `E1 issues no certificate before the course is completed`() async throws {
        let running = try await RunningCluster.shared()
        let institution = running.scenarios.world.institutions[0]
        try await running.scenarios.offer(at: institution)
        let caseID = try await running.scenarios.admitBoy(to: institution, number: 5)
        let course = try await running.scenarios.deliver(
            "LIT",
            to: caseID,
            at: institution,
            from: "2018-02-01",
            on: ["2018-02-05"]
        )
        let code = try await running.cluster.refusal(
            .services,
            "/v1/enrolments/\(course)/certificate",
            ["kind": "LITERACY", "issuedOn": "2018-03-01"]
        )
        #expect(code == "certificate.not_completed")
    }
}
