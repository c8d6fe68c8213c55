import EventStore
import Events
import GRDB
import TestKit
import Testing

@testable import Partnerships

/// Organisations, institutions, policies, programmes.
@Suite struct DirectoryTests {
    @Test func `registers an organisation under the identifier given and keeps its contact to itself`() async throws {
        try await PartnershipsAPI.run { api in
            let id = Examples.id(1).description
            let body: JSON = [
                "orgId": .string(id), "names": ["en": " Society for Children ", "fr": "Association"], "acronym": "SC",
                "kind": "NNGO", "country": "MA", "foundedYear": 1995, "nonProfit": true, "fields": ["child protection"],
                "contact": ["name": "Z. Hidden", "email": "hidden@example.org"],
            ]
            let answer = try await api.post("/v1/organisations", body)
            #expect(answer.status == 201)
            #expect(answer.headers["location"] == "/v1/organisations/\(id)")
            #expect(answer.headers["etag"] == "\"1\"")
            let view = try await api.get("/v1/organisations/\(id)")
            #expect(view.json["details"]["names"]["en"] == "Society for Children")
            #expect(view.json["isCSO"] == true)
            #expect(!view.text.contains("Hidden"))
            #expect(try await api.get("/v1/organisations/\(id)/contact").json["name"] == "Z. Hidden")
            let payloads = try api.store.readNow {
                try String.fetchAll($0, sql: "SELECT CAST(payload AS TEXT) FROM log")
            }
            #expect(!payloads.joined().contains("hidden"))
            #expect(try await api.refused("/v1/organisations", body, status: 409) == "id.taken")
        }
    }

    @Test(arguments: [
        Change(["names": [:], "kind": "NNGO", "country": "MA"], "field.required"),
        Change(["names": ["en": "A"], "kind": "NNGO", "country": "ZZ"], "field.invalid"),
        Change(["names": ["en": "A"], "kind": "NNGO", "country": "MA", "foundedYear": 2100], "field.invalid"),
        Change(
            [
                "names": ["en": "A"], "kind": "NNGO", "country": "MA",
                "parentOrgId": .string(Examples.id(9).description),
            ],
            "organisation.unknown"
        ),
        Change(["names": ["en": "A"], "kind": "CLUB", "country": "MA"], "code.unknown"),
        Change(
            ["names": ["en": "A"], "kind": "IGO", "country": "ZZ", "occurredAt": "2027-06-01T00:00:00Z"],
            "date.in_future"
        ),
    ])
    func `refuses an organisation that is not in order`(change: Change) async throws {
        try await PartnershipsAPI.run { api in
            let code = try await api.refused("/v1/organisations", .object(change.body))
            #expect(code == change.code)
            #expect(try api.eventNames().isEmpty)
        }
    }

    @Test func `an organisation cannot come to stand above itself`() async throws {
        try await PartnershipsAPI.run { api in
            let top = try await api.organisation("Foundation", kind: "FOUNDATION", country: "QA")
            let centre = try await api.accepted(
                "/v1/organisations",
                ["names": ["en": "Centre"], "kind": "PUBLIC", "country": "QA", "parentOrgId": .string(top)],
                "orgId"
            )
            let update: JSON = [
                "names": ["en": "Foundation"], "kind": "FOUNDATION", "country": "QA", "parentOrgId": .string(centre),
            ]
            let answer = try await api.put("/v1/organisations/\(top)", update)
            #expect(answer.json["code"] == "organisation.own_parent")
            let below = try await api.get("/v1/organisations?parentOrgId=\(top)").json
            #expect(below["items"].array.map { $0["orgId"].string } == [centre])
            let stale = try await api.put(
                "/v1/organisations/\(top)",
                ["names": ["en": "New"], "kind": "FOUNDATION", "country": "QA"],
                version: 7
            )
            #expect(stale.status == 409)
            #expect(stale.json["code"] == "version.conflict")
        }
    }

    @Test func `a shelter is known by its province only`() async throws {
        try await PartnershipsAPI.run { api in
            let org = try await api.organisation("Ministry", country: "EG")
            let shelter = try await api.accepted(
                "/v1/institutions",
                [
                    "orgId": .string(org), "name": "Shelter", "kind": "SHELTER", "security": "CLOSED", "sexServed": "F",
                    "place": "EG-BA:HRG",
                ],
                "institutionId"
            )
            let view = try await api.get("/v1/institutions/\(shelter)").json
            #expect(view["details"]["place"] == "EG-BA")
            let payloads = try api.store.readNow {
                try String.fetchAll($0, sql: "SELECT CAST(payload AS TEXT) FROM log")
            }
            #expect(!payloads.joined().contains("HRG"))
        }
    }

    @Test(arguments: [
        Change(["kind": "SCI_CLOSED", "security": "OPEN"], "institution.security_mismatch"),
        Change(["kind": "SCI_OPEN", "security": "CLOSED"], "institution.security_mismatch"),
        Change(["ageMin": 18, "ageMax": 12], "field.invalid"),
        Change(["capacity": -1], "field.invalid"),
        Change(["orgId": .string(Examples.id(5).description)], "organisation.unknown"),
        Change(["place": "Cairo"], "field.invalid"),
    ])
    func `refuses an institution that is not in order`(change: Change) async throws {
        try await PartnershipsAPI.run { api in
            let org = try await api.organisation("Ministry", country: "EG")
            var body: [String: JSON] = [
                "orgId": .string(org), "name": "Institution", "kind": "SCI_CLOSED", "security": "CLOSED",
                "sexServed": "M", "place": "EG-C:MARG",
            ]
            body.merge(change.body) { _, new in new }
            let code = try await api.refused("/v1/institutions", .object(body))
            #expect(code == change.code)
        }
    }

    @Test func `nine institutions adopt three policies, each once and never backwards`() async throws {
        try await PartnershipsAPI.run { api in
            let org = try await api.organisation("Ministry", country: "EG")
            var institutions: [String] = []
            for number in 1...9 {
                institutions.append(
                    try await api.accepted(
                        "/v1/institutions",
                        [
                            "orgId": .string(org), "name": .string("Institution \(number)"), "kind": "SCI_OPEN",
                            "security": "OPEN", "sexServed": "M", "place": "EG-C",
                        ],
                        "institutionId"
                    )
                )
            }
            for institution in institutions {
                for policy in ["CLASSIFICATION", "RIGHTS_DUTIES", "REINTEGRATION_UNIT"] {
                    _ = try await api.accepted(
                        "/v1/institutions/\(institution)/policies",
                        ["policy": .string(policy), "adoptedOn": ["value": "2018-05-07", "precision": "year"]],
                        "status"
                    )
                }
            }
            #expect(try api.eventNames().count { $0 == "institution.policy_adopted" } == 27)
            let first = try #require(institutions.first)
            let path = "/v1/institutions/\(first)/policies"
            let again: JSON = ["policy": "CLASSIFICATION", "adoptedOn": ["precision": "unknown"]]
            #expect(try await api.refused(path, again, status: 409) == "state.invalid_transition")
            let practised: JSON = [
                "policy": "CLASSIFICATION", "adoptedOn": ["precision": "unknown"], "status": "practised",
            ]
            #expect(try await api.accepted(path, practised, "status") == "practised")
            let view = try await api.get("/v1/institutions/\(first)").json
            #expect(view["policies"].array.count == 3)
            // Known to the year: its first day.
            #expect(view["policies"][1]["adoptedOn"]["value"] == "2018-01-01")
            let cairo = try await api.get("/v1/institutions?place=EG&limit=200").json
            #expect(cairo["items"].array.count == 9)
            #expect(try await api.get("/v1/institutions?place=EG-ALX").json["items"].array.isEmpty)
            // The business date is when it happened, not when it was entered.
            let occurred = try api.store.readNow {
                try Int64.fetchAll(
                    $0,
                    sql: """
                        SELECT DISTINCT occurred_at FROM log l JOIN event_type t ON t.id=l.type
                        WHERE t.name='jisr.institution.policy_adopted.v1' ORDER BY 1
                        """
                )
            }
            #expect(occurred.first.map { Timestamp(millisecondsSince1970: $0).date } == day("2018-01-01"))
            let nobody = "/v1/institutions/\(Examples.id(77))/policies"
            #expect(try await api.refused(nobody, again, status: 404) == "institution.unknown")
        }
    }

    @Test func `a programme declares at least as many countries as it names`() async throws {
        try await PartnershipsAPI.run { api in
            let donor = try await api.organisation("Union", kind: "IGO", country: "ZZ")
            let lead = try await api.organisation("Organisation for Migration", kind: "IGO", country: "ZZ")
            var body: [String: JSON] = [
                "name": "Joint programme", "donorOrgIds": [.string(donor)], "leadOrgIds": [.string(lead)],
                "declaredCountryCount": 26, "regions": ["Sahel and Lake Chad", "Horn of Africa", "North Africa"],
                "windows": [
                    [
                        "name": "North Africa", "startedOn": ["value": "2019-06-01", "precision": "month"],
                        "countries": ["DZ", "EG", "LY", "MA", "TN"],
                    ]
                ],
            ]
            let programme = try await api.accepted("/v1/programmes", .object(body), "programmeId")
            let view = try await api.get("/v1/programmes/\(programme)").json
            #expect(view["programme"]["windows"][0]["countries"].array.count == 5)
            body["declaredCountryCount"] = 4
            #expect(try await api.refused("/v1/programmes", .object(body)) == "programme.country_count")
            body["leadOrgIds"] = []
            #expect(try await api.refused("/v1/programmes", .object(body)) == "programme.lead_required")
            #expect(try await api.get("/v1/programmes").json["items"].array.count == 1)
        }
    }
}
