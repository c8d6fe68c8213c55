import Disclosure
import EventStore
import Events
import Foundation
import GRDB
import TestKit
import Testing

@testable import Statistics

@Suite struct PartnerFigureTests {
    private static let end2018 = day(2018, 12, 31)

    @Test func `partners are told smaller numbers, on their topic alone`() async throws {
        let desk = try ReleaseDesk(.builtIn(k: 10, partnersK: 5))
        try desk.serve(1...30)
        try desk.serve(101...107, .legal)
        try desk.serve(201...204, .medical)
        let figures = try await desk.release(through: Self.end2018)
        let told = try desk.partnerFigures()
        #expect(figures["BEN_LEG|to-2018-12-31|counted"]?.suppressed == true)
        #expect(told["BEN_LEG|to-2018-12-31|counted"]?.value == 7)
        #expect(told["BEN_MED|to-2018-12-31|counted"]?.suppressed == true)
        #expect(told["BEN_VOC|to-2018-12-31|counted"]?.value == 30)
        #expect(told["BEN_LEG|to-2018-12-31|counted"]?.threshold == 5)
        #expect(figures.values.allSatisfy { $0.threshold == 10 })
        #expect(try desk.problems() == [])
        let topics = try desk.desk.store.store.readNow { db in
            try String.fetchSet(
                db,
                sql: """
                    SELECT DISTINCT t.name FROM outbox o
                    JOIN topic t ON t.id=o.topic JOIN log l ON l.seq=o.log_seq JOIN event_type e ON e.id=l.type
                    WHERE e.name LIKE '%.shared.v1'
                    """
            )
        }
        #expect(topics == [Topic.partnerFigures.name])
    }

    @Test func `a manifest of their own names what partners were told`() async throws {
        let desk = try ReleaseDesk(.builtIn(k: 10, partnersK: 5))
        try desk.serve(1...30)
        let figures = try await desk.release(through: Self.end2018)
        let manifests = try desk.desk.store.store.readNow { try PublicationReader($0).sharedReleases(limit: 2) }
        let manifest = try #require(manifests.first)
        #expect(manifests.count == 1)
        #expect(manifest.releaseId == figures.values.first?.releaseId)
        #expect(try manifest.figureCount == desk.partnerFigures().count)
        #expect(manifest.cutoff == Self.end2018)
    }

    @Test func `what partners know keeps small differences from everybody and from them`() async throws {
        let desk = try ReleaseDesk(.builtIn(k: 10, partnersK: 5))
        try desk.serve(1...7)
        try desk.serve(8...10, on: day(2018, 8, 1))
        try desk.serve(11...30, on: day(2018, 11, 1))
        try await desk.release(through: day(2018, 6, 30))
        let total = "BEN_VOC|to-2018-06-30|counted"
        #expect(try desk.partnerFigures()[total]?.value == 7)
        // Ten could be told to everybody, but partners would see three come.
        let second = try await desk.release(through: day(2018, 9, 30))
        #expect(second["BEN_VOC|to-2018-09-30|counted"]?.suppressed == true)
        #expect(try desk.partnerFigures()["BEN_VOC|to-2018-09-30|counted"]?.suppressed == true)
        let third = try await desk.release(through: Self.end2018)
        #expect(third["BEN_VOC|to-2018-12-31|counted"]?.value == 30)
        #expect(try desk.problems() == [])
    }

    @Test func `what is for partners only is told nobody else`() async throws {
        var policy = ReleasePolicy.builtIn(k: 10, partnersK: 5)
        policy.indicators = [.beneficiariesVocational]
        policy.partnerIndicators = [.beneficiariesLegal]
        #expect(policy.problems == [])
        let desk = try ReleaseDesk(policy)
        try desk.serve(1...30, .legal)
        let figures = try await desk.release(through: Self.end2018)
        #expect(figures.values.allSatisfy { $0.indicator == .beneficiariesVocational })
        #expect(try desk.partnerFigures()["BEN_LEG|to-2018-12-31|counted"]?.value == 30)
        #expect(try desk.partnerFigures()["BEN_LEG|sex=M|to-2018-12-31|counted"]?.suppressed == true, "no girl")
        let manifest = try desk.desk.store.store.readNow { try PublicationReader($0).releases(limit: 1) }.first
        #expect(manifest?.indicators == [.beneficiariesVocational])
        #expect(try desk.problems() == [])
    }

    @Test func `partners may come later, and do not go again`() async throws {
        let desk = try ReleaseDesk(.builtIn(k: 10))
        try desk.serve(1...30)
        try desk.serve(31...37, .legal)
        try await desk.release(through: day(2018, 6, 30))
        #expect(try desk.partnerFigures().isEmpty)
        desk.policy = .builtIn(k: 10, partnersK: 5)
        try await desk.release(through: day(2018, 9, 30))
        #expect(try desk.partnerFigures()["BEN_LEG|to-2018-09-30|counted"]?.value == 7)
        #expect(try desk.problems() == [])
        desk.policy = .builtIn(k: 10)
        #expect(throws: Rejection.self) { try desk.order(through: Self.end2018) }
        desk.policy = .builtIn(k: 10, partnersK: 4)
        #expect(throws: Rejection.self) { try desk.order(through: Self.end2018) }
    }

    @Test func `a policy says what is wrong with its partners`() {
        var policy = ReleasePolicy.builtIn(k: 10)
        policy.partnerIndicators = [.kitItems, .beneficiariesVocational]
        #expect(
            policy.problems == [
                "indicators: one is there twice, or for everybody and for partners",
                "partnerIndicators: there are no partners; say partners.k",
                "partnerIndicators: KIT_ITEMS counts no persons, so that it cannot be released so",
            ]
        )
    }

    @Test func `kits are not told where most of them went to one person`() async throws {
        func kits(_ quantities: [Int]) async throws -> StatisticUpdated? {
            let desk = try ReleaseDesk(.builtIn(k: 10))
            try desk.serve(1...quantities.count)
            for (number, quantity) in quantities.enumerated() {
                var event = KitDistributed.example
                event.distributionId = Examples.id(7_000 + number)
                event.date = day(2018, 3, 1)
                event.items = [KitItem(kind: event.items[0].kind, quantity: quantity)]
                (event.subjectIds, event.cells) = ([Told.person(number + 1)], [])
                try desk.desk.tell(event, of: event.distributionId)
            }
            return try await desk.release(through: Self.end2018)["KIT_ITEMS|to-2018-12-31|counted"]
        }
        #expect(try await kits(Array(repeating: 2, count: 20))?.value == 40)
        #expect(try await kits([12] + Array(repeating: 2, count: 20))?.value == nil)
    }
}
