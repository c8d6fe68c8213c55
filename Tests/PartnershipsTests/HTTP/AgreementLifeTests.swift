import Events
import TestKit
import Testing

@testable import Partnerships

/// Reviews, renewals and amendments: what follows with time, and what stays known.
@Suite struct AgreementLifeTests {
    private static func timer(_ api: PartnershipsAPI) -> AgreementTimer {
        AgreementTimer(writer: api.writer, calendar: api.calendar, backfillDays: 0)
    }

    /// A memorandum of two parties in force from 2026-12-01 for two years, to be reviewed every six months.
    private static func memorandum(_ api: PartnershipsAPI) async throws -> (id: String, parties: [String]) {
        let parties = [try await api.organisation("Ministry"), try await api.organisation("Office")]
        let id = try await api.memorandum(
            parties: parties,
            ["inForceFrom": "2026-12-01", "inForceTo": "2028-11-30", "reviewEveryMonths": 6]
        )
        _ = try await api.sign(id, on: "2026-11-20", parties: parties)
        return (id, parties)
    }

    @Test func `a review falls due once, and once again after each review, however often it is looked`() async throws {
        try await PartnershipsAPI.run { api in
            let (agreement, _) = try await Self.memorandum(api)
            let path = "/v1/agreements/\(agreement)"
            let kept = Self.timer(api)
            for day in [day("2026-12-01"), day("2027-05-31")] {
                api.clock.move(to: day)
                try await kept.look(at: api.clock.now)
            }
            #expect(try await api.get(path).json["status"] == "in_force")
            #expect(try await api.get(path).json["nextReviewOn"] == "2027-06-01")
            api.clock.move(to: day("2027-06-03"))
            // Another timer is another process over the same store.
            for timer in [kept, kept, Self.timer(api), Self.timer(api)] { try await timer.look(at: api.clock.now) }
            #expect(try api.eventNames(of: agreement).count { $0 == "agreement.review_due" } == 1)
            #expect(try await api.get(path).json["status"] == "under_review")
            #expect(try await api.get("/v1/agreements?status=under_review").json["items"].array.count == 1)
            #expect(try await api.accepted("\(path)/review", ["reviewedOn": "2027-06-02"], "status") == "in_force")
            #expect(try await api.get("/v1/agreements?status=in_force").json["items"].array.count == 1)
            #expect(try await api.get(path).json["nextReviewOn"] == "2027-12-02")
            api.clock.move(to: day("2027-12-02"))
            try await kept.look(at: api.clock.now)
            #expect(try api.eventNames(of: agreement).count { $0 == "agreement.review_due" } == 2)
            // Its end comes whether it was reviewed or not.
            api.clock.move(to: day("2028-12-01"))
            for timer in [kept, Self.timer(api)] { try await timer.look(at: api.clock.now) }
            #expect(try await api.get(path).json["status"] == "expired")
            #expect(try api.eventNames(of: agreement).count { $0 == "agreement.expired" } == 1)
        }
    }

    @Test func `under review it can be amended, renewed and delivered under`() async throws {
        try await PartnershipsAPI.run { api in
            let (agreement, parties) = try await Self.memorandum(api)
            let path = "/v1/agreements/\(agreement)"
            api.clock.move(to: day("2027-06-03"))
            try await Self.timer(api).look(at: api.clock.now)
            #expect(try await api.accepted("\(path)/amend", ["objectives": ["Care"]], "status") == "under_review")
            #expect(try await api.accepted("\(path)/renew", ["to": "2030-11-30"], "status") == "under_review")
            let pledge: JSON = ["kind": "TECHSUP", "text": "Support", "committedByOrgIds": [.string(parties[0])]]
            let commitment = try await api.accepted("\(path)/commitments", pledge, "commitmentId")
            let delivery: JSON = ["kind": "REPORT", "on": "2027-06-01", "evidenceRef": "report 1"]
            _ = try await api.accepted("/v1/commitments/\(commitment)/deliver", delivery, "deliverableId")
            #expect(try await api.refused("\(path)/amend", ["reviewEveryMonths": 0]) == "field.invalid")
            #expect(try await api.accepted("\(path)/terminate", [:], "status") == "terminated")
            #expect(try await api.get(path).json["nextReviewOn"] == .null)
        }
    }

    @Test func `amendments and renewals add to the history and change nothing of it`() async throws {
        try await PartnershipsAPI.run { api in
            let (agreement, _) = try await Self.memorandum(api)
            let path = "/v1/agreements/\(agreement)"
            api.clock.move(to: day("2026-12-02"))
            try await Self.timer(api).look(at: api.clock.now)
            _ = try await api.accepted("\(path)/amend", ["title": "Memorandum, amended"], "status")
            _ = try await api.accepted("\(path)/renew", ["to": "2030-11-30"], "status")
            let steps = try await api.get("\(path)/history").json["steps"].array
            #expect(steps.map { $0["kind"] } == ["drafted", "signed", "in_force", "amended", "renewed"])
            #expect(steps.map { $0["version"].int } == [1, 2, 3, 4, 5])
            #expect(steps[1]["terms"]["title"] == "Memorandum")
            #expect(steps[3]["terms"]["title"] == "Memorandum, amended")
            #expect(steps[3]["changed"] == ["title"])
            #expect(steps.map { $0["inForceTo"] }.suffix(2) == ["2028-11-30", "2030-11-30"])
            let unknown = try await api.get("/v1/agreements/\(Examples.id(3))/history")
            #expect(unknown.json["code"] == "agreement.unknown")
        }
    }

    @Test func `an agreement knows what continues it`() async throws {
        try await PartnershipsAPI.run { api in
            let (old, parties) = try await Self.memorandum(api)
            let new = try await api.memorandum(parties: parties, ["continuesAgreementId": .string(old)])
            let view = try await api.get("/v1/agreements/\(old)").json
            #expect(view["continuedByAgreementIds"].array.compactMap(\.string) == [new])
            #expect(try await api.get("/v1/agreements/\(new)").json["continuedByAgreementIds"].array.isEmpty)
        }
    }

    @Test func `a programme's windows change, and its entry says how it now stands`() async throws {
        try await PartnershipsAPI.run { api in
            let lead = try await api.organisation("Organisation for Migration", kind: "IGO", country: "ZZ")
            var body: [String: JSON] = ["name": "Joint programme", "leadOrgIds": [.string(lead)]]
            let id = try await api.accepted("/v1/programmes", .object(body), "programmeId")
            let path = "/v1/programmes/\(id)"
            #expect(try await api.put(path, .object(body)).json["code"] == "correction.empty")
            body["windows"] = [["name": "North Africa", "countries": ["EG", "MA"]]]
            #expect(try await api.put(path, .object(body), version: 1).json["version"].int == 2)
            #expect(try await api.put(path, .object(body), version: 1).json["code"] == "version.conflict")
            body["declaredCountryCount"] = 1
            #expect(try await api.put(path, .object(body)).json["code"] == "programme.country_count")
            let view = try await api.get(path).json
            #expect(view["version"].int == 2)
            #expect(view["programme"]["windows"][0]["countries"].array.count == 2)
            #expect(try await api.put("/v1/programmes/\(Examples.id(4))", .object(body)).status == 404)
            #expect(try api.eventNames(of: id) == ["programme.registered", "programme.updated"])
        }
    }
}
