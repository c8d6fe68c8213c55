import Foundation

@testable import Intake

/// Writes the measures of a run as a small table.
enum MatchReport {
    static func write(
        _ title: String,
        _ quality: MatchQuality,
        ours: MatchQuality.Measure,
        exact: MatchQuality.Measure,
        jaroWinkler: (measure: MatchQuality.Measure, threshold: Double)
    ) {
        let counts = quality.tokens.map(\.all.count)
        let perRecord = Double(quality.candidates.count) / Double(max(counts.count, 1))
        let lines = [
            "Duplicates, \(title) names: \(counts.count) records, \(quality.truePairs.count) pairs of one person",
            "| way                         | precision | recall | F1    |",
            "|-----------------------------|-----------|--------|-------|",
            row("tokens and weights", ours),
            row("exact name and year", exact),
            row("Jaro-Winkler Latin, at \(number(jaroWinkler.threshold, 2))", jaroWinkler.measure),
            "compared \(number(perRecord, 1)) pairs a record; kept \(number(quality.blockingRecall, 4)) of the true pairs; "
                + "\(number(Double(counts.reduce(0, +)) / Double(max(counts.count, 1)), 1)) tokens a person, "
                + "\(counts.max() ?? 0) at most",
        ]
        FileHandle.standardError.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    }

    private static func row(_ way: String, _ measure: MatchQuality.Measure) -> String {
        "| \(way.padding(toLength: 27, withPad: " ", startingAt: 0)) | \(number(measure.precision, 4))    "
            + "| \(number(measure.recall, 4)) | \(number(measure.balance, 3)) |"
    }

    private static func number(_ value: Double, _ digits: Int) -> String {
        String(format: "%.\(digits)f", value)
    }
}
