import Foundation
import Testing

@testable import Intake

/// How well duplicates are found, end to end through tokens and blocking keys, against two baselines.
struct MatchQualityTests {
    private static let isWhole = ProcessInfo.processInfo.environment["JISR_SOAK"] != nil
    /// All of it takes minutes in a debug build: a fifth in the usual run.
    private static let count = isWhole ? 20_000 : 4000
    /// What is promised holds of the whole; a fifth of it scatters about that.
    private static let least = isWhole ? 0.95 : 0.93

    @Test func `finds duplicates among the names it was set on`() {
        measure("tuned", .tuned, seed: 20_210_217)
    }

    @Test func `finds duplicates among names it has not seen`() {
        measure("held out", .heldOut, seed: 20_211_130)
    }

    private func measure(_ title: String, _ names: NameList, seed: UInt64) {
        let people = SyntheticPeople(names: names, count: Self.count, duplicates: Self.count / 5, seed: seed)
        let quality = MatchQuality(people, key: MatchExamples.key)
        let ours = quality.ours()
        let exact = quality.exact()
        let jaroWinkler = quality.jaroWinkler()
        MatchReport.write(title, quality, ours: ours, exact: exact, jaroWinkler: jaroWinkler)
        #expect(ours.precision >= Self.least)
        #expect(ours.recall >= Self.least)
        #expect(ours.balance > exact.balance)
        #expect(ours.balance > jaroWinkler.measure.balance)
    }
}
