import EventStore
import Events
import TestKit
import Testing

@testable import Partnerships

@Suite struct OutreachHandlerTests {
    private static func activity(on commitments: [String]) -> ActivityReported {
        var event = ActivityReported.example
        event.commitmentIds = commitments.compactMap { EntityID($0) }
        return event
    }

    @Test func `handles each record once however often it comes`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let training = try made.commitment("C4")
            let record = try published(Self.activity(on: [training]), of: Examples.id(20))
            #expect(try await api.receive([record]).handled == 1)
            #expect(try await api.receive([record], from: 1).duplicates == 1)
            // The same activity from its producer's restored store is another record about the same thing.
            var restored = Self.activity(on: [training])
            restored.activityId = ActivityReported.example.activityId
            let other = try published(restored, of: Examples.id(21), source: "/jisr/training/other")
            try await api.receive([other], from: 2)
            #expect(try api.eventNames(of: training).count { $0 == "commitment.delivered" } == 1)
        }
    }

    @Test func `an unknown commitment waits where an operator sees it, and goes through when it arrives`() async throws
    {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let late = Examples.id(30).description
            let event = Self.activity(on: [late, try made.commitment("C4")])
            let outcome = try await api.receive([try published(event, of: event.activityId)])
            #expect(outcome.parked == 1)
            #expect(try await api.get("/v1/commitments/\(try made.commitment("C4"))").json["status"] == "pledged")
            _ = try await api.accepted(
                "/v1/agreements/\(made.agreement)/commitments",
                [
                    "commitmentId": .string(late), "committedByOrgIds": [.string(made.council)], "kind": "SEMINAR",
                    "text": "Seminars",
                ],
                "commitmentId"
            )
            api.clock.advance(by: .seconds(86_400))
            #expect(try await api.retryParked().released == 1)
            #expect(try await api.get("/v1/commitments/\(late)").json["status"] == "in_progress")
            #expect(try await api.get("/v1/commitments/\(try made.commitment("C4"))").json["status"] == "in_progress")
        }
    }

    @Test func `a reported activity that is corrected delivers on the commitments it names now, once`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let seminar = try made.commitment("C5")
            var corrected = ActivityCorrected.example
            corrected.commitmentIds = [try #require(EntityID(seminar))]
            // Before its report nobody waits for it.
            let early = try published(corrected, of: corrected.activityId, sequence: 1)
            try await api.receive([early])
            #expect(try await api.get("/v1/commitments/\(seminar)").json["status"] == "pledged")
            let report = try published(Self.activity(on: []), of: corrected.activityId, sequence: 2)
            let late = try published(corrected, of: corrected.activityId, sequence: 3)
            let again = try published(corrected, of: corrected.activityId, sequence: 4)
            let outcome = try await api.receive([report, late, again], from: 1)
            #expect(outcome.handled == 3, "\(outcome)")
            let view = try await api.get("/v1/commitments/\(seminar)").json
            #expect(view["status"] == "in_progress")
            #expect(view["deliveries"].array.count == 1)
        }
    }

    @Test func `a withdrawn commitment sends the record to the dead letters`() async throws {
        try await PartnershipsAPI.run { api in
            let made = try await ReparationAgreement.make(api)
            let withdrawn = try made.commitment("C4")
            _ = try await api.accepted("/v1/commitments/\(withdrawn)/withdraw", [:], "status")
            let event = Self.activity(on: [withdrawn])
            let outcome = try await api.receive([try published(event, of: event.activityId)])
            #expect(outcome.deadLettered.values.reduce(0, +) == 1)
            #expect(try api.eventNames(of: withdrawn).last == "commitment.withdrawn")
        }
    }

    @Test func `an activity without commitments is none of this service's business`() async throws {
        try await PartnershipsAPI.run { api in
            let event = Self.activity(on: [])
            try await api.receive([try published(event, of: event.activityId)])
            #expect(try api.eventNames().isEmpty)
        }
    }
}
