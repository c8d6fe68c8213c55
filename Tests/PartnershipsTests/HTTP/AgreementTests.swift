import Events
import TestKit
import Testing

@testable import Partnerships

@Suite struct AgreementTests {
    @Test(arguments: [1, 2])
    func `one party, even twice, is no agreement`(times: Int) async throws {
        try await PartnershipsAPI.run { api in
            let only = try await api.organisation("Ministry", country: "EG")
            let body: JSON = [
                "kind": "MOU", "title": "Memorandum",
                "partyOrgIds": .array(Array(repeating: .string(only), count: times)),
            ]
            #expect(try await api.refused("/v1/agreements", body) == "agreement.two_parties")
        }
    }

    @Test(arguments: [
        Change(["inForceFrom": "2021-02-17", "inForceTo": "2020-02-17"], "period.invalid"),
        Change(["countries": ["EG"], "regions": ["MA-FIG"]], "region.outside_agreement"),
        Change(["institutionIds": [.string(Examples.id(4).description)]], "institution.unknown"),
        Change(["continuesAgreementId": .string(Examples.id(4).description)], "agreement.unknown"),
        Change(["reporting": ["everyMonths": 0, "dueDays": 30]], "field.invalid"),
        Change(["title": " "], "field.required"),
        Change(
            ["targets": [["indicator": "INST_REACHED", "quantity": ["value": -2, "qualifier": "about"]]]],
            "quantity.invalid"
        ),
    ])
    func `refuses terms that are not in order`(change: Change) async throws {
        try await PartnershipsAPI.run { api in
            let first = try await api.organisation("Ministry", country: "EG")
            let second = try await api.organisation("Office", kind: "IGO", country: "ZZ")
            var body: [String: JSON] = [
                "kind": "MOU", "title": "Memorandum", "partyOrgIds": [.string(first), .string(second)],
            ]
            body.merge(change.body) { _, new in new }
            #expect(try await api.refused("/v1/agreements", .object(body)) == change.code)
        }
    }

    /// Scenario E3.
    @Test func `a memorandum continues an older one and comes into force when it is signed late`() async throws {
        try await PartnershipsAPI.run { api in
            let ministry = try await api.organisation("Ministry", country: "EG")
            let office = try await api.organisation("Office", kind: "IGO", country: "ZZ")
            let old = try await api.memorandum(parties: [ministry, office], ["inForceTo": "2020-12-31"])
            let ended = try await api.sign(old, on: "2006-03-01", parties: [ministry, office])
            // It states no first day in force, so it waits for one.
            #expect(ended.json["status"] == "signed")
            let activated = try await api.post("/v1/agreements/\(old)/activate", ["from": "2006-03-01"])
            #expect(activated.json["status"] == "expired")
            let new = try await api.memorandum(
                parties: [ministry, office],
                [
                    "continuesAgreementId": .string(old), "partnershipSince": 2006, "inForceFrom": "2021-02-17",
                    "targets": [
                        [
                            "indicator": "INST_REACHED",
                            "quantity": ["value": 20, "qualifier": "about", "unit": "institutions"],
                            "due": "2025-12-31",
                        ]
                    ],
                ]
            )
            let path = "/v1/agreements/\(new)/sign"
            let half: JSON = [
                "signedOn": "2021-02-17",
                "signatories": [["name": "A", "title": "Minister", "orgId": .string(ministry)]],
            ]
            #expect(try await api.refused(path, half) == "signatory.missing")
            let stranger = try await api.organisation("Stranger")
            let foreign: JSON = ["signatories": [["name": "A", "title": "B", "orgId": .string(stranger)]]]
            #expect(try await api.refused(path, foreign) == "signatory.not_party")
            #expect(
                try await api.sign(new, on: "2021-02-17", parties: [ministry, office]).json["status"] == "in_force"
            )
            #expect(
                try api.eventNames(of: new) == ["agreement.drafted", "agreement.signed", "agreement.in_force"]
            )
            let again = try await api.sign(new, on: "2021-02-17", parties: [ministry, office])
            #expect(again.status == 409)
            #expect(again.json["code"] == "state.invalid_transition")
            let listed = try await api.get("/v1/agreements?partyOrgId=\(office)&status=in_force").json["items"]
            #expect(listed.array.map { $0["agreementId"].string } == [new])

            var figure = StatisticUpdated.example
            figure.indicator = .institutionsReached
            figure.dimensions = ["agreement": new]
            figure.value = 20
            try await api.receive(
                [
                    try published(
                        figure,
                        of: Examples.id(50),
                        key: "INST_REACHED",
                        source: "/jisr/statistics/national"
                    )
                ],
                topic: .figures
            )
            let target = try await api.get("/v1/agreements/\(new)/progress").json["targets"][0]
            #expect(target["counted"]["value"].int == 20)
            #expect(target["isMet"] == true)
        }
    }

    @Test func `reviews, renews, amends and terminates`() async throws {
        try await PartnershipsAPI.run { api in
            let parties = [try await api.organisation("One"), try await api.organisation("Two")]
            let id = try await api.memorandum(
                parties: parties,
                ["inForceFrom": "2026-01-01", "inForceTo": "2026-12-31", "regions": ["MA-02", "MA-08"]]
            )
            #expect(try await api.refused("/v1/agreements/\(id)/review", status: 409) == "state.invalid_transition")
            _ = try await api.sign(id, on: "2025-12-01", parties: parties)
            _ = try await api.accepted("/v1/agreements/\(id)/review", ["reviewedOn": "2026-06-01"], "status")
            #expect(
                try await api.refused("/v1/agreements/\(id)/renew", ["to": "2026-06-30"]) == "period.invalid"
            )
            _ = try await api.accepted("/v1/agreements/\(id)/renew", ["to": "2027-12-31"], "status")
            #expect(try await api.get("/v1/agreements/\(id)").json["terms"]["inForceTo"] == "2027-12-31")

            let commitment = try await api.accepted(
                "/v1/agreements/\(id)/commitments",
                [
                    "committedByOrgIds": [.string(parties[0])], "kind": "WCENTRE", "text": "Centres",
                    "regions": ["MA-FIG"],
                ],
                "commitmentId"
            )
            let amend = "/v1/agreements/\(id)/amend"
            #expect(try await api.refused(amend, ["title": "Memorandum"]) == "amendment.empty")
            #expect(try await api.refused(amend, ["regions": ["MA-08"]]) == "region.outside_agreement")
            let third = try await api.organisation("Three")
            let wider: JSON = ["partyOrgIds": .array((parties + [third]).map { .string($0) })]
            #expect(try await api.refused(amend, wider, status: 409) == "agreement.parties_signed")
            _ = try await api.accepted(amend, ["title": "Wider", "regions": ["MA-02"]], "status")
            #expect(try await api.get("/v1/agreements/\(id)").json["terms"]["title"] == "Wider")
            _ = try await api.accepted("/v1/commitments/\(commitment)/withdraw", [:], "status")
            _ = try await api.accepted(amend, ["regions": ["MA-08"]], "status")

            let end = "/v1/agreements/\(id)/terminate"
            #expect(try await api.refused(end, ["byOrgId": .string(third)]) == "agreement.party_unknown")
            #expect(try await api.refused(end, ["terminatedOn": "2020-01-01"]) == "period.invalid")
            #expect(try await api.accepted(end, ["byOrgId": .string(parties[1])], "status") == "terminated")
            #expect(try await api.refused(end, status: 409) == "state.invalid_transition")
            #expect(
                try await api.refused("/v1/agreements/\(Examples.id(8))/review", status: 404) == "agreement.unknown"
            )
        }
    }

    @Test func `an expired agreement comes into force again when it is renewed`() async throws {
        try await PartnershipsAPI.run { api in
            let parties = [try await api.organisation("One"), try await api.organisation("Two")]
            let id = try await api.memorandum(
                parties: parties,
                ["inForceFrom": "2020-01-01", "inForceTo": "2020-12-31"]
            )
            #expect(try await api.sign(id, on: "2019-12-01", parties: parties).json["status"] == "expired")
            // A promise made while it was in force may still be entered, one made now may not.
            let pledge: [String: JSON] = [
                "committedByOrgIds": [.string(parties[0])], "kind": "QUALITY", "text": "Better services",
            ]
            let path = "/v1/agreements/\(id)/commitments"
            _ = try await api.accepted(path, .object(pledge), "commitmentId")
            let late = pledge.merging(["occurredAt": "2026-11-01T10:00:00Z"]) { _, new in new }
            #expect(try await api.refused(path, .object(late), status: 409) == "state.invalid_transition")
            let renewed = try await api.post("/v1/agreements/\(id)/renew", ["to": "2027-12-31"])
            #expect(renewed.json["status"] == "in_force")
            #expect(
                try api.eventNames(of: id) == [
                    "agreement.drafted", "agreement.signed", "agreement.in_force", "agreement.expired",
                    "agreement.renewed", "agreement.in_force",
                ]
            )
        }
    }
}

extension PartnershipsAPI {
    /// Drafts a memorandum and gives its identifier.
    func memorandum(parties: [String], _ more: [String: JSON] = [:]) async throws -> String {
        var body: [String: JSON] = [
            "kind": "MOU", "title": "Memorandum", "partyOrgIds": .array(parties.map { .string($0) }),
        ]
        body.merge(more) { _, new in new }
        return try await accepted("/v1/agreements", .object(body), "agreementId")
    }
}
