import Foundation
import TestKit
import Testing

@testable import Statistics

/// Random histories, counted here and by a program that shares no code with the service.
///
/// `deploy/lib/recount/run histories FOLDER --first SEED --count 1` makes the history of a seed again.
@Suite struct RecountTests {
    private static let isWhole = ProcessInfo.processInfo.environment["JISR_SOAK"] != nil
    /// Rules that a recount can leave out; it must then be found to be wrong.
    private static let rules = [
        "voids", "case-voids", "kit-voids", "corrections", "statements", "revocations", "merges", "erasure",
        "nationalities",
    ]

    /// Makes histories with their recounts: by all rules, and with one of `rules` left out each.
    private static func histories(
        _ seeds: Range<Int>,
        in folder: TemporaryFolder,
        without rules: [String] = []
    ) async throws {
        var arguments = ["--zone", "\(Desk.days.zone.secondsFromGMT())"]
        for rule in rules { arguments += ["--without", rule] }
        arguments += ["histories", folder.path, "--first", "\(seeds.lowerBound)", "--count", "\(seeds.count)"]
        let made = try await Script.run("deploy/lib/recount/run", arguments)
        try #require(made.status == 0, "\(made.output)")
    }

    private static func answers(_ path: String) throws -> [PlayedHistory.Answers] {
        try JSONDecoder().decode(
            [PlayedHistory.Answers].self,
            from: Data(contentsOf: URL(fileURLWithPath: path))
        )
    }

    @Test(arguments: isWhole ? Array(0..<50) : [0])
    func `counts what an independent recount counts`(_ stretch: Int) async throws {
        let first = 1 + stretch * 10
        try await Self.expectAgreement(first..<(first + (Self.isWhole ? 10 : 8)))
    }

    /// Histories in which the service was wrong once: the age at a corrected enrolment's step in proceedings.
    @Test(arguments: [39, 184])
    func `counts what it once counted wrong`(_ seed: Int) async throws {
        try await Self.expectAgreement(seed..<(seed + 1))
    }

    private static func expectAgreement(_ seeds: Range<Int>) async throws {
        let folder = try TemporaryFolder()
        try await histories(seeds, in: folder)
        for seed in seeds {
            let history = try PlayedHistory("\(folder.path)/\(seed).events.jsonl")
            let expected = try answers("\(folder.path)/\(seed).expected.json")
            let differences = PlayedHistory.differences(try history.answers(expected), expected)
            #expect(
                differences.isEmpty,
                "seed \(seed): \(differences.count) differ, \(differences.prefix(5).joined(separator: "; "))"
            )
            for code in ["BEN_ANY", "BEN_PAIRS", "KIT_PERSONS", "LIT_CERT"] {
                #expect(try history.total(code) == expected.first?.values[code]?[""], "seed \(seed), \(code)")
            }
        }
    }

    @Test func `notices every rule that is broken`() async throws {
        let folder = try TemporaryFolder()
        try await Self.histories(9001..<9003, in: folder, without: Self.rules)
        var noticed: Set<String> = []
        for seed in 9001..<9003 {
            let history = try PlayedHistory("\(folder.path)/\(seed).events.jsonl")
            let expected = try Self.answers("\(folder.path)/\(seed).expected.json")
            let answers = try history.answers(expected)
            #expect(PlayedHistory.differences(answers, expected).isEmpty)
            for rule in Self.rules where !noticed.contains(rule) {
                let broken = try Self.answers("\(folder.path)/\(seed).without-\(rule).json")
                if !PlayedHistory.differences(answers, broken).isEmpty { noticed.insert(rule) }
            }
        }
        #expect(noticed == Set(Self.rules))
    }
}
