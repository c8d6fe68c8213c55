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

    /// The store's answers to the questions of `asked`: by indicator and cell, one for each question.
    func answers(_ asked: [Answers]) throws -> [[String: [String: Int]]] {
        try Self.answers(asked, of: desk.store.store)
    }

    /// The answers of a store.
    static func answers(_ asked: [Answers], of store: EventStore) throws -> [[String: [String: Int]]] {
        try store.readNow { db in
            let entries = try EntryTable.entries(Set(EntryFamily.allCases), db)
            let surroundings = Surroundings(entries)
            let unnamed = KitThings.anonymousItems(in: entries)
            return try asked.map { try answers(to: $0, StatisticReader(db), surroundings, unnamed) }
        }
    }

    /// The answers to one question for all indicators, in one pass over the facts.
    private static func answers(
        to asked: Answers,
        _ reader: StatisticReader,
        _ surroundings: Surroundings,
        _ unnamed: [Item]
    ) throws -> [String: [String: Int]] {
        let indicators = Indicator.all.filter { asked.values[$0.code.rawValue] != nil }
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
        var question = first.recount
        question.measures = questions.flatMap(\.recount.measures)
        let persons = try reader.recount(question, surroundings).persons
        var answers: [String: [String: Int]] = [:]
        for (measure, indicator) in indicators.enumerated() {
            var cells = persons.values(of: measure)
            if indicator.code == .kitPersons {
                let more = Tally.count(unnamed, by: first.cuts, in: first.window, isSum: true)
                cells.merge(more.mapValues(\.value)) { $0 + $1 }
            }
            answers[indicator.code.rawValue] = Dictionary(
                cells.map { ($0.key.joined(separator: "|"), $0.value) },
                uniquingKeysWith: { first, _ in first }
            )
        }
        return answers
    }

    /// What the store measures for these questions, by cell.
    func measured(_ asked: [MeasuredAnswers]) throws -> [[String: MeasuredAnswers.Cell]] {
        try desk.store.store.readNow { db in
            try asked.map { asked in
                let rows = try StatisticReader(db).answer(asked.question).rows
                let told = rows.compactMap { row in
                    row.counted.map { (row.cell.joined(separator: "|"), MeasuredAnswers.Cell($0)) }
                }
                return Dictionary(told, uniquingKeysWith: { first, _ in first })
            }
        }
    }

    /// Where `answers` and `expected` differ: `BEN_ANY by sex to 2018-12-31, F: 3 instead of 4`.
    static func differences(_ answers: [[String: [String: Int]]], _ expected: [Answers]) -> [String] {
        zip(answers, expected).flatMap { counted, asked in
            asked.values.sorted { $0.key < $1.key }.flatMap { code, theirs in
                let mine = counted[code] ?? [:]
                return Set(mine.keys).union(theirs.keys).sorted().compactMap { cell -> String? in
                    let values = (mine[cell] ?? 0, theirs[cell] ?? 0)
                    guard values.0 != values.1 else { return nil }
                    let cuts = asked.by.joined(separator: ",")
                    return "\(code) by \(cuts) to \(asked.asOf), \(cell): \(values.0) instead of \(values.1)"
                }
            }
        }
    }

    /// The value that the service itself would answer.
    func total(_ code: String) throws -> Int? { try desk.total(code) }
}
