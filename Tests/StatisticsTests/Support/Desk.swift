import EventStore
import Events
import Foundation
import ServiceKit
import TestKit
import Testing

@testable import Statistics

/// A statistics store that events are put into as its consumer would, with envelopes of a made-up source.
final class Desk {
    let store: TemporaryStore
    let table: MessageTable
    private var offset: Int64 = 0
    private var versions: [EntityID: Int] = [:]
    private var keySequences: [String: Int64] = [:]
    private var recorded: Int64 = 0

    static let days = BusinessDays(zone: TimeZone(secondsFromGMT: 7200) ?? .current)

    init() throws {
        store = try TemporaryStore(
            service: "statistics",
            instance: "national",
            projections: [
                StatisticsTables.facts, StatisticsTables.figures, PublicationTables.publications,
                ReleaseTables.projection, ShareTables.projection,
            ]
        )
        table = StatisticsMessages(days: Self.days).table
    }

    /// The record of an event, as its service would publish it next.
    func record<E: EventData>(
        _ event: E,
        of aggregate: EntityID,
        on day: CalendarDate? = nil,
        topic: Topic? = nil,
        version: Int? = nil,
        epoch: Int = 1,
        instance: String = "test"
    ) throws -> InboundRecord {
        let next = version ?? (versions[aggregate] ?? 0) + 1
        versions[aggregate] = max(next, versions[aggregate] ?? 0)
        recorded += 1
        let topic = try #require(topic ?? E.topic)
        let series = "\(topic.name) \(instance) \(epoch) \(aggregate)"
        let sequence = (keySequences[series] ?? 0) + 1
        keySequences[series] = sequence
        let envelope = Envelope(
            id: .v7(),
            source: "/jisr/\(topic.owner)/\(instance)",
            type: E.type,
            aggregateID: aggregate,
            aggregateVersion: next,
            occurredAt: day.map { Timestamp($0) } ?? Examples.time(recorded),
            recordedAt: Examples.time(recorded),
            partitionKey: .id(aggregate),
            sequence: recorded,
            keySequence: sequence,
            storeEpoch: epoch,
            correlationID: .v7(),
            classification: topic.privacy
        )
        let raw = RawRecord(envelope, payload: try EventCoding.encode(event))
        offset += 1
        return InboundRecord(raw, topic: topic.name, offset: offset - 1, table)
    }

    /// Puts an event in.
    @discardableResult
    func tell<E: EventData>(
        _ event: E,
        of aggregate: EntityID,
        on day: CalendarDate? = nil,
        topic: Topic? = nil,
        version: Int? = nil,
        epoch: Int = 1,
        instance: String = "test"
    ) throws -> InboxOutcome {
        try receive([
            record(
                event,
                of: aggregate,
                on: day,
                topic: topic,
                version: version,
                epoch: epoch,
                instance: instance
            )
        ])
    }

    /// Applies records in one transaction, as the consumer does.
    @discardableResult
    func receive(_ records: [InboundRecord]) throws -> InboxOutcome {
        let letters = DeadLetters(service: "statistics", instance: "national", version: "test")
        return try store.store.writeNow { try $0.receive(records, table: table, deadLetters: letters) }
    }

    /// Puts in what was noted, each under a key of its own, so that neither order nor repetition is noticed on the way.
    func receive(loosely notes: [Note]) throws {
        try receive(notes.map { try loose($0.event, $0) })
    }

    private func loose<E: EventData>(_ event: E, _ note: Note) throws -> InboundRecord {
        let topic = try #require(E.topic)
        let envelope = Envelope(
            id: .v7(),
            source: "/jisr/\(topic.owner)/test",
            type: E.type,
            aggregateID: note.aggregate,
            aggregateVersion: note.version,
            occurredAt: Examples.time(note.recorded),
            recordedAt: Examples.time(note.recorded),
            partitionKey: .id(.v7()),
            sequence: note.recorded,
            keySequence: 1,
            storeEpoch: 1,
            correlationID: .v7(),
            classification: topic.privacy
        )
        offset += 1
        let raw = RawRecord(envelope, payload: try EventCoding.encode(event))
        return InboundRecord(raw, topic: topic.name, offset: offset - 1, table)
    }

    /// The rows of an answer: the values of the cuts joined by a bar, and what is counted.
    func counts(
        _ code: String,
        by: String? = nil,
        from: CalendarDate? = nil,
        asOf: CalendarDate = day(2026, 12, 31),
        population: StatisticQuestion.Population = .defined
    ) throws -> [String: Int] {
        let answer = try answer(code, by: by, from: from, asOf: asOf, population: population)
        return Dictionary(
            answer.rows.compactMap { row in
                row.counted.map { (row.cell.joined(separator: "|"), $0.value) }
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    func answer(
        _ code: String,
        by: String? = nil,
        from: CalendarDate? = nil,
        asOf: CalendarDate = day(2026, 12, 31),
        population: StatisticQuestion.Population = .defined
    ) throws -> StatisticAnswer {
        let question = try StatisticQuestion(code: code, by: by, from: from, asOf: asOf, population: population)
        return try store.store.readNow { try StatisticReader($0).answer(question) }
    }

    /// The value of an indicator without cuts.
    func total(_ code: String, asOf: CalendarDate = day(2026, 12, 31)) throws -> Int? {
        try counts(code, asOf: asOf)[""]
    }
}

/// An event of an aggregate, with its version.
struct Note {
    let event: any EventData
    let aggregate: EntityID
    let version: Int
    /// When it was entered, in seconds after the beginning.
    let recorded: Int64
}

/// A day that exists.
func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
    CalendarDate(year: year, month: month, day: day) ?? CalendarDate(daysSince1970: 0)
}
