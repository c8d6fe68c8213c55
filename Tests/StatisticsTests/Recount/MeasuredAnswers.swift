import Events
import Foundation
import Testing

@testable import Statistics

/// What a recount measures: a question with its answers by cell.
struct MeasuredAnswers: Decodable {
    /// A cell.
    struct Cell: Decodable, Hashable {
        var value: Int
        var share: Double?
        var per: Int?
        var of: Int?
        var medianDays: Int?
        var p90Days: Int?
        var mean: Double?

        init(_ count: Count) {
            value = count.value
            share = count.measured?.share
            per = count.measured?.per
            of = count.measured?.of
            medianDays = count.measured?.medianDays
            p90Days = count.measured?.p90Days
            mean = count.measured?.mean
        }
    }

    var code: String
    var by: [String]
    var asOf: CalendarDate
    var from: CalendarDate?
    var population: StatisticQuestion.Population?
    var cells: [String: Cell]

    static func read(_ path: String) throws -> [Self] {
        try JSONDecoder().decode([Self].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// What the question is.
    var question: StatisticQuestion {
        get throws {
            try StatisticQuestion(
                code: code,
                by: by.joined(separator: ","),
                from: from,
                asOf: asOf,
                population: population ?? .defined
            )
        }
    }

    /// Where a store's answers differ: `JJ_HELD by sex to 2018-12-31, F: … instead of …`.
    static func differences(_ answers: [[String: Cell]], _ expected: [Self]) -> [String] {
        zip(answers, expected).flatMap { mine, asked in
            Set(mine.keys).union(asked.cells.keys).sorted().compactMap { cell -> String? in
                guard mine[cell] != asked.cells[cell] else { return nil }
                func text(_ cell: Cell?) -> String { cell.map { "\($0)" } ?? "nothing" }
                return "\(asked.code) by \(asked.by.joined(separator: ",")) to \(asked.asOf), \(cell): "
                    + "\(text(mine[cell])) instead of \(text(asked.cells[cell]))"
            }
        }
    }
}
