import Events
import Foundation
import Kafka
import TestKit
import Testing

/// What services does in E1, E4, E5, E8, E13, E14 and E15, over services of their own.
@Suite(.serialized, .after { try await DeliveryStage.shared().stop() })
struct DeliveryScenarioTests {
    // MARK: E8

    @Test func `E8: a referral is rejected, another one accepted, served and completed`() async throws {
        let stage = try await DeliveryStage.shared()
        let cluster = stage.cluster
        let (rejected, completed) = (try await stage.count("REF_REJECTED"), try await stage.count("REF_COMPLETED"))
        let (caseID, consentID) = try await stage.caseThatShares(401)
        let first = try await stage.draft(caseID, consentID)
        try await stage.send(first)
        #expect(try await cluster.refusal(.services, first + "/accept") == "state.invalid_transition")
        try await cluster.command(.services, first + "/receive")
        #expect(try await cluster.refusal(.services, first + "/reject") == "reject.reason_required")
        try await cluster.command(.services, first + "/reject", ["reason": "CAPACITY"])
        let second = try await stage.draft(caseID, consentID)
        try await stage.send(second)
        for step in ["receive", "accept"] { try await cluster.command(.services, second + "/" + step) }
        let now = Timestamp.now
        let shelter = try await cluster.command(
            .services,
            "/v1/enrolments",
            [
                "caseId": "\(caseID)", "service": "SHE", "providerInstitutionId": "\(stage.house)",
                "referralId": .string(String(second.split(separator: "/").last ?? "")), "startedAt": "\(now)",
            ]
        )
        try await stage.expect("in_service", second)
        let support = try await cluster.command(
            .services,
            "/v1/enrolments",
            ["caseId": "\(caseID)", "service": "CJS", "providerInstitutionId": "\(stage.house)", "startedAt": "\(now)"]
        )
        for milestone in ["INTERVIEW", "TESTIMONY"] {
            try await cluster.command(
                .services,
                "/v1/enrolments/\(try stage.scenarios.text(support, "enrolmentId"))/milestones",
                ["role": "VICTIM", "milestone": "\(milestone)"]
            )
        }
        try await cluster.command(
            .services,
            "/v1/enrolments/\(try stage.scenarios.text(shelter, "enrolmentId"))/complete"
        )
        try await stage.expect("completed", second)
        try await stage.expectCount(rejected + 1, "REF_REJECTED")
        try await stage.expectCount(completed + 1, "REF_COMPLETED")
        let types = try await eventually("all is published") { () -> [String]? in
            let found = try await stage.types(of: caseID, on: .serviceConfidential)
            return found.contains("referral.completed") ? found : nil
        }
        #expect(
            types == [
                "referral.sent", "referral.received", "referral.rejected", "referral.sent", "referral.received",
                "referral.accepted", "service.started", "service.started", "justice.milestone_reached",
                "justice.milestone_reached", "service.completed", "referral.completed",
            ]
        )
    }

    @Test func `E8: a withdrawn consent cancels the open referral and no further notes are sent`() async throws {
        let stage = try await DeliveryStage.shared()
        let cluster = stage.cluster
        let (caseID, consentID) = try await stage.caseThatShares(402)
        let keys = "/v1/organisations/\(stage.organisation)/keys"
        _ = try await LoopbackClient.shared.command(
            "POST",
            cluster.url(.services, keys),
            ["publicKey": "n6dNZQ9/ShuvEVVgkHzUUqFd1CyHYV2dHOVmpDPBMxU="]
        )
        let path = try await stage.draft(caseID, consentID)
        try await stage.send(path, ["payload": ["givenName": "Woman", "safeContact": "by letter"]])
        let sealed = try await cluster.query(.services, path + "/payload")
        #expect(sealed["algorithm"].string == "HPKE-Base-X25519-HKDF-SHA256-ChaCha20Poly1305")
        try await cluster.command(
            .intake,
            "/v1/cases/\(caseID)/consents",
            ["purpose": "SHARE_SERVICE", "decision": "withdrawn", "basis": "self", "at": "\(Timestamp.now)"]
        )
        try await stage.expect("cancelled", path)
        #expect(try await LoopbackClient.shared.get(cluster.url(.services, path + "/payload")).status == 410)
        let again = try await stage.draft(caseID, consentID)
        #expect(try await cluster.refusal(.services, again + "/send") == "consent.share_missing")
    }

    @Test func `an answer that does not come in time expires once, whatever is killed meanwhile`() async throws {
        let stage = try await DeliveryStage.shared()
        let (caseID, consentID) = try await stage.caseThatShares(403)
        let path = try await stage.draft(caseID, consentID, service: "MED")
        let sent = Timestamp.now
        try await stage.send(
            path,
            ["sentAt": "\(sent)", "dueBy": "\(sent.adding(.seconds(6)))"]
        )
        let services = try stage.cluster.process(.services)
        await services.kill()
        try await services.start()
        try await services.waitUntilReady()
        #expect(
            try await stage.cluster.query(.services, "/v1/worklist?caseId=\(caseID)&kind=referral_answer")["items"]
                .array.count <= 1
        )
        try await stage.expect("expired", path)
        await services.kill()
        try await services.start()
        try await services.waitUntilReady()
        // What was not acknowledged before a kill is sent again under the same identifier.
        let events = try await eventually("the expiry is published") { () -> Set<String>? in
            let records = try await TopicReading.records(
                of: caseID,
                on: Topic.serviceEvents.name,
                configuration: stage.broker.configuration()
            )
            let events = Set(
                records.map { "\($0.headerText("ce_type") ?? "") \($0.headerText("ce_id") ?? "")" }
            )
            return events.contains { $0.hasPrefix(ReferralExpired.type) } ? events : nil
        }
        #expect(events.count == 2)
    }

    // MARK: E13 and E1

    @Test func `E13: a course and its certificate, entered before the case is known, count in their own year`()
        async throws
    {
        let stage = try await DeliveryStage.shared()
        let cluster = stage.cluster
        let before = try await stage.count("LIT_CERT")
        let caseID = try await stage.scenarios.identify(["CCL"], by: "INSTITUTION", at: stage.house, on: "2018-01-10")
        let answer = try await LoopbackClient.shared.command(
            "POST",
            cluster.url(.services, "/v1/enrolments"),
            [
                "caseId": "\(caseID)", "service": "LIT", "providerInstitutionId": "\(stage.house)",
                "startedAt": "2018-02-01T08:00:00Z", "consentAttested": true, "subjectId": "\(EntityID.v7())",
            ]
        )
        #expect(answer.status == 202 && answer.json["provisional"].bool == true)
        let path = "/v1/enrolments/" + (try stage.scenarios.text(answer.json, "enrolmentId"))
        try await cluster.command(.services, path + "/sessions", ["date": "2018-03-01", "hours": 2])
        try await cluster.command(.services, path + "/complete", ["endedAt": "2018-12-28T08:00:00Z"])
        #expect(
            try await cluster.refusal(.services, path + "/sessions", ["date": "2019-01-01", "hours": 2])
                == "session.outside_period"
        )
        let issued = try await cluster.command(
            .services,
            path + "/certificate",
            ["issuedOn": "2018-12-30", "holderName": "Zarathustrian Example"]
        )
        let number = try stage.scenarios.text(issued, "certificateNumber")
        #expect(number.contains("-2018-L-"))
        try await cluster.command(
            .intake,
            "/v1/cases/\(caseID)/register",
            Scenarios.boy(number: 811, on: "2018-01-10")
        )
        try await stage.scenarios.assessAndPlan(caseID, on: "2018-01-20")
        _ = try await eventually("the enrolment is confirmed") { () -> Bool? in
            try await cluster.query(.services, path)["provisional"].bool == false ? true : nil
        }
        try await stage.expectCount(before + 1, "LIT_CERT")
        try await verify(number, caseID, path, stage)
    }

    /// E1's document and E14's revocation: the paper tells what holds.
    private func verify(_ number: String, _ caseID: String, _ path: String, _ stage: DeliveryStage) async throws {
        let cluster = stage.cluster
        let code = try stage.scenarios.text(
            try await cluster.query(.services, "/v1/certificates/\(number)"),
            "verificationCode"
        )
        #expect(try await cluster.query(.services, "/v1/verify/\(code)")["status"].string == "valid")
        for (language, word) in [("ar", "شهادة"), ("fr", "Certificat"), ("en", "Certificate")] {
            let page = try await LoopbackClient.shared.get(
                cluster.url(.services, "/v1/certificates/\(number)/document?language=\(language)")
            )
            #expect(page.status == 200 && page.text.contains(word) && page.text.contains("Zarathustrian Example"))
        }
        #expect(try await cluster.refusal(.services, path + "/certificate", [:]) == "certificate.duplicate")
        let before = try await stage.count("LIT_CERT")
        // The course was another child's: everything of it is taken back (E14).
        try await cluster.command(.services, path + "/void", ["reason": "WRONG_PERSON"])
        #expect(try await cluster.query(.services, "/v1/verify/\(code)")["status"].string == "revoked")
        try await stage.expectCount(before - 1, "LIT_CERT")
    }

    // MARK: E4 and E5

    @Test func `E4: a list of named people is taken row by row and counts persons, not kits`() async throws {
        let stage = try await DeliveryStage.shared()
        let cluster = stage.cluster
        let caseID = try await stage.scenarios.registerMigrant(number: 404, sex: "F")
        let planned = try await cluster.command(
            .services,
            "/v1/distributions",
            [
                "place": "EG-ALX", "date": "2020-03-15", "programmeId": "\(stage.scenarios.world.jointInitiative)",
                "distributorOrgId": "\(stage.organisation)",
                "items": [["kind": "FOO", "quantity": 2500], ["kind": "HYG", "quantity": 2500]],
            ]
        )
        let path = "/v1/distributions/" + (try stage.scenarios.text(planned, "distributionId"))
        let people = (0..<2498).map { _ in EntityID.v7() }
        var rows: [JSON] = people.map { ["subjectId": "\($0)"] }
        rows += [["caseId": "\(caseID)"], ["subjectId": "\(people[0])"]]
        let before = try await stage.count("KIT_PERSONS")
        let answer = try await eventually("the case is known") { () -> JSON? in
            let found = try await LoopbackClient.shared.command(
                "POST",
                cluster.url(.services, path + "/recipients"),
                ["rows": [["caseId": "\(caseID)"]]]
            )
            return found.json["accepted"].int == 1 ? found.json : nil
        }
        #expect(answer["results"].array.count == 1)
        let listed = try await cluster.command(.services, path + "/recipients", ["rows": .array(rows)])
        #expect(listed["results"].array.count == 2500)
        #expect(listed["accepted"].int == 2498 && listed["refused"].int == 2)
        let given = try await cluster.command(.services, path + "/distribute")
        #expect(given["recipients"].int == 2499)
        try await stage.expectCount(before + 2499, "KIT_PERSONS")
    }

    @Test func `E5: nobody who may be a victim returns while there is time to reflect, unless asked in writing`()
        async throws
    {
        let stage = try await DeliveryStage.shared()
        let cluster = stage.cluster
        let caseID = try await stage.scenarios.registerMigrant(number: 405, sex: "F")
        try await cluster.command(
            .intake,
            "/v1/cases/\(caseID)/trafficking",
            [
                "determination": "PRESUMED", "acts": ["RECRUIT"], "means": ["DECEPTION"], "purposes": ["LAB"],
                "detectedByOrgKind": "NNGO", "occurredAt": "2020-01-25T09:00:00Z",
            ]
        )
        let request: JSON = [
            "caseId": "\(caseID)", "fromCountry": "EG", "toCountry": "SD", "occurredAt": "2020-02-01T08:00:00Z",
            "voluntarinessSignedAt": "2020-02-01T08:00:00Z",
        ]
        let code = try await eventually("the presumption is known") { () -> String? in
            let answer = try await LoopbackClient.shared.command("POST", cluster.url(.services, "/v1/returns"), request)
            guard answer.status < 300 else {
                let code = answer.json["code"].string
                return code == "return.reflection_active" ? code : nil
            }
            // Asked for before the presumption had arrived: taken back, and asked for again.
            let id = answer.json["returnId"].string ?? ""
            try await cluster.command(.services, "/v1/returns/\(id)/cancel", ["reason": "OTHER_SOLUTION"])
            return nil
        }
        #expect(code == "return.reflection_active")
        var written = request.object
        written["writtenRequestAt"] = "2020-01-30T08:00:00Z"
        let asked = try await cluster.command(.services, "/v1/returns", .object(written))
        #expect(asked["status"].string == "requested")
    }

    // MARK: E15

    @Test func `E15: who is erased is served no more, leaves nothing readable and stays counted`() async throws {
        let stage = try await DeliveryStage.shared()
        let cluster = stage.cluster
        let caseID = try await stage.scenarios.registerMigrant(number: 406, sex: "F")
        let enrolment = try await stage.scenarios.deliver(
            "MED",
            to: caseID,
            at: stage.house,
            from: "2020-02-01",
            on: ["2020-02-03"]
        )
        let path = "/v1/enrolments/\(enrolment)"
        try await cluster.command(
            .services,
            path + "/complete",
            ["endedAt": "2020-03-01T08:00:00Z", "clinicalNote": "a synthetic secret"]
        )
        _ = try await eventually("the case can be closed") { () -> Bool? in
            let answer = try await LoopbackClient.shared.command(
                "POST",
                cluster.url(.intake, "/v1/cases/\(caseID)/close"),
                ["reason": "GOAL", "occurredAt": "2020-06-01T08:00:00Z"]
            )
            return answer.status == 200 ? true : nil
        }
        let person = try stage.scenarios.text(try await cluster.query(.intake, "/v1/cases/\(caseID)"), "subjectId")
        let before = try await stage.count("BEN_MED")
        try await cluster.command(
            .intake,
            "/v1/subjects/\(person)/erase",
            ["reason": "REQUESTED", "requestedBy": "\(EntityID.v7())"]
        )
        try await cluster.command(
            .intake,
            "/v1/subjects/\(person)/erase/approve",
            ["approvedBy": "\(EntityID.v7())"]
        )
        let body: JSON = [
            "caseId": "\(caseID)", "service": "MED", "providerInstitutionId": "\(stage.house)",
            "startedAt": "\(Timestamp.now)",
        ]
        _ = try await eventually("services has erased") { () -> Bool? in
            try await cluster.refusal(.services, "/v1/enrolments", body) == "subject.erased" ? true : nil
        }
        #expect(try await cluster.query(.services, path)["status"].string == "completed")
        #expect(try await stage.count("BEN_MED") == before)
    }

    @Test func `what statistics says of all this is what the topics add up to`() async throws {
        let stage = try await DeliveryStage.shared()
        try await TopicRecount(cluster: stage.cluster, broker: stage.broker).expectAgreement()
    }
}
