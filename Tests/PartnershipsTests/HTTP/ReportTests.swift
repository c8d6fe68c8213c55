import EventStore
import Events
import TestKit
import Testing

@testable import Partnerships

@Suite struct ReportTests {
    @Test func `refuses a report that is not in order`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let path = "/v1/agreements/\(made.agreement)/reports"
            let good: [String: JSON] = [
                "period": ["from": "2026-01-01", "to": "2026-06-30"], "byOrgId": .string(made.council),
                "submittedOn": "2026-07-10",
            ]
            func changed(_ changes: [String: JSON]) -> JSON { .object(good.merging(changes) { _, new in new }) }
            let stranger = try await api.organisation("Stranger")
            #expect(try await api.refused(path, changed(["byOrgId": .string(stranger)])) == "agreement.party_unknown")
            let backwards = changed(["period": ["from": "2026-06-30", "to": "2026-01-01"]])
            #expect(try await api.refused(path, backwards) == "period.invalid")
            let odd = changed(["period": ["from": "2026-02-01", "to": "2026-03-31"]])
            #expect(try await api.refused(path, odd) == "report.due_required")
            let foreign: JSON = [
                ["commitmentId": .string(Examples.id(3).description), "status": "in_progress"]
            ]
            #expect(try await api.refused(path, changed(["lines": foreign])) == "commitment.unknown")
            let outside: JSON = [
                ["commitmentId": .string(try made.commitment("M5")), "status": "in_progress", "region": "EG-C"]
            ]
            #expect(try await api.refused(path, changed(["lines": outside])) == "region.outside_agreement")
            #expect(try await api.refused(path, changed(["submittedOn": "2027-01-01"])) == "date.in_future")
            let draft = try await api.memorandum(parties: [made.council, made.ministry])
            #expect(
                try await api.refused("/v1/agreements/\(draft)/reports", .object(good), status: 409)
                    == "state.invalid_transition"
            )
            _ = try await api.accepted(path, .object(good), "reportId")
            #expect(try api.eventNames(of: made.agreement).last == "progress.reported")
            #expect(try await api.get(path).json["items"].array.count == 1)
        }
    }

    @Test func `a report outside any schedule is late by the day it states`() async throws {
        try await PartnershipsAPI.run { api in
            let parties = [try await api.organisation("One"), try await api.organisation("Two")]
            let agreement = try await api.memorandum(parties: parties)
            _ = try await api.sign(agreement, on: "2026-01-01", parties: parties)
            let answer = try await api.post(
                "/v1/agreements/\(agreement)/reports",
                [
                    "period": ["from": "2026-01-01", "to": "2026-03-31"], "byOrgId": .string(parties[0]),
                    "due": "2026-04-15", "submittedOn": "2026-05-02",
                ]
            )
            #expect(answer.json["isLate"] == true)
            #expect(try api.eventNames(of: agreement).suffix(2) == ["progress.reported", "progress.overdue"])
            let duties = try await api.get("/v1/agreements/\(agreement)/progress").json["duties"]
            #expect(duties[0]["submittedOn"] == "2026-05-02")
            #expect(duties[0]["isOverdue"] == false)
        }
    }

    @Test func `notes stay in the store, encrypted`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let report: JSON = [
                "period": ["from": "2026-01-01", "to": "2026-06-30"], "byOrgId": .string(made.ministry),
                "submittedOn": "2026-07-10",
                "lines": [
                    [
                        "commitmentId": .string(try made.commitment("M5")), "status": "in_progress", "region": "MA-FIG",
                        "note": "whispered words",
                    ]
                ],
            ]
            let id = try await api.accepted("/v1/agreements/\(made.agreement)/reports", report, "reportId")
            let reportID = try #require(EntityID(id))
            let agreementID = try #require(EntityID(made.agreement))
            let (payload, notes) = try api.store.writeNow { transaction in
                let entry = try #require(transaction.entries(aggregate: agreementID).last)
                #expect(entry.subjectID == reportID)
                return (
                    String(decoding: entry.payload, as: UTF8.self), try transaction.unseal(ReportNotes.self, of: entry)
                )
            }
            #expect(!payload.contains("whispered"))
            #expect(notes?.notes == ["0": "whispered words"])
        }
    }
}
