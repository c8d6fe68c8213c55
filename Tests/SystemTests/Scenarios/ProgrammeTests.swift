import Events
import TestKit
import Testing

/// E4, E5, E7 and E10: their branches.
extension ScenarioTests {
    @Test func `E4 refuses named and anonymous recipients in one distribution`() async throws {
        let running = try await RunningCluster.shared()
        let code = try await running.cluster.refusal(
            .services,
            "/v1/distributions",
            [
                "place": "EG-ALX", "date": "2020-03-15", "programmeId": "\(running.scenarios.world.jointInitiative)",
                "distributorOrgId": "\(running.scenarios.world.iom)", "items": [["kind": "FOO", "quantity": 1]],
                "subjectIds": ["\(EntityID.v7())"],
                "cells": [["migrationStatus": "STRANDED", "sex": "F", "ageBand": "25-59", "count": 1]],
            ]
        )
        #expect(code == "recipients.mixed")
    }

    @Test func `E5 counsels nobody who has not signed that the return is wanted`() async throws {
        let running = try await RunningCluster.shared()
        let caseID = try await running.scenarios.registerMigrant(number: 9001, sex: "F")
        let returnID = try await running.scenarios.requestReturn(of: caseID, signed: false)
        let base = "/v1/returns/\(returnID)"
        // The declaration may be signed at any time before the clearance.
        var codes: [String] = []
        for (step, body) in [
            ("counsel", ["counselledAt": "2020-02-10T08:00:00Z", "occurredAt": "2020-02-10T08:00:00Z"]),
            ("clear", ["fitToTravelAt": "2020-02-20T08:00:00Z", "occurredAt": "2020-02-20T08:00:00Z"]),
        ] as [(String, JSON)] {
            let answer = try await LoopbackClient.shared.command(
                "POST",
                running.cluster.url(.services, base + "/" + step),
                body
            )
            if answer.status == 422, let code = answer.json["code"].string { codes.append(code) }
        }
        #expect(codes.contains("return.not_voluntary"))
    }

    @Test func `E5 returns no child without a decision on its best interests`() async throws {
        let running = try await RunningCluster.shared()
        let scenarios = running.scenarios
        let caseID = try await scenarios.identify(
            ["STR", "UASC"],
            by: "OUTREACH",
            at: scenarios.world.institutions[1],
            on: "2020-01-10"
        )
        try await running.cluster.command(
            .intake,
            "/v1/cases/\(caseID)/register",
            [
                "subject": [
                    "givenName": "Child", "familyName": "Synthetic", "sex": "M", "birthDate": "2008-05-05",
                    "nationalities": ["SD"], "region": "EG-C",
                ],
                "consents": [
                    ["purpose": "REGISTER", "decision": "granted", "basis": "guardian"],
                    ["purpose": "RETURN", "decision": "granted", "basis": "guardian"],
                ],
                "occurredAt": "2020-01-10T09:00:00Z",
            ]
        )
        try await scenarios.assessAndPlan(caseID, on: "2020-01-20")
        let returnID = try await scenarios.requestReturn(of: caseID)
        try await running.cluster.command(
            .services,
            "/v1/returns/\(returnID)/counsel",
            ["counselledAt": "2020-02-10T08:00:00Z", "occurredAt": "2020-02-10T08:00:00Z"]
        )
        let code = try await running.cluster.refusal(
            .services,
            "/v1/returns/\(returnID)/clear",
            ["fitToTravelAt": "2020-02-20T08:00:00Z", "occurredAt": "2020-02-20T08:00:00Z"]
        )
        #expect(code == "return.best_interests_missing")
    }

    @Test func `E5 registers nobody without consent; the case is declined without a person`() async throws {
        let running = try await RunningCluster.shared()
        let caseID = try await running.scenarios.identify(
            ["VMG"],
            by: "OUTREACH",
            at: running.scenarios.world.institutions[1],
            on: "2020-01-10"
        )
        let withheld: JSON = [
            "subject": [
                "givenName": "Person", "familyName": "Synthetic", "sex": "F", "birthDate": "1990-05-05",
                "nationalities": ["SD"], "region": "EG-C",
            ],
            "consents": [["purpose": "REGISTER", "decision": "withheld", "basis": "self"]],
            "occurredAt": "2020-01-10T09:00:00Z",
        ]
        let code = try await running.cluster.refusal(.intake, "/v1/cases/\(caseID)/register", withheld)
        #expect(code == "consent.missing")
        let declined = try await running.cluster.command(
            .intake,
            "/v1/cases/\(caseID)/decline",
            ["reason": "NO_CONSENT", "occurredAt": "2020-01-11T09:00:00Z"]
        )
        #expect(declined["status"].string == "declined")
        let types = try await eventually("the decline is published") { () -> [String]? in
            let found = try await running.types(key: caseID, on: [Topic.caseEvents.name])[Topic.caseEvents.name] ?? []
            return found.contains("case.declined") ? found : nil
        }
        #expect(types == ["case.identified", "case.declined"])
    }

    @Test func `E7 refuses a participant twice, and a headcount beside a list`() async throws {
        let running = try await RunningCluster.shared()
        let cluster = running.cluster
        let activityID = try await running.scenarios.workshop()
        let participant: JSON = [
            "participantId": "\(EntityID.v7())", "role": "OBS", "sex": "F", "country": "EG", "orgKind": "NNGO",
            "name": "Synthetic observer", "occurredAt": "2021-11-01T08:00:00Z",
        ]
        let base = "/v1/activities/\(activityID)"
        let second = try await cluster.command(
            .training,
            "/v1/activities",
            [
                "kind": "WSP", "title": "A second one", "scope": "REGIONAL", "startsOn": "2021-12-15",
                "endsOn": "2021-12-16", "organiserOrgIds": ["\(running.scenarios.world.iom)"], "topics": ["TIP"],
                "occurredAt": "2021-10-01T08:00:00Z",
            ]
        )
        let open = "/v1/activities/\(try running.scenarios.text(second, "activityId"))"
        try await cluster.command(.training, open + "/open", ["occurredAt": "2021-10-02T08:00:00Z"])
        try await cluster.command(.training, open + "/participants", participant)
        #expect(try await cluster.refusal(.training, open + "/participants", participant) == "participant.duplicate")
        #expect(
            try await cluster.refusal(
                .training,
                base + "/headcount",
                ["cells": [["role": "PAR", "sex": "M", "count": 12]], "source": "ORGANISER"]
            ) == "headcount.conflict"
        )
    }

    @Test func `E10 fulfils nothing without evidence in every region of the agreement`() async throws {
        let running = try await RunningCluster.shared()
        let cluster = running.cluster
        let convention = try await running.scenarios.commitments()
        let centres = try #require(convention.commitments["M5"])
        #expect(
            try await cluster.refusal(.partnerships, "/v1/commitments/\(centres)/fulfil", [:])
                == "commitment.evidence_required"
        )
        let state = try await cluster.query(.partnerships, "/v1/commitments/\(centres)")
        #expect(state["status"].string == "partly_fulfilled")
        #expect(
            try await cluster.refusal(
                .partnerships,
                "/v1/commitments/\(centres)/deliver",
                ["kind": "CENTRE", "region": "EG-C", "on": "2012-05-01", "evidenceRef": "synthetic"]
            ) == "region.outside_agreement"
        )
        let training = try #require(convention.commitments["C4"])
        _ = try await eventually("the reported training moves C4") { () -> Bool? in
            try await cluster.query(.partnerships, "/v1/commitments/\(training)")["status"].string == "in_progress"
                ? true : nil
        }
    }

    @Test func `what statistics says of all this is what the topics add up to`() async throws {
        let stage = try await RunningCluster.shared()
        try await TopicRecount(cluster: stage.cluster, broker: stage.broker).expectAgreement()
    }
}
