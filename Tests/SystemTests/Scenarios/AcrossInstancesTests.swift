import Events
import Foundation
import Kafka
import TestKit
import Testing

/// Two institutions with an instance each of intake and services, one of them cut off for a while, over the national
/// partnerships and statistics: E11, E12, E13 and E15 as intake sees them.
@Suite(.serialized, .after { try await NeighbouringInstances.shared().stop() })
struct AcrossInstancesTests {
    /// A boy's registration, under the spelling of whoever wrote it down.
    private static func boy(_ given: String, _ father: String, _ family: String, document: String? = nil) -> JSON {
        var subject: [String: JSON] = [
            "givenName": .string(given), "fatherName": .string(father), "familyName": .string(family), "sex": "M",
            "birthDate": "2012-05-17", "nationalities": ["EG"], "region": "EG-GZ",
        ]
        if let document { subject["documents"] = [["kind": "NATIONAL_ID", "number": .string(document)]] }
        return [
            "subject": .object(subject),
            "consents": [
                ["purpose": "REGISTER", "decision": "granted", "basis": "guardian"],
                ["purpose": "TRANSFER", "decision": "granted", "basis": "guardian"],
            ],
            "occurredAt": "2018-01-10T09:00:00Z",
        ]
    }

    private func register(_ person: JSON, at instance: JisrCluster, _ house: EntityID) async throws -> String {
        let caseID = try await Scenarios(cluster: instance).identify(["CAR"], by: "CSO", at: house, on: "2018-01-10")
        try await instance.command(.intake, "/v1/cases/\(caseID)/register", person)
        return caseID
    }

    /// A service begun, delivered and completed.
    private func serve(_ caseID: String, at instance: JisrCluster, _ house: EntityID) async throws {
        let scenarios = Scenarios(cluster: instance)
        try await scenarios.assessAndPlan(caseID, on: "2018-01-20")
        let enrolment = try await scenarios.deliver(
            "MED",
            to: caseID,
            at: house,
            from: "2018-02-01",
            on: ["2018-02-05"]
        )
        try await instance.command(
            .services,
            "/v1/enrolments/\(enrolment)/complete",
            ["outcome": "COMPLETED", "endedAt": "2018-02-06T08:00:00Z"]
        )
    }

    private func subject(_ caseID: String, at instance: JisrCluster) async throws -> String {
        let answer = try await instance.query(.intake, "/v1/cases/\(caseID)")
        return try #require(answer["subjectId"].string)
    }

    // MARK: E11

    @Test func `E11: a child registered twice, once offline, is found, merged by a human, and counted once`()
        async throws
    {
        let stage = try await NeighbouringInstances.shared()
        let before = try await stage.children()
        let here = try await register(
            Self.boy("Youssef", "Abdel Rahman", "Elsherbiny"),
            at: stage.marg,
            stage.margHouse
        )
        try await serve(here, at: stage.marg, stage.margHouse)
        var registeredThere = ""
        try await stage.offline(stage.giza) {
            registeredThere = try await register(
                Self.boy("يوسف", "عبد الرحمن", "الشربيني"),
                at: stage.giza,
                stage.gizaHouse
            )
        }
        let there = registeredThere
        try await serve(there, at: stage.giza, stage.gizaHouse)
        try await stage.expectChildren(before + 2)
        let (stays, goes) = (try await subject(here, at: stage.marg), try await subject(there, at: stage.giza))
        for instance in [stage.marg, stage.giza] {
            let found = try await eventually("the two are suspected", within: .seconds(60)) { () -> JSON? in
                let pairs = try await instance.query(.intake, "/v1/duplicates?subjectId=\(goes)")["items"].array
                return pairs.first { $0["status"].string == "suspected" }
            }
            #expect(found["reasons"].array.contains("NAME_SAME"))
            #expect(Set(found["persons"].array.compactMap { $0["subjectId"].string }) == [stays, goes])
        }
        // Nothing merged by itself.
        #expect(try await stage.status(there, at: stage.giza) != "closed")
        try await stage.giza.command(.intake, "/v1/subjects/\(goes)/merge", ["survivingSubjectId": "\(stays)"])
        let closed = try await stage.giza.query(.intake, "/v1/cases/\(there)")
        #expect(closed["status"].string == "closed")
        try await stage.expectChildren(before + 1)
        // Undone, there are two again, and the case goes on.
        try await stage.giza.command(.intake, "/v1/subjects/\(goes)/unmerge")
        try await stage.expectChildren(before + 2)
        #expect(try await stage.status(there, at: stage.giza) == "registered")
    }

    @Test func `E11: in one instance the same document is refused, unless a reason is given`() async throws {
        let stage = try await NeighbouringInstances.shared()
        let known = try await register(
            Self.boy("Karim", "Nour", "Habashi", document: "30405171234567"),
            at: stage.marg,
            stage.margHouse
        )
        let knownSubject = try await subject(known, at: stage.marg)
        let again = Self.boy("Kareem", "Nour", "Habashy", document: "3040517-1234567")
        let caseID = try await Scenarios(cluster: stage.marg)
            .identify(["CAR"], by: "CSO", at: stage.margHouse, on: "2018-01-10")
        // The index follows a moment behind; until then the two would be found as suspected duplicates.
        _ = try await eventually("the index knows the document") { () -> Bool? in
            let found = try await LoopbackClient.shared.command(
                "POST",
                stage.marg.url(.intake, "/v1/cases/search"),
                ["document": "30405171234567"]
            )
            return found.json["items"].array.isEmpty ? nil : true
        }
        let refused = try await LoopbackClient.shared.command(
            "POST",
            stage.marg.url(.intake, "/v1/cases/\(caseID)/register"),
            again
        )
        #expect(refused.status == 409)
        #expect(refused.json["code"].string == "subject.duplicate")
        #expect(refused.text.contains(knownSubject))
        #expect(!refused.text.contains("1234567"))
        var reasoned = again.object
        reasoned["duplicateReason"] = "twin brother, the number was copied from his form"
        try await stage.marg.command(.intake, "/v1/cases/\(caseID)/register", .object(reasoned))
        #expect(try await stage.status(caseID, at: stage.marg) == "registered")
    }

    // MARK: E12

    private func ask(_ caseID: String, _ stage: NeighbouringInstances) async throws -> String {
        let answer = try await stage.marg.command(
            .intake,
            "/v1/cases/\(caseID)/transfers",
            ["toInstitutionId": "\(stage.gizaHouse)", "reason": "PROXIMITY"]
        )
        return try #require(answer["transferId"].string)
    }

    /// Sends a decision once the other instance has heard of the transfer.
    private func decide(
        _ transfer: String,
        _ decision: String,
        _ body: JSON,
        _ stage: NeighbouringInstances
    ) async throws -> JSON {
        try await eventually("the transfer is known") { () -> JSON? in
            let path = try stage.giza.url(.intake, "/v1/transfers/\(transfer)/\(decision)")
            let answer = try await LoopbackClient.shared.command("POST", path, body)
            if answer.json["code"].string == "transfer.unknown" { return nil }
            guard answer.status == 200 else { throw UnexpectedAnswer(path: path, answer: answer) }
            return answer.json
        }
    }

    @Test func `E12: a transfer is rejected, then accepted by one who was offline, and no figure moves`() async throws {
        let stage = try await NeighbouringInstances.shared()
        let caseID = try await register(Self.boy("Hossam", "Galal", "Mikhail"), at: stage.marg, stage.margHouse)
        try await serve(caseID, at: stage.marg, stage.margHouse)
        try await stage.expect("in_progress", caseID, at: stage.marg)
        let person = try await subject(caseID, at: stage.marg)
        let before = try await eventually("the child is counted") { () -> Int? in
            let count = try await stage.children()
            return count > 0 ? count : nil
        }
        let first = try await ask(caseID, stage)
        _ = try await decide(first, "reject", ["reason": "CAPACITY"], stage)
        _ = try await eventually("the sender hears of it") { () -> Bool? in
            let found = try await stage.marg.query(.intake, "/v1/transfers/\(first)")
            return found["status"].string == "rejected" ? true : nil
        }
        #expect(try await stage.status(caseID, at: stage.marg) == "in_progress")

        var second = ""
        try await stage.offline(stage.giza) { second = try await ask(caseID, stage) }
        let accepted = try await decide(second, "accept", [:], stage)
        let newCase = try #require(accepted["newCaseId"].string)
        try await stage.expect("transferred", caseID, at: stage.marg)
        _ = try await eventually("the case goes on at the receiver", within: .seconds(60)) { () -> Bool? in
            let path = try stage.giza.url(.intake, "/v1/cases/\(newCase)")
            let answer = try await LoopbackClient.shared.get(path)
            return answer.json["status"].string == "registered" ? true : nil
        }
        #expect(try await subject(newCase, at: stage.giza) == person)
        // One writer: what the sender would still enter is refused.
        let refused = try await stage.marg.refusal(
            .intake,
            "/v1/cases/\(caseID)/reviews",
            ["decision": "continue", "reviewDue": "2018-06-01", "occurredAt": "\(Timestamp.now)"]
        )
        #expect(refused == "state.invalid_transition")
        #expect(try await stage.children() == before)
        // Another service, of the receiver's, counts for the same child.
        let supported = try await stage.children("BEN_PSS")
        try await Scenarios(cluster: stage.giza).supportUrgently(newCase, stage.gizaHouse)
        try await stage.expectChildren(supported + 1, "BEN_PSS")
        #expect(try await stage.children() == before)
    }

    // MARK: E13

    @Test func `E13: services entered late, told twice and backwards, begin the case once at their time`() async throws
    {
        let stage = try await NeighbouringInstances.shared()
        let caseID = try await register(Self.boy("Sherif", "Adly", "Botros"), at: stage.marg, stage.margHouse)
        try await serve(caseID, at: stage.marg, stage.margHouse)
        _ = try await eventually("intake knows all that was done") { () -> Bool? in
            let known = try await stage.marg.query(.intake, "/v1/cases/\(caseID)")["history"].array
            return known.contains { $0["type"].string == ServiceCompleted.type } ? true : nil
        }
        // Without the deadlines, which pass when they pass.
        func history() async throws -> [JSON] {
            try await stage.marg.query(.intake, "/v1/cases/\(caseID)")["history"].array
                .filter { $0["type"].string != DeadlinePassed.type }
        }
        func started() async throws -> [JSON] { try await history().filter { $0["type"].string == CaseStarted.type } }
        #expect(try await started().compactMap { $0["occurredAt"].string } == ["2018-02-01T08:00:00.000Z"])
        let before = try await history()

        // The same records again, the last first, as a broker may give them after a failover.
        let records = try await TopicReading.records(
            of: caseID,
            on: Topic.serviceEvents.name,
            configuration: stage.broker.configuration()
        )
        #expect(records.count >= 3)
        let producer = try KafkaProducer(configuration: stage.broker.configuration())
        let again = records.reversed().map {
            ProducerRecord(topic: $0.topic, key: $0.key, value: $0.value, headers: $0.headers)
        }
        for report in try await producer.send(Array(again)) { #expect(report.isPersisted) }
        await producer.close(timeout: .seconds(5))
        _ = try await eventually("intake has seen them again") { () -> Bool? in
            let duplicates = try await Self.counted("jisr_inbox_duplicates_total", by: stage.marg)
            return duplicates >= Double(records.count) ? true : nil
        }
        #expect(try await started().count == 1)
        #expect(try await history() == before)
        #expect(try await stage.status(caseID, at: stage.marg) == "in_progress")
    }

    /// What intake of an instance has counted.
    private static func counted(_ metric: String, by cluster: JisrCluster) async throws -> Double {
        try await LoopbackClient.shared.get(cluster.url(.intake, "/metrics")).text.split(separator: "\n")
            .filter { $0.hasPrefix(metric) }
            .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0, +)
    }

    // MARK: E15

    @Test func `E15: who is erased is found nowhere, in either instance, and stays counted`() async throws {
        let stage = try await NeighbouringInstances.shared()
        let handled = try await Self.counted("jisr_inbox_handled_total", by: stage.giza)
        let caseID = try await register(
            Self.boy("Bassem", "Wagdy", "Iskander", document: "30405179999999"),
            at: stage.marg,
            stage.margHouse
        )
        try await serve(caseID, at: stage.marg, stage.margHouse)
        try await stage.expect("in_progress", caseID, at: stage.marg)
        let person = try await subject(caseID, at: stage.marg)
        // Whom the other instance has not heard of it has nothing to erase of: topics overtake each other.
        _ = try await eventually("the other instance has the tokens") { () -> Bool? in
            let told = try await TopicReading.types(
                of: person,
                on: Topic.matchTokens.name,
                configuration: stage.broker.configuration()
            )
            guard told.contains("subject.match_tokens") else { return nil }
            return try await Self.counted("jisr_inbox_handled_total", by: stage.giza) > handled ? true : nil
        }
        let before = try await stage.children()
        let erase: JSON = ["reason": "REQUESTED", "requestedBy": "\(EntityID.v7())"]
        #expect(try await stage.marg.refusal(.intake, "/v1/subjects/\(person)/erase", erase) == "case.has_open_work")
        try await stage.marg.command(.intake, "/v1/cases/\(caseID)/close", ["reason": "GOAL"])
        try await stage.marg.command(.intake, "/v1/subjects/\(person)/erase", erase)
        let answer = try await stage.marg.command(
            .intake,
            "/v1/subjects/\(person)/erase/approve",
            ["approvedBy": "\(EntityID.v7())"]
        )
        #expect(answer["erasure"].string == "erased")
        for search: JSON in [["name": "Bassem"], ["document": "30405179999999"]] {
            _ = try await eventually("nobody is found") { () -> Bool? in
                let path = try stage.marg.url(.intake, "/v1/cases/search")
                let found = try await LoopbackClient.shared.command("POST", path, search)
                return found.status == 200 && found.json["items"].array.isEmpty ? true : nil
            }
        }
        // The other instance heard of the person by tokens only, and forgets those.
        _ = try await eventually("the other instance has erased") { () -> Bool? in
            let erased = try await stage.giza.query(.intake, "/v1/erasures?status=erased")["items"].array
            return erased.contains { $0["subjectId"].string == person } ? true : nil
        }
        let types = try await TopicReading.types(
            of: person,
            on: Topic.caseEvents.name,
            configuration: stage.broker.configuration()
        )
        #expect(types == ["subject.erased"])
        let late = try await stage.marg.refusal(.intake, "/v1/cases/\(caseID)/reopen", ["reason": "again"])
        #expect(late == "state.invalid_transition")
        #expect(try await stage.children() == before)
    }

    @Test func `E15: a court's order keeps its records`() async throws {
        let stage = try await NeighbouringInstances.shared()
        let caseID = try await Scenarios(cluster: stage.marg)
            .identify(["CCL"], by: "INSTITUTION", at: stage.margHouse, on: "2018-01-10")
        try await stage.marg.command(
            .intake,
            "/v1/cases/\(caseID)/register",
            Scenarios.boy(number: 77, on: "2018-01-10")
        )
        let person = try await subject(caseID, at: stage.marg)
        try await stage.marg.command(.intake, "/v1/cases/\(caseID)/close", ["reason": "LOST"])
        let code = try await stage.marg.refusal(
            .intake,
            "/v1/subjects/\(person)/erase",
            ["reason": "REQUESTED", "requestedBy": "\(EntityID.v7())"]
        )
        #expect(code == "retention.not_ended")
    }

    @Test func `what statistics says of all this is what the topics add up to`() async throws {
        let stage = try await NeighbouringInstances.shared()
        try await TopicRecount(cluster: stage.national, broker: stage.broker).expectAgreement()
    }
}

extension Scenarios {
    /// Urgent psycho-social support, before the case is planned.
    fileprivate func supportUrgently(_ caseID: String, _ house: EntityID) async throws {
        let now = Timestamp.now
        let answer = try await whenKnown(
            .services,
            "/v1/enrolments",
            [
                "caseId": "\(caseID)", "service": "PSS", "providerInstitutionId": "\(house)", "urgent": true,
                "startedAt": "\(now)",
            ]
        )
        let enrolmentID = try text(answer, "enrolmentId")
        try await cluster.command(
            .services,
            "/v1/enrolments/\(enrolmentID)/sessions",
            ["sessions": [["date": .string(String("\(now)".prefix(10))), "hours": 1, "attended": true]]]
        )
    }
}
