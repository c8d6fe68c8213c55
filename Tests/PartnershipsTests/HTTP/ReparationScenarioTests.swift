import Events
import TestKit
import Testing

@testable import Partnerships

/// Scenario E10: fourteen commitments, eleven regions.
@Suite struct ReparationScenarioTests {
    @Test func `pledges fourteen commitments over eleven regions`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let names = try api.eventNames()
            #expect(names.count { $0 == "commitment.pledged" } == 14)
            let progress = try await api.get("/v1/agreements/\(made.agreement)/progress").json
            #expect(progress["regions"].array.count == 11)
            #expect(progress["commitmentCounts"]["pledged"].int == 14)
            let ofMinistry = try await api.get("/v1/commitments?agreementId=\(made.agreement)&orgId=\(made.ministry)")
                .json
            #expect(ofMinistry["items"].array.count == 9)
            let ofCouncil = try await api.get("/v1/commitments?orgId=\(made.council)&limit=2").json
            #expect(ofCouncil["items"].array.count == 2)
            let cursor = try #require(ofCouncil["next"].string)
            let rest = try await api.get("/v1/commitments?orgId=\(made.council)&cursor=\(cursor)").json
            #expect(rest["items"].array.count == 3)
        }
    }

    @Test func `a training that is reported brings its commitment into progress`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let training = try made.commitment("C4")
            var activity = ActivityReported.example
            activity.commitmentIds = [try #require(EntityID(training))]
            activity.organiserOrgIds = [try #require(EntityID(made.council))]
            activity.place = place("MA-04")
            activity.audience = [.executives]
            activity.participantCount = 18
            try await api.receive([try published(activity, of: activity.activityId)])
            let view = try await api.get("/v1/commitments/\(training)").json
            #expect(view["status"] == "in_progress")
            #expect(view["deliveries"][0]["kind"] == "ACTIVITY")
            #expect(view["deliveries"][0]["byOrgId"].string == made.council)
            #expect(view["deliveries"][0]["beneficiaries"][0]["count"].int == 18)
            // Rabat's region holds one of the eleven provinces, but is none of them.
            #expect(view["deliveries"][0]["region"] == .null)
        }
    }

    @Test func `centres in three of eleven regions fulfil in part and say what is missing`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let centres = try made.commitment("M5")
            #expect(try await api.refused("/v1/commitments/\(centres)/fulfil") == "commitment.evidence_required")
            #expect(try await api.get("/v1/commitments/\(centres)").json["status"] == "pledged")
            for region in ReparationAgreement.regions.prefix(3) {
                _ = try await api.accepted(
                    "/v1/commitments/\(centres)/deliver",
                    [
                        "kind": "CENTRE", "region": .string(region), "on": "2026-05-01",
                        "evidenceRef": "report 3, p. 12",
                        "beneficiaries": [["group": "WOM", "sex": "F", "count": 120]],
                    ],
                    "deliverableId"
                )
            }
            #expect(try await api.get("/v1/commitments/\(centres)").json["status"] == "in_progress")
            let answer = try await api.post("/v1/commitments/\(centres)/fulfil", ["on": "2026-06-01"], key: "fulfil-1")
            #expect(answer.status == 422)
            #expect(answer.json["code"] == "commitment.evidence_required")
            #expect(answer.json["status"].int == 422)
            #expect(answer.json["result"]["status"] == "partly_fulfilled")
            #expect(answer.json["result"]["missingRegions"].array.count == 8)
            let view = try await api.get("/v1/commitments/\(centres)").json
            #expect(view["status"] == "partly_fulfilled")
            #expect(view["coverage"]["delivered"].array.count == 3)
            #expect(view["coverage"]["regionCount"].int == 11)
            // The same command again gets the same answer and changes nothing; nor does asking anew.
            let again = try await api.post("/v1/commitments/\(centres)/fulfil", ["on": "2026-06-01"], key: "fulfil-1")
            #expect(again.status == 422)
            #expect(again.json == answer.json)
            #expect(try await api.refused("/v1/commitments/\(centres)/fulfil") == "commitment.evidence_required")
            #expect(
                try api.eventNames(of: centres) == [
                    "commitment.pledged", "commitment.delivered", "commitment.progressed", "commitment.delivered",
                    "commitment.delivered", "commitment.progressed",
                ]
            )
            for region in ReparationAgreement.regions.dropFirst(3) {
                _ = try await api.accepted(
                    "/v1/commitments/\(centres)/deliver",
                    ["kind": "CENTRE", "region": .string(region), "on": "2026-07-01", "evidenceRef": "report 4"],
                    "deliverableId"
                )
            }
            #expect(try await api.accepted("/v1/commitments/\(centres)/fulfil", [:], "status") == "fulfilled")
        }
    }

    @Test func `a delivery outside the agreement is refused`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let code = try await api.refused(
                "/v1/commitments/\(try made.commitment("M5"))/deliver",
                ["kind": "CENTRE", "region": "EG-C", "on": "2026-05-01", "evidenceRef": "report 3"]
            )
            #expect(code == "region.outside_agreement")
        }
    }

    @Test func `a late report is reported and overdue, once`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let report: JSON = [
                "period": ["from": "2026-01-01", "to": "2026-06-30"], "byOrgId": .string(made.council),
                "submittedOn": "2026-09-02",
                "lines": [
                    [
                        "commitmentId": .string(try made.commitment("C4")), "status": "in_progress",
                        "note": "a note that names nobody",
                    ]
                ],
            ]
            let answer = try await api.post("/v1/agreements/\(made.agreement)/reports", report)
            #expect(answer.status == 201, "\(answer.text)")
            #expect(answer.json["due"] == "2026-07-30")
            #expect(answer.json["isLate"] == true)
            #expect(try api.eventNames(of: made.agreement).suffix(2) == ["progress.reported", "progress.overdue"])
            #expect(
                try await api.refused("/v1/agreements/\(made.agreement)/reports", report, status: 409)
                    == "report.duplicate"
            )
            let progress = try await api.get("/v1/agreements/\(made.agreement)/progress").json
            // The ministry has not reported on the first half of the year; the second half's reports are not due.
            #expect(progress["overdueCount"].int == 1)
            #expect(progress["duties"].array.count == 4)
            let claims = progress["commitments"].array.flatMap { $0["reported"].array }
            #expect(claims.count == 1)
            #expect(claims.first?["status"] == "in_progress")
        }
    }
}
