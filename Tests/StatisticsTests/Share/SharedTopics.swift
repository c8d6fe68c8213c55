import EventStore
import Events
import Foundation
import Kafka
import TestKit
import Testing

@testable import Statistics

/// A record as `deploy/lib/recount` makes it.
struct HistoryRecord: Decodable {
    var topic: String
    var headers: [String: String]
    var value: String

    var raw: RawRecord {
        RawRecord(
            key: Array((headers["ce_partitionkey"] ?? "").utf8),
            value: Array(value.utf8),
            headers: headers.map { RawRecord.Header($0.key, Array($0.value.utf8)) }
        )
    }

    /// The records of a file of JSON lines.
    static func all(_ path: String) throws -> [HistoryRecord] {
        try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: UInt8(ascii: "\n"))
            .map { try JSONDecoder().decode(HistoryRecord.self, from: Data($0)) }
    }
}

/// The event topics with their partitions, in memory.
struct SharedTopics {
    private(set) var partitions: [TopicPartition: [RawRecord]] = [:]

    mutating func append(_ record: RawRecord, to topic: String) {
        let number = Int32(textKey(String(decoding: record.key ?? [], as: UTF8.self)) % UInt64(Topic.partitionCount))
        partitions[TopicPartition(topic: topic, partition: number), default: []].append(record)
    }

    /// All partitions that have something, in a certain order.
    var places: [TopicPartition] {
        partitions.keys.sorted { ($0.topic, $0.partition) < ($1.topic, $1.partition) }
    }

    /// The records of a partition from an offset on, as a consumer with `table` reads them.
    func inbound(_ place: TopicPartition, from offset: Int64, limit: Int, _ table: MessageTable) -> [InboundRecord] {
        (partitions[place] ?? []).enumerated().dropFirst(Int(offset)).prefix(limit).map { offset, raw in
            InboundRecord(raw, topic: place.topic, partition: place.partition, offset: Int64(offset), table)
        }
    }
}

/// A compacted topic in memory.
struct CompactedTopic {
    private(set) var records: [(offset: Int64, partition: Int32, raw: RawRecord)] = []
    private var next: Int64 = 0

    mutating func append(_ record: ProducerRecord) {
        let headers = record.headers.map { RawRecord.Header($0.name, $0.value) }
        append(RawRecord(key: record.key, value: record.value, headers: headers), partition: record.partition ?? 0)
    }

    mutating func append(_ raw: RawRecord, partition: Int32 = 0) {
        records.append((next, partition, raw))
        next += 1
    }

    /// Drops all but the newest of each key.
    mutating func compact() {
        var seen: Set<[UInt8]> = []
        records = records.reversed().filter { seen.insert($0.raw.key ?? []).inserted }.reversed()
    }
}
