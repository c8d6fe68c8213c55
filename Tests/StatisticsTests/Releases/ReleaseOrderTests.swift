import Disclosure
import EventStore
import Events
import Foundation
import TestKit
import Testing

@testable import Statistics

@Suite struct ReleaseOrderTests {
    private func refusal(_ desk: ReleaseDesk, _ through: CalendarDate) -> String? {
        do {
            try desk.order(through: through)
            return nil
        } catch let rejection as Rejection {
            return rejection.code
        } catch {
            return "\(error)"
        }
    }

    @Test func `only quarters that are over can be released, each later one once`() async throws {
        let desk = try ReleaseDesk()
        try desk.serve(1...20)
        #expect(refusal(desk, day(2018, 12, 30)) == "period.open")
        #expect(refusal(desk, day(2019, 6, 30)) == "period.open")
        try await desk.release(through: day(2018, 9, 30))
        #expect(refusal(desk, day(2018, 9, 30)) == "release.exists")
        #expect(refusal(desk, day(2018, 6, 30)) == "release.exists")
        try desk.order(through: day(2018, 12, 31))
        #expect(refusal(desk, day(2019, 3, 31)) == "release.pending")
    }

    @Test func `an order outlives the process, and is made once`() async throws {
        let desk = try ReleaseDesk()
        try desk.serve(1...20)
        let order = try desk.order(through: day(2018, 12, 31))
        // Whoever ordered it is gone; another process finds it.
        try await desk.maker.work()
        try await desk.maker.work()
        let made = try desk.desk.store.store.readNow { try ReleaseOrders.list(before: nil, limit: 10, $0) }
        #expect(made.map(\.state) == [.made])
        #expect(made.map(\.id) == [order.id])
        #expect(try desk.desk.store.store.readNow { try PublicationReader($0).releases(limit: 5) }.count == 1)
    }

    @Test func `nothing is made before everything was read`() async throws {
        let desk = try ReleaseDesk()
        try desk.serve(1...20)
        try desk.order(through: day(2018, 12, 31))
        var maker = desk.maker
        maker.isCaughtUp = { false }
        try await maker.work()
        #expect(try desk.desk.store.store.readNow { try ReleaseOrders.newest($0)?.state } == .pending)
    }

    @Test func `a store that does not know its earlier releases makes none`() async throws {
        let desk = try ReleaseDesk()
        try desk.serve(1...20)
        var manifest = SnapshotPublished.example
        manifest.releaseId = Examples.id(3)
        manifest.cutoff = day(2018, 6, 30)
        try desk.desk.tell(manifest, of: manifest.releaseId, topic: .releases)
        #expect(refusal(desk, day(2018, 12, 31)) == nil, "the release of another instance is its own")

        let lost = try ReleaseDesk()
        try lost.desk.store.store.writeNow { try ReleaseTables.hear(manifest, $0.db) }
        #expect(refusal(lost, day(2018, 12, 31)) == "release.ledger_missing")
    }

    @Test func `goes on by the same policy only`() async throws {
        let desk = try ReleaseDesk()
        try desk.serve(1...40)
        try await desk.release(through: day(2018, 6, 30))
        desk.policy = .builtIn(k: 5)
        #expect(refusal(desk, day(2018, 9, 30)) == "release.policy_changed")
        desk.policy = .builtIn(k: 10, countries: ["EG"])
        #expect(refusal(desk, day(2018, 9, 30)) == "release.policy_changed")
        desk.policy = ReleasePolicy(disclosure: ReleasePolicy.builtIn(k: 10).disclosure, indicators: [.returns])
        #expect(refusal(desk, day(2018, 9, 30)) == "release.policy_changed")
        desk.policy = .builtIn(k: 10)
        desk.policy.disclosure.version = "2"
        desk.policy.indicators.append(.traffickingDetected)
        let figures = try await desk.release(through: day(2018, 9, 30))
        #expect(figures["TIP_DETECTED|to-2018-09-30|counted"]?.policyVersion == "2" || figures.count > 40)
    }

    @Test func `goes on by schedule once the first was ordered by hand`() async throws {
        var policy = ReleasePolicy.builtIn(k: 10)
        policy.schedule = ReleasePolicy.Schedule(delayDays: 45)
        let desk = try ReleaseDesk(policy, on: day(2018, 12, 1))
        try desk.serve(1...20)
        func cutoffs() throws -> [CalendarDate] {
            try desk.desk.store.store.readNow { try PublicationReader($0).releases(limit: 9) }.map(\.cutoff)
        }
        try await desk.maker.work()
        #expect(try cutoffs() == [])
        try await desk.release(through: day(2018, 9, 30))
        desk.today = day(2019, 2, 14)
        try await desk.maker.work()
        #expect(try cutoffs() == [day(2018, 9, 30)])
        desk.today = day(2019, 2, 15)
        try await desk.maker.work()
        #expect(try cutoffs() == [day(2018, 12, 31), day(2018, 9, 30)])
    }

    @Test func `quarters follow each other`() {
        #expect(Quarter.end(after: day(2018, 12, 31)) == day(2019, 3, 31))
        #expect(Quarter.end(after: day(2019, 3, 31)) == day(2019, 6, 30))
        #expect(Quarter.end(after: day(2019, 9, 30)) == day(2019, 12, 31))
        #expect(Quarter.lastEnd(before: day(2019, 1, 1)) == day(2018, 12, 31))
        #expect(Quarter.lastEnd(before: day(2020, 3, 31)) == day(2019, 12, 31))
    }
}

@Suite struct ReleasePolicyTests {
    private static let good = """
        {"version": "2026", "k": 10, "rules": ["threshold", "complement", "insider", "increment", "linked"],
         "complement": ["sex"], "dimensions": {"sex": {"codes": ["F", "M"]}}, "tables": [[], ["sex"]],
         "indicators": ["RETURNS", "RETURNS_ARRIVED"], "schedule": {"delayDays": 45}}
        """

    private func problems(_ old: String, _ new: String) -> [String] {
        do throws(PolicyError) {
            _ = try ReleasePolicy.read(Data(Self.good.replacing(old, with: new).utf8))
            return []
        } catch {
            return error.problems
        }
    }

    @Test func `reads a file, and says what is wrong with one, where`() throws {
        let policy = try ReleasePolicy.read(Data(Self.good.utf8))
        #expect(policy.schedule?.delayDays == 45)
        #expect(
            try policy.blocks.map(\.name) == ["RETURNS", "RETURNS.rest", "RETURNS_ARRIVED", "RETURNS_ARRIVED.rest"]
        )
        #expect(problems("\"k\": 10", "\"k\": 0").first?.hasPrefix("k:") == true)
        #expect(problems("\"insider\", ", "").first?.contains("insider") == true)
        #expect(problems("\"RETURNS\", ", "").first?.contains("RETURNS_ARRIVED") == true)
        #expect(problems("\"RETURNS\",", "\"AGR\",").isEmpty == false)
        #expect(problems("45", "-1").first?.hasPrefix("schedule.delayDays:") == true)
        #expect(problems("\"version\": \"2026\", ", "") == ["version: is missing"])
        #expect(problems("\"codes\": [\"F\", \"M\"]", "\"codes\": 3").first?.contains("dimensions.sex.codes") == true)
        #expect(problems("{", "").isEmpty == false)
    }

    @Test func `the built-in policies can be followed`() throws {
        #expect(ReleasePolicy.builtIn(k: 10).problems == [])
        let places = ReleasePolicy.builtIn(k: 10, countries: ["EG", "LY"])
        #expect(places.problems == [])
        #expect(places.disclosure.dimensions["geo"]?.groups?["EG"]?.count == 27)
        #expect(try places.blocks.count == 2 * ReleasePolicy.usual.count)
        let nationalities = ReleasePolicy.builtIn(k: 10, countries: ["EG"], nationalities: ["SY", "SD", "EG"])
        #expect(nationalities.problems == [])
        #expect(nationalities.disclosure.version == "k10-EG-of-EG-SD-SY-other")
        #expect(nationalities.disclosure.dimensions["nationality"]?.codes == ["EG", "SD", "SY", "other"])
        #expect(try nationalities.blocks.count == 2 * ReleasePolicy.usual.count)
        // By nationality are cut who was served at all, and who returned.
        let cut = try nationalities.blocks.filter { $0.scheme.policy.dimensions["nationality"] != nil }
        #expect(cut.map(\.name) == ["BEN_ANY", "RETURNS", "RETURNS_ARRIVED"])
    }
}
