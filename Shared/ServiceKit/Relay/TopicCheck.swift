import EventStore
import Events
import Kafka
import Logging

/// Compares a topic with what the store knows was there, because a broker may lose what it acknowledged: a
/// development broker without fsync, an unclean leader election, a disk that was replaced.
struct TopicCheck {
    let store: EventStore
    let writer: Writer
    let admin: KafkaAdmin
    let logger: Logger

    private static let timeout = Duration.seconds(10)

    /// Queues again every acknowledged record that its topic no longer has.
    ///
    /// - Returns: How many are queued again.
    func repairPublications() async throws -> Int {
        var requeued = 0
        for position in try await missing(try await store.publishedPositions()) {
            CrashPoint.checkBeforeRepair.pass()
            let (topic, partition) = (position.topic, position.partition)
            let count: Int
            if Topic.named(topic)?.cleanup == .compact {
                count = try await writer.submit { try $0.unpublishNewest(topic: topic, partition: partition) }
            } else {
                let known = try await store.publishedPositions(topic: topic, partition: partition)
                let firstLost = try await firstLost(known)
                count = try await writer.submit {
                    try $0.unpublish(topic: topic, partition: partition, from: known[firstLost].offset)
                }
            }
            requeued += count
            logger.warning(
                "The broker lost acknowledged records; they are published again",
                metadata: ["topic": "\(topic)", "partition": "\(partition)", "records": "\(count)"]
            )
        }
        return requeued
    }

    /// Rewinds every partition whose newest applied record is no longer where it was.
    ///
    /// - Returns: Whether any was rewound.
    func repairOffsets(topics: [String]) async throws -> Bool {
        var hasRewound = false
        for (topic, partitions) in try await store.nextOffsets(topics: topics) {
            for (partition, next) in partitions where next > 0 {
                let place = TopicPartition(topic: topic, partition: partition)
                guard let offset = try await agreedOffset(place, next: next), offset < next else { continue }
                CrashPoint.checkBeforeRepair.pass()
                try await writer.submit { try $0.rewind(topic: topic, partition: partition, to: offset) }
                hasRewound = true
                logger.warning(
                    "The broker lost records that were applied; the partition is read again",
                    metadata: [
                        "topic": "\(topic)", "partition": "\(partition)", "from": "\(offset)", "until": "\(next)",
                    ]
                )
            }
        }
        return hasRewound
    }

    /// From where a partition must be read again; `nil` when it still has what was applied.
    private func agreedOffset(_ place: TopicPartition, next: Int64) async throws -> Int64? {
        let marks = try await admin.watermarks(place, timeout: Self.timeout)
        let (low, high) = (marks.low, marks.high)
        // Retention has removed what was applied, and nothing says that more is missing.
        guard next > low else { return next < low ? low : nil }
        for (index, mark) in try await store.marks(topic: place.topic, partition: place.partition).enumerated() {
            if mark.offset < low { break }
            guard mark.offset < high, try await identity(at: mark.offset, of: place) == mark.id else { continue }
            return index == 0 && next <= high ? nil : mark.offset + 1
        }
        if Topic.named(place.topic)?.cleanup == .compact, next <= high { return nil }
        return low
    }

    /// The index of the first record that is lost. What a broker loses is the end of a partition, so everything before
    /// a record that is there is there.
    private func firstLost(_ known: [PublishedPosition]) async throws -> Int {
        var (there, lost) = (-1, known.count - 1)
        while lost - there > 1 {
            let middle = (there + lost) / 2
            if try await missing([known[middle]]).isEmpty {
                there = middle
            } else {
                lost = middle
            }
        }
        return lost
    }

    /// The positions whose record is not there any more.
    private func missing(_ positions: [PublishedPosition]) async throws -> [PublishedPosition] {
        guard !positions.isEmpty else { return [] }
        let watermarks = try await admin.watermarks(positions.map(\.place), timeout: Self.timeout)
        // Below the low watermark a record was removed by retention, which is not a loss.
        let present = positions.filter { position in
            guard let marks = watermarks[position.place] else { return false }
            return position.offset >= marks.low && position.offset < marks.high
        }
        let offsets = Dictionary(present.map { ($0.place, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let records = try await admin.records(at: offsets, timeout: Self.timeout)
        return positions.filter { position in
            if let marks = watermarks[position.place], position.offset < marks.low { return false }
            guard let record = records[position.place] else { return true }
            guard let id = position.id else { return false }
            return Self.identity(of: record) != id
        }
    }

    private func identity(at offset: Int64, of place: TopicPartition) async throws -> EntityID? {
        try await admin.record(at: offset, of: place, timeout: Self.timeout).flatMap(Self.identity)
    }

    private static func identity(of record: ConsumedRecord) -> EntityID? {
        record.headerText("ce_id").flatMap { EntityID($0) }
    }
}

extension PublishedPosition {
    fileprivate var place: TopicPartition { TopicPartition(topic: topic, partition: partition) }
}
