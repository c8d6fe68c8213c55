import EventStore
import Events
import Kafka

/// What became of the records that were sent together.
struct RoundOutcome: Sendable {
    /// Those that the broker acknowledged, and where.
    private(set) var publications: [Publication] = []
    /// Dead letters that the broker will never take: kept in the store only, so that the ones behind them go on.
    private(set) var tooLarge: [Int64] = []
    /// Why the first of the others failed.
    private(set) var failure: KafkaError?

    init(_ round: [OutboxRecord], _ reports: [DeliveryReport]) {
        publications.reserveCapacity(round.count)
        for (record, report) in zip(round, reports) {
            switch report.outcome {
            case .persisted(let partition, let offset):
                publications.append(
                    Publication(sequence: record.sequence, topic: record.topic, partition: partition, offset: offset)
                )
            case .failed(let error, _):
                if error.code == .messageTooLarge, case .raw = record.content {
                    tooLarge.append(record.sequence)
                } else if failure == nil {
                    failure = error
                }
            }
        }
    }
}

extension OutboxRecord {
    /// Splits `records` into those that may be sent together, at most one of a topic and key, and the rest, both in
    /// order.
    static func round(of records: [OutboxRecord], bytes limit: Int) -> (round: [OutboxRecord], later: [OutboxRecord]) {
        var round: [OutboxRecord] = []
        var later: [OutboxRecord] = []
        var keys = Set<Barrier>(minimumCapacity: records.count)
        var bytes = 0
        for record in records {
            // A key that is left for later stays behind even when a smaller record of it would fit.
            if keys.insert(record.barrier).inserted, bytes < limit {
                round.append(record)
                bytes += record.byteCount
            } else {
                later.append(record)
            }
        }
        return (round, later)
    }

    private var byteCount: Int {
        switch content {
        case .event(_, let payload): payload.count
        case .raw(let record): record.value?.count ?? 0
        }
    }

    /// The record as the producer takes it.
    var producerRecord: ProducerRecord {
        switch content {
        case .event(let envelope, let payload):
            ProducerRecord(
                topic: topic,
                partition: nil,
                key: key,
                value: payload,
                headers: envelope.headers().map { KafkaHeader(name: $0.name, value: Array($0.value.utf8)) }
            )
        case .raw(let record):
            ProducerRecord(
                topic: topic,
                partition: nil,
                key: record.key,
                value: record.value,
                headers: record.headers.map { KafkaHeader(name: $0.name, value: $0.value) }
            )
        }
    }
}
