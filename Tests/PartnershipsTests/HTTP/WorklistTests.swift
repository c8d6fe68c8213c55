import Events
import TestKit
import Testing

@testable import Partnerships

@Suite struct WorklistTests {
    @Test func `shows what is due and overdue under all agreements, the earliest first`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let parties = [try await api.organisation("One"), try await api.organisation("Two")]
            let other = try await api.memorandum(
                parties: parties,
                ["inForceFrom": "2026-11-01", "inForceTo": "2026-12-31", "reviewEveryMonths": 1]
            )
            _ = try await api.sign(other, on: "2026-11-01", parties: parties)
            let pledge: JSON = [
                "kind": "TECHSUP", "text": "Support", "committedByOrgIds": [.string(parties[0])], "due": "2026-11-10",
            ]
            let late = try await api.accepted("/v1/agreements/\(other)/commitments", pledge, "commitmentId")
            // A draft owes nothing.
            _ = try await api.memorandum(parties: parties, ["inForceTo": "2026-11-30"])

            let items = try await api.get("/v1/worklist").json["items"].array
            // Two parties owe reports on the first half of 2026 (due 30 July) and on the second (due 30 January 2027).
            #expect(
                items.map { $0["kind"] } == ["REPORT", "REPORT", "COMMITMENT", "REVIEW", "EXPIRY", "REPORT", "REPORT"]
            )
            #expect(items.map { $0["due"] }.first == "2026-07-30")
            #expect(items.prefix(3).allSatisfy { $0["state"] == "overdue" })
            #expect(items[3]["due"] == "2026-12-01")
            #expect(items[2]["commitmentId"].string == late)

            let page = try await api.get("/v1/worklist?limit=3").json
            let cursor = try #require(page["next"].string)
            let rest = try await api.get("/v1/worklist?cursor=\(cursor)").json["items"].array
            #expect(page["items"].array + rest == items)

            func count(_ query: String) async throws -> Int {
                try await api.get("/v1/worklist?\(query)").json["items"].array.count
            }
            #expect(try await count("state=overdue") == 3)
            #expect(try await count("kind=REPORT&orgId=\(made.council)") == 2)
            #expect(try await count("orgId=\(parties[1])") == 2)
            #expect(try await count("agreementId=\(other)") == 3)
            #expect(try await count("dueBefore=2026-07-30") == 0)
            #expect(try await api.get("/v1/worklist?cursor=WyJ4Il0").json["code"] == "parameter.invalid")

            // What is done is gone.
            let report: JSON = [
                "period": ["from": "2026-01-01", "to": "2026-06-30"], "byOrgId": .string(made.council),
            ]
            _ = try await api.accepted("/v1/agreements/\(made.agreement)/reports", report, "reportId")
            _ = try await api.accepted("/v1/commitments/\(late)/withdraw", [:], "status")
            #expect(try await count("state=overdue") == 1)
        }
    }
}
