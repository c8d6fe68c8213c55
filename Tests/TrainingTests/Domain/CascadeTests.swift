import Events
import TestKit
import Testing

@testable import Training

@Suite struct CascadeTests {
    private static func facts(_ number: Int, count: Int?, trainers: [Int]) -> TrainingFacts {
        TrainingFacts(
            activityID: Examples.id(number),
            kind: .trainingOfTrainers,
            startsOn: day("2021-11-15"),
            status: .held,
            participantCount: count,
            certifiedCount: trainers.count,
            trainerIDs: trainers.map { Examples.id($0) }
        )
    }

    @Test func `a circle of trainers ends, and nobody is counted twice`() {
        // 1 makes 101; 101 leads 2, which makes 102; 102 leads 1, 2 and 3, which makes 101 again.
        let one = Self.facts(1, count: 1, trainers: [101])
        let two = Self.facts(2, count: 4, trainers: [102])
        let three = Self.facts(3, count: 5, trainers: [101])
        let led = [Examples.id(101): [two], Examples.id(102): [one, two, three]]
        let steps = Cascade.generations(from: one) { led[$0] ?? [] }
        #expect(steps.map(\.trainerIds) == [[Examples.id(101)], [Examples.id(102)]])
        #expect(steps.map(\.activityIds) == [[Examples.id(2)], [Examples.id(3)]])
        #expect(steps.map(\.participantCount) == [4, 5])
    }

    @Test func `what was not reported is not zero`() {
        let origin = Self.facts(1, count: 9, trainers: [101])
        let silent = Self.facts(2, count: nil, trainers: [])
        let steps = Cascade.generations(from: origin) { _ in [silent] }
        #expect(steps.map(\.participantCount) == [nil])
        #expect(steps.map(\.notReportedCount) == [1])
        #expect(Cascade.generations(from: Self.facts(1, count: 9, trainers: [])) { _ in [silent] }.isEmpty)
    }
}
