import Events
import TestKit
import Testing

@testable import Partnerships

@Suite struct CommitmentTests {
    /// Scenario E9.
    @Test func `nine joint commitments, three of them delivered on`() async throws {
        try await PartnershipsAPI.run { api in
            let parties = [
                try await api.organisation("Centre", kind: "PUBLIC", country: "QA"),
                try await api.organisation("Association", kind: "NNGO"),
            ]
            let agreement = try await api.memorandum(
                parties: parties,
                ["kind": "COOP", "countries": ["QA", "MA"], "inForceFrom": "2026-01-01"]
            )
            _ = try await api.sign(agreement, on: "2026-01-01", parties: parties)
            var commitments: [String: String] = [:]
            for kind in [
                "EVENT", "CAMPAIGN", "WORKSHOP", "COURSE", "RESEARCH", "PARTNER", "EXCHANGE", "QUALITY", "CAPACITY",
            ] {
                commitments[kind] = try await api.accepted(
                    "/v1/agreements/\(agreement)/commitments",
                    [
                        "committedByOrgIds": .array(parties.map { .string($0) }), "kind": .string(kind),
                        "text": .string("Joint: \(kind)"),
                    ],
                    "commitmentId"
                )
            }
            let workshop = try #require(EntityID(commitments["WORKSHOP"] ?? ""))
            var activity = ActivityReported.example
            activity.commitmentIds = [workshop]
            activity.organiserOrgIds = parties.reversed().compactMap { EntityID($0) }
            activity.place = place("QA")
            var campaign = CampaignReported.example
            campaign.commitmentIds = [try #require(EntityID(commitments["CAMPAIGN"] ?? ""))]
            campaign.regions = [place("MA-06"), place("MA-07")]
            try await api.receive([
                try published(activity, of: activity.activityId), try published(campaign, of: campaign.campaignId),
            ])
            let research = "/v1/commitments/\(commitments["RESEARCH"] ?? "")/deliver"
            let study: [String: JSON] = ["kind": "STUDY", "on": "2026-09-01", "evidenceRef": "study no. 1"]
            #expect(try await api.refused(research, .object(study)) == "field.required")
            let byFirst = study.merging(["byOrgId": .string(parties[0])]) { _, new in new }
            _ = try await api.accepted(research, .object(byFirst), "deliverableId")

            let progress = try await api.get("/v1/agreements/\(agreement)/progress").json
            let withDelivery = progress["commitments"].array.filter { !$0["commitment"]["deliveries"].array.isEmpty }
            #expect(progress["commitments"].array.count == 9)
            #expect(withDelivery.count == 3)
            let delivered = try await api.get("/v1/commitments/\(workshop)").json["deliveries"][0]
            #expect(delivered["byOrgId"].string == parties[1])
            // A campaign in two regions is a delivery in each; its reach is not counted twice.
            let runs = try await api.get("/v1/commitments/\(commitments["CAMPAIGN"] ?? "")").json["deliveries"]
            #expect(runs.array.map { $0["region"].string } == ["MA-06", "MA-07"])
            #expect(runs.array.compactMap { $0["beneficiaries"][0]["count"].int }.count == 1)
        }
    }

    @Test(arguments: [
        Change(["committedByOrgIds": []], "field.required"),
        Change(["committedByOrgIds": [.string(Examples.id(9).description)]], "commitment.party_unknown"),
        Change(["regions": ["EG-C"]], "region.outside_agreement"),
        Change(["text": ""], "field.required"),
        Change(["target": ["value": -1, "qualifier": "eq"]], "quantity.invalid"),
    ])
    func `refuses a pledge that is not in order`(change: Change) async throws {
        try await PartnershipsAPI.run { api in
            let parties = [try await api.organisation("One"), try await api.organisation("Two")]
            let agreement = try await api.memorandum(parties: parties, ["regions": ["MA-02"]])
            var body: [String: JSON] = [
                "committedByOrgIds": [.string(parties[0])], "kind": "QUALITY", "text": "Better services",
            ]
            body.merge(change.body) { _, new in new }
            #expect(try await api.refused("/v1/agreements/\(agreement)/commitments", .object(body)) == change.code)
        }
    }

    @Test func `goes from pledged to planned to in progress and ends where its deliveries lead`() async throws {
        try await PartnershipsAPI.run { api in
            let parties = [try await api.organisation("One"), try await api.organisation("Two")]
            let agreement = try await api.memorandum(parties: parties, ["inForceFrom": "2026-01-01"])
            let id = try await api.accepted(
                "/v1/agreements/\(agreement)/commitments",
                [
                    "committedByOrgIds": [.string(parties[0])], "kind": "STUDY", "text": "Studies", "due": "2026-06-30",
                ],
                "commitmentId"
            )
            let path = "/v1/commitments/\(id)"
            let study: [String: JSON] = ["kind": "STUDY", "on": "2026-03-01", "evidenceRef": "study"]
            // Nothing is delivered under a draft.
            #expect(try await api.refused("\(path)/deliver", .object(study), status: 409) == "state.invalid_transition")
            _ = try await api.sign(agreement, on: "2026-01-01", parties: parties)
            #expect(try await api.accepted("\(path)/plan", [:], "status") == "planned")
            #expect(try await api.refused("\(path)/plan", status: 409) == "state.invalid_transition")
            #expect(try await api.refused("\(path)/progress", ["status": "fulfilled"]) == "field.invalid")
            #expect(try await api.accepted("\(path)/progress", [:], "status") == "in_progress")
            #expect(try await api.refused("\(path)/fulfil") == "commitment.evidence_required")
            #expect(try await api.get(path).json["isOverdue"] == true)
            let bare = study.merging(["evidenceRef": " "]) { _, new in new }
            #expect(try await api.refused("\(path)/deliver", .object(bare)) == "commitment.evidence_required")
            let other = study.merging(["byOrgId": .string(parties[1])]) { _, new in new }
            #expect(try await api.refused("\(path)/deliver", .object(other)) == "commitment.party_unknown")
            let future = study.merging(["on": "2027-03-01"]) { _, new in new }
            #expect(try await api.refused("\(path)/deliver", .object(future)) == "date.in_future")
            let negative = study.merging(["beneficiaries": [["group": "CHI", "count": -3]]]) { _, new in new }
            #expect(try await api.refused("\(path)/deliver", .object(negative)) == "quantity.invalid")
            let numbered = study.merging(["deliverableId": .string(Examples.id(66).description)]) { _, new in new }
            _ = try await api.accepted("\(path)/deliver", .object(numbered), "deliverableId")
            #expect(try await api.refused("\(path)/deliver", .object(numbered), status: 409) == "id.taken")
            #expect(try await api.accepted("\(path)/fulfil", ["on": "2026-07-01"], "status") == "fulfilled")
            #expect(try await api.get(path).json["isOverdue"] == false)
            // More may come after fulfilment; it changes no status.
            _ = try await api.accepted("\(path)/deliver", .object(study), "deliverableId")
            #expect(try await api.refused("\(path)/withdraw", status: 409) == "state.invalid_transition")
            #expect(
                try api.eventNames(of: id) == [
                    "commitment.pledged", "commitment.progressed", "commitment.progressed", "commitment.delivered",
                    "commitment.fulfilled", "commitment.delivered",
                ]
            )
            #expect(try await api.refused("/v1/commitments/\(agreement)/plan", status: 404) == "commitment.unknown")
        }
    }

    @Test func `what is given up or withdrawn takes no more deliveries`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let given = "/v1/commitments/\(try made.commitment("C1"))"
            #expect(
                try await api.accepted("\(given)/progress", ["status": "not_fulfilled"], "status") == "not_fulfilled"
            )
            let withdrawn = "/v1/commitments/\(try made.commitment("C2"))"
            #expect(try await api.accepted("\(withdrawn)/withdraw", [:], "status") == "withdrawn")
            for path in [given, withdrawn] {
                let study: JSON = ["kind": "STUDY", "on": "2026-03-01", "evidenceRef": "study"]
                #expect(try await api.refused("\(path)/deliver", study, status: 409) == "state.invalid_transition")
                #expect(try await api.refused("\(path)/fulfil", status: 409) == "state.invalid_transition")
            }
        }
    }

    @Test func `a delivery in an institution is a delivery where it stands`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let institution = try await api.accepted(
                "/v1/institutions",
                [
                    "orgId": .string(made.ministry), "name": "Women's centre", "kind": "WOMEN_CENTRE",
                    "security": "OPEN",
                    "sexServed": "F", "place": "MA-AZI:CEN",
                ],
                "institutionId"
            )
            let path = "/v1/commitments/\(try made.commitment("M5"))/deliver"
            let answer = try await api.post(
                path,
                [
                    "kind": "CENTRE", "institutionId": .string(institution), "on": "2026-05-01",
                    "evidenceRef": "inspection",
                ]
            )
            #expect(answer.json["coverage"]["delivered"].array == ["MA-AZI"])
            let unknown: JSON = [
                "kind": "CENTRE", "institutionId": .string(Examples.id(1).description), "on": "2026-05-01",
                "evidenceRef": "inspection",
            ]
            #expect(try await api.refused(path, unknown) == "institution.unknown")
        }
    }
}
