import Events
import TestKit
import Testing

@testable import Training

@Suite struct CampaignTests {
    private static func plan(_ changes: [String: JSON] = [:]) -> JSON {
        let body: [String: JSON] = [
            "kind": "DESTIGMA", "slogan": "I, too, deserve a second chance", "themes": ["CHILD_RIGHTS"],
            "channels": ["SOC"], "audience": ["PUB"], "regions": ["EG"], "from": "2021-02-17", "to": "2021-03-31",
        ]
        return .object(body.merging(changes) { _, new in new })
    }

    @Test func `runs, ends and reports whom it reached`() async throws {
        try await TrainingAPI.run { api in
            let id = try await api.accepted("/v1/campaigns", Self.plan(), "campaignId")
            let path = "/v1/campaigns/\(id)"
            #expect(try await api.refused("\(path)/end", status: 409) == "state.invalid_transition")
            #expect(try await api.accepted("\(path)/start", [:], "status") == "running")
            #expect(try await api.accepted("\(path)/end", [:], "status") == "ended")
            #expect(try await api.refused("\(path)/cancel", status: 409) == "state.invalid_transition")
            #expect(try await api.refused("\(path)/report") == "campaign.reach_missing")
            #expect(try await api.refused("\(path)/report", ["reach": [:]]) == "campaign.reach_missing")
            #expect(try await api.refused("\(path)/report", ["reach": ["people": -5]]) == "quantity.invalid")
            let reach: JSON = ["reach": ["people": 25_000]]
            #expect(try await api.accepted("\(path)/report", reach, "status") == "reported")
            let view = try await api.get(path).json
            #expect(view["reach"]["people"].int == 25_000)
            #expect(view["reach"]["materials"] == .null)
            #expect(try await api.get("/v1/campaigns?status=reported").json["items"].array.count == 1)
            #expect(
                try api.eventNames() == ["campaign.planned", "campaign.started", "campaign.ended", "campaign.reported"]
            )
        }
    }

    @Test(arguments: [
        Change(["to": "2021-01-01"], "period.invalid"), Change(["channels": []], "field.required"),
        Change(["themes": []], "field.required"), Change(["regions": []], "field.required"),
    ])
    func `refuses a plan that is not in order`(change: Change) async throws {
        try await TrainingAPI.run { api in
            let code = try await api.refused("/v1/campaigns", Self.plan(change.body))
            #expect(code == change.code)
        }
    }

    @Test func `a campaign may be cancelled until it is over`() async throws {
        try await TrainingAPI.run { api in
            let id = try await api.accepted("/v1/campaigns", Self.plan(), "campaignId")
            #expect(try await api.accepted("/v1/campaigns/\(id)/cancel", [:], "status") == "cancelled")
            let start = try await api.refused("/v1/campaigns/\(id)/start", status: 409)
            #expect(start == "state.invalid_transition")
            #expect(try await api.refused("/v1/campaigns/\(Examples.id(2))/start", status: 404) == "campaign.unknown")
        }
    }

    @Test func `knowledge is listed by kind and keeps its words to itself`() async throws {
        try await TrainingAPI.run { api in
            let body: JSON = [
                "kind": "MECHANISM", "country": "QA", "topics": ["CHILD_RIGHTS"], "legalRef": "Law 1/2000",
                "text": "one desk for every child",
            ]
            let id = try await api.accepted("/v1/knowledge", body, "knowledgeId")
            #expect(try await api.get("/v1/knowledge/\(id)").json["text"] == "one desk for every child")
            #expect(try await api.get("/v1/knowledge?kind=MECHANISM&country=QA").json["items"].array.count == 1)
            #expect(try await api.get("/v1/knowledge?kind=TERM").json["items"].array.isEmpty)
            #expect(!(try api.payloads().contains("desk")))
            #expect(try await api.refused("/v1/knowledge", body.with(["text": " "])) == "field.required")
        }
    }
}
