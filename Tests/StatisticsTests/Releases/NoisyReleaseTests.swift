import Disclosure
import EventStore
import Events
import Foundation
import TestKit
import Testing

@testable import Statistics

/// Measures that are told with noise instead of exactly.
@Suite struct NoisyReleaseTests {
    private static func policy(leaves: Int = 8) -> ReleasePolicy {
        var policy = ReleasePolicy.builtIn(k: 10)
        policy.indicators = [.returns, .returnsArrived]
        policy.disclosure.noise = [NoiseSeries(measure: "BEN_ANY", epsilon: "1", leaves: leaves, overlaps: ["BEN_VOC"])]
        policy.disclosure.noiseBudget = "1"
        return policy
    }

    private func counted(_ desk: ReleaseDesk) throws -> [Int]? {
        try desk.desk.store.store.readNow { try ReleaseTables.noiseLedger($0) }.series["BEN_ANY"]?.counted
    }

    @Test func `a series is told with noise, says how much, and counts each person once`() async throws {
        let desk = try ReleaseDesk(Self.policy())
        try desk.serve(1...500)
        let first = try await desk.release(through: day(2018, 6, 30))
        let figure = try #require(first["BEN_ANY|to-2018-06-30|counted"])
        #expect(figure.noise?.epsilon == "1")
        #expect(figure.qualifier == .about)
        #expect(figure.threshold == nil)
        let deviation = try #require(figure.noise?.standardDeviation)
        // Eight leaves have four levels; 2·e^(−1/4)/(1−e^(−1/4))² is 31.8.
        #expect(deviation == 5.6)
        #expect(abs((figure.value ?? 0) - 500) < 20 * Int(deviation))
        #expect(first["BEN_ANY|sex=F|to-2018-06-30|counted"] == nil)
        // Sixty more, one of whom is served again, one of whom had been another.
        try desk.serve(501...560, on: day(2018, 8, 1))
        try desk.serve(7...7, .medical, on: day(2018, 8, 2))
        try desk.desk.tell(Told.voided(3, .vocational), of: Told.enrolment(3, .vocational))
        try await desk.release(through: day(2018, 9, 30))
        #expect(try counted(desk) == [500, 60])
    }

    @Test func `whoever is erased is not counted a second time`() async throws {
        let desk = try ReleaseDesk(Self.policy())
        try desk.serve(1...50)
        try await desk.release(through: day(2018, 6, 30))
        var erased = SubjectErased.example
        erased.subjectId = Told.person(7)
        erased.caseIds = [Told.caseID(7)]
        try desk.desk.tell(erased, of: Told.person(7))
        try await desk.release(through: day(2018, 9, 30))
        #expect(try counted(desk) == [50, 0])
    }

    @Test func `nothing is published when a series has no room left`() async throws {
        let desk = try ReleaseDesk(Self.policy(leaves: 1))
        try desk.serve(1...50)
        try await desk.release(through: day(2018, 6, 30))
        let order = try desk.order(through: day(2018, 9, 30))
        try await desk.maker.work()
        let refused = try #require(try desk.desk.store.store.readNow { try ReleaseOrders.find(order.id, $0) })
        #expect(refused.state == .refused)
        #expect(refused.problem?.contains("declare another series") == true)
        #expect(try counted(desk) == [50])
        // Once another series is declared, the same release can be ordered again.
        desk.policy.disclosure.noise = [
            NoiseSeries(name: "BEN_ANY 2", measure: "BEN_ANY", epsilon: "1", leaves: 8, overlaps: ["BEN_VOC"])
        ]
        desk.policy.disclosure.noiseBudget = "2"
        let figures = try await desk.release(through: day(2018, 9, 30))
        #expect(figures["BEN_ANY|to-2018-09-30|counted|BEN_ANY 2"]?.noise != nil)
    }

    @Test func `a measure is never told both ways`() async throws {
        var policy = Self.policy()
        policy.indicators = [.beneficiariesVocational]
        #expect(policy.problems.first?.hasPrefix("noise[0].overlaps: BEN_VOC") == true)
        policy.disclosure.noise?[0].measure = "AGR"
        #expect(policy.problems.contains { $0.hasPrefix("noise[0].measure: AGR") })

        let desk = try ReleaseDesk(.builtIn(k: 10))
        try desk.serve(1...50)
        try await desk.release(through: day(2018, 6, 30))
        // What was told exactly stays told exactly.
        desk.policy.disclosure.noise = [NoiseSeries(measure: "BEN_ANY", epsilon: "1", leaves: 8)]
        desk.policy.disclosure.noiseBudget = "1"
        let order = try desk.order(through: day(2018, 9, 30))
        try await desk.maker.work()
        let refused = try #require(try desk.desk.store.store.readNow { try ReleaseOrders.find(order.id, $0) })
        #expect(refused.state == .refused)
    }
}
