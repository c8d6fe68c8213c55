import EventStore
import Events
import Foundation
import TestKit
import Testing

@testable import Statistics

/// A history that `deploy/lib/recount` made, played into a store as its consumer would.
struct PlayedHistory {
    /// A record as it arrives.
    private struct Record: Decodable {
        var topic: String
        var headers: [String: String]
        var value: String
    }

    /// A question with its answers, by indicator and cell.
    struct Answers: Decodable {
        var by: [String]
        var asOf: CalendarDate
        var from: CalendarDate?
        var population: StatisticQuestion.Population?
        var values: [String: [String: Int]]
    }

    private let desk: Desk

    /// Plays the records of a file of JSON lines, so many in one transaction.
    init(_ path: String, batch: Int = 500) throws {
        desk = try Desk()
        let decoder = JSONDecoder()
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        var records: [InboundRecord] = []
        for (offset, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
            let record = try decoder.decode(Record.self, from: Data(line))
            let raw = RawRecord(
                key: Array((record.headers["ce_partitionkey"] ?? "").utf8),
                value: Array(record.value.utf8),
                headers: record.headers.map { RawRecord.Header($0.key, Array($0.value.utf8)) }
            )
            records.append(InboundRecord(raw, topic: record.topic, offset: Int64(offset), desk.table))
        }
        var unread = 0
        for start in stride(from: 0, to: records.count, by: batch) {
            let outcome = try desk.receive(Array(records[start..<min(start + batch, records.count)]))
            unread += outcome.deadLettered.values.reduce(0, +) + outcome.parked
        }
        try #require(unread == 0, "every event of \(path) is taken in")
    }

    /// Where the store says something else than `answers`: `BEN_ANY by sex, F: 3 instead of 4`.
    func differences(from answers: [Answers]) throws -> [String] {
        try answers.flatMap { try differences(from: $0) }
    }

    private func differences(from expected: Answers) throws -> [String] {
        let indicators = Indicator.all.filter { expected.values[$0.code.rawValue] != nil }
        let counted = try counts(indicators, expected)
        return indicators.flatMap { indicator -> [String] in
            let code = indicator.code.rawValue
            let (mine, theirs) = (counted[code] ?? [:], expected.values[code] ?? [:])
            return Set(mine.keys).union(theirs.keys).sorted().compactMap { cell in
                let values = (mine[cell] ?? 0, theirs[cell] ?? 0)
                guard values.0 != values.1 else { return nil }
                let cuts = expected.by.joined(separator: ",")
                return "\(code) by \(cuts) to \(expected.asOf), \(cell): \(values.0) instead of \(values.1)"
            }
        }
    }

    /// The values of all indicators, in one pass over the facts.
    private func counts(_ indicators: [Indicator], _ asked: Answers) throws -> [String: [String: Int]] {
        let questions = try indicators.map { indicator in
            try StatisticQuestion(
                code: indicator.code.rawValue,
                by: asked.by.joined(separator: ","),
                from: asked.from,
                asOf: asked.asOf,
                population: asked.population ?? .defined
            )
        }
        guard let first = questions.first else { return [:] }
        return try desk.store.store.readNow { db in
            let entries = try EntryTable.entries(Set(EntryFamily.allCases), db)
            var question = first.recount
            question.measures = questions.flatMap(\.recount.measures)
            let persons = try StatisticReader(db).recount(question, Surroundings(entries)).persons
            var counts: [String: [String: Int]] = [:]
            for (measure, indicator) in indicators.enumerated() {
                var cells = persons.values(of: measure)
                if indicator.code == .kitPersons {
                    let unnamed = Tally.count(
                        KitThings.anonymousItems(in: entries),
                        by: first.cuts,
                        in: first.window,
                        isSum: true
                    )
                    cells.merge(unnamed.mapValues(\.value)) { $0 + $1 }
                }
                counts[indicator.code.rawValue] = Dictionary(
                    cells.map { ($0.key.joined(separator: "|"), $0.value) },
                    uniquingKeysWith: { first, _ in first }
                )
            }
            return counts
        }
    }

    /// The value that the service itself would answer.
    func total(_ code: String) throws -> Int? { try desk.total(code) }
}
