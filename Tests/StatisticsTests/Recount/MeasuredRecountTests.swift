import Foundation
import TestKit
import Testing

@testable import Statistics

/// Stocks, shares, lengths of time and scores of random histories, here and by a program that shares no code with the
/// service.
@Suite struct MeasuredRecountTests {
    private static let isWhole = ProcessInfo.processInfo.environment["JISR_SOAK"] != nil
    /// Rules that a recount can leave out; it must then be found to be wrong.
    private static let rules = [
        "case-voids", "statements", "merges", "erasure", "admission-voids", "returns", "contact-voids", "profiles",
        "fewest",
    ]

    private static func histories(
        _ seeds: Range<Int>,
        in folder: TemporaryFolder,
        without rules: [String] = []
    )
        async throws
    {
        var arguments = ["--zone", "\(Desk.days.zone.secondsFromGMT())"]
        for rule in rules { arguments += ["--without", rule] }
        arguments += ["histories", folder.path, "--first", "\(seeds.lowerBound)", "--count", "\(seeds.count)"]
        let made = try await Script.run("deploy/lib/recount/run", arguments)
        try #require(made.status == 0, "\(made.output)")
    }

    @Test(arguments: isWhole ? Array(0..<50) : [0])
    func `measures what an independent recount measures`(_ stretch: Int) async throws {
        let first = 1 + stretch * 10
        let seeds = first..<(first + (Self.isWhole ? 10 : 1))
        let folder = try TemporaryFolder()
        try await Self.histories(seeds, in: folder)
        var told: Set<String> = []
        var asked: Set<String> = []
        for seed in seeds {
            let expected = try MeasuredAnswers.read("\(folder.path)/\(seed).measured.json")
            let answers = try PlayedHistory("\(folder.path)/\(seed).events.jsonl").measured(expected)
            let differences = MeasuredAnswers.differences(answers, expected)
            #expect(
                differences.isEmpty,
                "seed \(seed): \(differences.count) differ, \(differences.prefix(5).joined(separator: "; "))"
            )
            told.formUnion(expected.filter { !$0.cells.isEmpty }.map(\.code))
            asked.formUnion(expected.map(\.code))
        }
        // Something is measured of everything, or the comparison would show little.
        #expect(told == asked)
    }

    @Test func `notices every rule that is broken`() async throws {
        let folder = try TemporaryFolder()
        try await Self.histories(9001..<9003, in: folder, without: Self.rules)
        var noticed: Set<String> = []
        for seed in 9001..<9003 where noticed.count < Self.rules.count {
            let expected = try MeasuredAnswers.read("\(folder.path)/\(seed).measured.json")
            let answers = try PlayedHistory("\(folder.path)/\(seed).events.jsonl").measured(expected)
            #expect(MeasuredAnswers.differences(answers, expected).isEmpty)
            for rule in Self.rules where !noticed.contains(rule) {
                let broken = try MeasuredAnswers.read("\(folder.path)/\(seed).measured-without-\(rule).json")
                if !MeasuredAnswers.differences(answers, broken).isEmpty { noticed.insert(rule) }
            }
        }
        #expect(noticed == Set(Self.rules))
    }
}
