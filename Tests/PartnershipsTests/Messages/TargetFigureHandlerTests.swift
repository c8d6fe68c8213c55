import EventStore
import Events
import GRDB
import TestKit
import Testing

@testable import Partnerships

@Suite struct TargetFigureHandlerTests {
    private static func figure(_ value: Int?, revision: Int, dimensions: [String: String] = [:]) -> StatisticUpdated {
        var event = StatisticUpdated.example
        event.indicator = .institutionsReached
        event.dimensions = dimensions
        event.value = value
        event.revision = revision
        return event
    }

    @Test func `keeps the newest figure of an indicator that is a target, and no other`() async throws {
        try await PartnershipsAPI.run { api in
            let parties = [try await api.organisation("One"), try await api.organisation("Two")]
            let agreement = try await api.memorandum(
                parties: parties,
                ["targets": [["indicator": "INST_REACHED", "quantity": ["value": 20, "qualifier": "about"]]]]
            )
            var other = Self.figure(7, revision: 1)
            other.indicator = .returns
            let records = [
                try published(Self.figure(19, revision: 2), of: Examples.id(1), key: "a", source: "/jisr/statistics/n"),
                try published(Self.figure(12, revision: 1), of: Examples.id(2), key: "b", source: "/jisr/statistics/n"),
                try published(
                    Self.figure(3, revision: 9, dimensions: ["sex": "M"]),
                    of: Examples.id(3),
                    key: "c",
                    source: "/jisr/statistics/n"
                ),
                try published(other, of: Examples.id(4), key: "d", source: "/jisr/statistics/n"),
            ]
            try await api.receive(records, topic: .figures)
            let target = try await api.get("/v1/agreements/\(agreement)/progress").json["targets"][0]
            #expect(target["counted"]["value"].int == 19)
            #expect(target["isMet"] == true)
            let kept = try api.store.readNow {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM log WHERE producer IS NOT NULL")
            }
            #expect(kept == 2)
        }
    }
}
