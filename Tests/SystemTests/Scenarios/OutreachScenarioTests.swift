import Events
import TestKit
import Testing

/// E3, E6, E7, E9 and E10 with their branches, over five processes of their own: figures must not mix with other people's.
@Suite(.serialized, .after { try await RunningCluster.outreach().stop() })
struct OutreachScenarioTests {
    /// What statistics say of an indicator: the cells.
    private static func rows(_ running: RunningCluster, _ code: String, _ query: String) async throws -> [JSON] {
        try await running.cluster.query(.statistics, "/v1/statistics/\(code)?\(query)")["rows"].array
    }

    private static func counted(_ running: RunningCluster, _ code: String, _ query: String) async throws -> Int? {
        try await rows(running, code, query).first?["counted"].int
    }

    @Test func `E3: the memorandum of 2021 continues that of 2006, and its target is met by the twentieth institution`()
        async throws
    {
        let running = try await RunningCluster.outreach()
        let (cluster, world) = (running.cluster, running.scenarios.world)
        #expect(
            try await cluster.refusal(
                .partnerships,
                "/v1/agreements",
                ["kind": "MOU", "title": "With oneself", "partyOrgIds": ["\(world.moss)", "\(world.moss)"]]
            ) == "agreement.two_parties"
        )
        let memorandum = try await running.scenarios.memorandum()
        let path = "/v1/agreements/\(memorandum.agreementID)"
        #expect(try await cluster.query(.partnerships, path)["status"] == "in_force")
        let earlier = try await cluster.query(.partnerships, "/v1/agreements/\(memorandum.earlierID)")
        #expect(earlier["status"] == "expired")
        #expect(earlier["continuedByAgreementIds"].array.compactMap(\.string) == [memorandum.agreementID])
        let before = try await cluster.query(.partnerships, path + "/progress")["targets"][0]
        #expect(before["isMet"] == .null)

        try await running.scenarios.reachInstitutions(memorandum)
        let target = try await eventually("statistics tell that twenty are reached", within: .seconds(120)) {
            () -> JSON? in
            let target = try await cluster.query(.partnerships, path + "/progress")["targets"][0]
            guard target["counted"]["value"].int == 20 else { return .none }
            return target
        }
        #expect(target["isMet"] == true)
        // What services delivered shows up against the promise, through events alone.
        let commitment = try await eventually("services deliver the commitment") { () -> JSON? in
            let view = try await cluster.query(.partnerships, "/v1/commitments/\(memorandum.commitmentID)")
            guard view["deliveries"].array.count == 20 else { return .none }
            return view
        }
        #expect(commitment["status"] == "in_progress")
        #expect(Set(commitment["deliveries"].array.compactMap { $0["institutionId"].string }).count == 20)
        let report = try await LoopbackClient.shared.get(cluster.url(.partnerships, path + "/report")).text
        #expect(report.contains("<td class=\"number\">20</td><td>met</td>"))
    }

    @Test func `E6: a workshop whose attendance nobody reported is held, and its participants are not zero`()
        async throws
    {
        let running = try await RunningCluster.outreach()
        let cluster = running.cluster
        let activityID = try await running.scenarios.migrantsWorkshop()
        let words: JSON = [
            "quote": "Case studies were very useful", "author": "Synthetic participant",
            "occurredAt": "2021-02-04T08:00:00Z",
        ]
        try await cluster.command(.training, "/v1/activities/\(activityID)/feedback", words)
        let types = try await eventually("the report is published") { () -> [String]? in
            let found = try await running.types(key: activityID, on: .trainingEvents)
            return found.contains("activity.reported") ? found : nil
        }
        #expect(
            types == ["activity.planned", "activity.opened", "activity.started", "activity.held", "activity.reported"]
        )
        let feedback = try await cluster.query(.training, "/v1/activities/\(activityID)/feedback")["items"][0]
        #expect(feedback["quote"] == .null)
        #expect(feedback["author"] == .null)
        let view = try await cluster.query(.training, "/v1/activities/\(activityID)")
        #expect(view["attendance"]["source"] == "NOT_REPORTED")
        #expect(view["attendance"]["participantCount"] == .null)
        #expect(view["plan"]["agenda"].array.count == 3)
        #expect(view["names"]["\(running.scenarios.world.jointInitiative)"]["en"].string != nil)
        let held = try await eventually("the workshop is counted") { () -> Int? in
            let count = try await Self.counted(running, "ACT_HELD", "asOf=2021-06-30")
            return count == 1 ? count : nil
        }
        #expect(held == 1)
        let participants = try await cluster.query(.statistics, "/v1/statistics/TRN_PART?asOf=2021-06-30")
        #expect(participants["notReported"].int == 1)
        #expect(participants["rows"].array.allSatisfy { $0["counted"] == .null })
    }

    @Test func `E7: four organisers, 21 participants of five countries, experts of four others, nobody twice`()
        async throws
    {
        let running = try await RunningCluster.outreach()
        let cluster = running.cluster
        let activityID = try await running.scenarios.workshop()
        let year = "from=2021-07-01&asOf=2021-12-31"
        _ = try await eventually("the participants are counted", within: .seconds(60)) { () -> Bool? in
            try await Self.counted(running, "TRN_PART", year) == 21 ? true : nil
        }
        let bySex = try await Self.rows(running, "TRN_PART", year + "&by=sex")
        #expect(bySex.first { $0["dimensions"]["sex"] == "M" }?["counted"].int == 12)
        #expect(bySex.first { $0["dimensions"]["sex"] == "F" }?["counted"].int == 9)
        let byCountry = try await Self.rows(running, "TRN_PART", year + "&by=country")
        // Small as they are, the cells of professionals are not withheld.
        #expect(byCountry.filter { ($0["counted"].int ?? 0) > 0 }.count == 5)
        #expect(byCountry.compactMap { $0["counted"].int }.reduce(0, +) == 21)
        #expect(try await Self.counted(running, "TRN_EXP", year) == 4)
        #expect(try await Self.counted(running, "TRN_EXP_COUNTRIES", year) == 4)
        let view = try await cluster.query(.training, "/v1/activities/\(activityID)")
        #expect(view["plan"]["organiserOrgIds"].array.count == 4)
        #expect(view["plan"]["firstOfKind"] == true)

        let base = "/v1/activities/\(activityID)"
        let people = try await cluster.query(.training, base + "/participants?role=PAR&limit=200")["items"].array
        #expect(people.count == 21)
        // Those who were there are recorded by name alone here, so the same name, country and role is the same person.
        let again: JSON = ["role": "PAR", "sex": "M", "country": "EG", "name": "Synthetic 0"]
        let refusal = try await cluster.refusal(.training, base + "/participants", again)
        #expect(refusal == "state.invalid_transition" || refusal == "participant.duplicate")
        let counted: JSON = ["cells": [["role": "PAR", "sex": "M", "count": 12]], "source": "PRESS"]
        #expect(try await cluster.refusal(.training, base + "/headcount", counted) == "headcount.conflict")
    }

    @Test func `E9: nine joint commitments, three of them delivered by a workshop, a campaign and a study`()
        async throws
    {
        let running = try await RunningCluster.outreach()
        let cluster = running.cluster
        let cooperation = try await running.scenarios.cooperation()
        try await running.scenarios.jointWorkshop(cooperation)
        try await running.scenarios.jointCampaign(cooperation)
        let research = try #require(cooperation.commitments["RESEARCH"])
        let study: JSON = ["kind": "STUDY", "on": "2022-06-01", "evidenceRef": "study, 40 pages"]
        // Where two committed themselves it has to be said who delivered.
        #expect(
            try await cluster.refusal(.partnerships, "/v1/commitments/\(research)/deliver", study) == "field.required"
        )
        var delivered = study.object
        delivered["byOrgId"] = "\(cooperation.aman)"
        try await cluster.command(.partnerships, "/v1/commitments/\(research)/deliver", .object(delivered))
        for kind in ["WORKSHOP", "CAMPAIGN", "RESEARCH"] {
            let id = try #require(cooperation.commitments[kind])
            let types = try await eventually("\(kind) is delivered through events alone") { () -> [String]? in
                let found = try await running.types(key: id, on: .partnershipEvents)
                return found.contains("commitment.delivered") ? found : nil
            }
            #expect(types.count { $0 == "commitment.delivered" } == 1, "\(kind): \(types)")
        }
        let path = "/v1/agreements/\(cooperation.agreementID)/progress"
        let progress = try await cluster.query(.partnerships, path)
        #expect(progress["commitments"].array.count == 9)
        #expect(progress["commitmentCounts"]["in_progress"].int == 3)
        #expect(progress["commitmentCounts"]["pledged"].int == 6)
        #expect(progress["commitments"].array.allSatisfy { $0["commitment"]["committedByOrgIds"].array.count == 2 })
        let workshop = progress["commitments"].array.first { $0["commitment"]["kind"] == "WORKSHOP" }
        #expect(workshop?["commitment"]["deliveries"][0]["beneficiaries"][0]["count"].int == 20)
        let by = "asOf=2022-12-31&by=agreement"
        _ = try await eventually("nine are counted, three with delivery") { () -> Bool? in
            func cell(_ code: String) async throws -> Int? {
                try await Self.rows(running, code, by)
                    .first { $0["dimensions"]["agreement"].string == cooperation.agreementID }?["counted"].int
            }
            let (pledged, delivered) = (try await cell("CMT"), try await cell("CMT_DELIVERED"))
            return pledged == 9 && delivered == 3 ? true : nil
        }
    }

    @Test func `E10: fourteen commitments over eleven regions, promise beside delivery, lateness beside both`()
        async throws
    {
        let running = try await RunningCluster.outreach()
        let (cluster, world) = (running.cluster, running.scenarios.world)
        let convention = try await running.scenarios.commitments()
        let path = "/v1/agreements/\(convention.agreementID)"
        let centres = try #require(convention.commitments["M5"])
        let fulfil = "/v1/commitments/\(centres)/fulfil"
        #expect(try await cluster.refusal(.partnerships, fulfil) == "commitment.evidence_required")
        let outside: JSON = ["kind": "CENTRE", "region": "EG-C", "on": "2012-05-01", "evidenceRef": "none"]
        #expect(
            try await cluster.refusal(.partnerships, "/v1/commitments/\(centres)/deliver", outside)
                == "region.outside_agreement"
        )
        let training = try #require(convention.commitments["C4"])
        let late: JSON = [
            "period": ["from": "2010-01-01", "to": "2010-12-31"], "byOrgId": "\(world.ministry)",
            "submittedOn": "2011-06-01", "lines": [["commitmentId": "\(centres)", "status": "in_progress"]],
        ]
        let handedIn = try await cluster.command(.partnerships, path + "/reports", late)
        #expect(handedIn["isLate"] == true)
        let progress = try await eventually("the training and the lateness are known") { () -> JSON? in
            let progress = try await cluster.query(.partnerships, path + "/progress")
            let moved = progress["commitments"].array.first { $0["commitment"]["commitmentId"].string == training }
            guard moved?["commitment"]["status"] == "in_progress" else { return .none }
            return progress
        }
        #expect(progress["commitments"].array.count == 14)
        #expect(progress["regions"].array.count == 11)
        #expect(progress["regions"].array.count { ($0["deliveryCount"].int ?? 0) > 0 } == 3)
        let women = progress["commitments"].array.first { $0["commitment"]["commitmentId"].string == centres }
        #expect(women?["commitment"]["status"] == "partly_fulfilled")
        #expect(women?["commitment"]["coverage"]["delivered"].array.count == 3)
        #expect(women?["commitment"]["coverage"]["regionCount"].int == 11)
        #expect(women?["reported"][0]["status"] == "in_progress")
        let types = try await eventually("the lateness is told") { () -> [String]? in
            let found = try await running.types(key: convention.agreementID, on: .partnershipEvents)
            return found.contains("progress.overdue") ? found : nil
        }
        #expect(types.contains("progress.reported"))
        // The council has not reported on 2010 and is overdue; the ministry has, if late.
        let duties = progress["duties"].array.filter { $0["period"]["from"] == "2010-01-01" }
        #expect(duties.count { $0["isOverdue"] == true } == 1)
        let overdue = "/v1/worklist?agreementId=\(convention.agreementID)&state=overdue&limit=200"
        let owed = try await cluster.query(.partnerships, overdue)["items"].array
        #expect(owed.count == progress["overdueCount"].int)
        let html = try await LoopbackClient.shared.get(cluster.url(.partnerships, path + "/report")).text
        #expect(html.contains("3 of 11"))
        #expect(html.contains("14 commitments"))
    }

    @Test func `what statistics says of all this is what the topics add up to`() async throws {
        let stage = try await RunningCluster.outreach()
        try await TopicRecount(cluster: stage.cluster, broker: stage.broker).expectAgreement()
    }
}
