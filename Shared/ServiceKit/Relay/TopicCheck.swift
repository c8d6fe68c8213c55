import EventStore
import Events
import Kafka
import Logging

/// Compares topics with what the store knows was there, because a broker may lose what it acknowledged: a
/// development broker without fsync, an unclean leader election, a disk that was replaced.
struct TopicCheck {
    let store: EventStore
    let writer: Writer
    let admin: KafkaAdmin
    let logger: Logger

    private var ends: CommonEnds { CommonEnds(admin: admin) }

    /// How many of the newest marks are looked at in a healthy start; all of them while a key waits for a predecessor.
    private static let certainDepth = 6

    // MARK: What was published

    /// Queues again every acknowledged record that its topic no longer has.
    ///
    /// - Returns: How many are queued again.
    func repairPublications(topics: [String]) async throws -> Int {
        let broken = try await partitionsWithLoss(among: topics)
        guard !broken.isEmpty else { return 0 }
        let bounds = try await ends.watermarks(of: broken)
        var acknowledged: [TopicPartition: [KnownRecord]] = [:]
        for place in broken where !place.isCompacted {
            acknowledged[place] = try await store.publishedPositions(topic: place.topic, partition: place.partition)
                .map { KnownRecord(offset: $0.offset, id: $0.id) }
        }
        let common = try await ends.common(acknowledged, within: bounds)
        var requeued = 0
        for place in broken {
            let known = acknowledged[place] ?? []
            let firstLost = known.dropFirst(common[place] ?? 0).first?.offset
            guard place.isCompacted || firstLost != nil else { continue }
            CrashPoint.checkBeforeRepair.pass()
            let count = try await writer.patiently { transaction in
                guard let firstLost else {
                    return try transaction.unpublishNewest(topic: place.topic, partition: place.partition)
                }
                return try transaction.unpublish(topic: place.topic, partition: place.partition, from: firstLost)
            }
            requeued += count
            logger.warning(
                "The broker lost acknowledged records; they are published again",
                metadata: [
                    LogKey.topic: "\(place.topic)", LogKey.partition: "\(place.partition)", LogKey.count: "\(count)",
                ]
            )
        }
        return requeued
    }

    /// The partitions whose last acknowledged record is not where it was: in a healthy start one look at each.
    private func partitionsWithLoss(among topics: [String]) async throws -> [TopicPartition] {
        let newest = try await store.publishedPositions().filter { topics.contains($0.topic) }
        let known = Dictionary(
            newest.map {
                (TopicPartition(topic: $0.topic, partition: $0.partition), KnownRecord(offset: $0.offset, id: $0.id))
            },
            uniquingKeysWith: { first, _ in first }
        )
        let found = try await ends.records(at: known)
        let suspects = known.filter { !$0.value.isThere(in: found[$0.key]) }
        let bounds = try await ends.watermarks(of: Array(suspects.keys))
        // Below the low watermark a record was removed by retention, which is no loss.
        return suspects.filter { $0.value.offset >= bounds[$0.key]?.low ?? 0 }.keys.inOrder
    }

    // MARK: What was applied

    /// Rewinds every partition whose applied records are no longer all where they were; of those in `shared`, where that
    /// is given.
    ///
    /// - Returns: Whether any was rewound.
    /// - Throws: ``TopicProblem`` when records were removed before they were read: they are never passed over.
    func repairOffsets(topics: [String], among shared: Set<TopicPartition>? = nil) async throws -> Bool {
        var applied: [TopicPartition: AppliedPart] = [:]
        for (topic, partitions) in try await store.nextOffsets(topics: topics) {
            for (partition, next) in partitions where next > 0 {
                guard shared?.contains(TopicPartition(topic: topic, partition: partition)) ?? true else { continue }
                let marks = try await store.marks(topic: topic, partition: partition).reversed()
                applied[TopicPartition(topic: topic, partition: partition)] = AppliedPart(
                    next: next,
                    marks: marks.map {
                        KnownRecord(offset: $0.offset, id: $0.id, timestamp: $0.timestampMilliseconds)
                    }
                )
            }
        }
        let found = try await ends.records(at: applied.compactMapValues(\.marks.last))
        var suspects = applied.filter { !$0.value.isCertain(of: found[$0.key]) }
        // Where a loss was not noticed, what was read since is there, with records before it that were never read.
        for depth in 1..<(try await store.hasGap() ? Int.max : Self.certainDepth) {
            let older = applied.filter {
                suspects[$0.key] == nil && !$0.key.isCompacted && $0.value.marks.count > depth
            }
            guard !older.isEmpty else { break }
            let known = older.mapValues { $0.marks[$0.marks.count - 1 - depth] }
            let there = try await ends.records(at: known)
            let bounds = try await ends.watermarks(of: known.keys.filter { there[$0] == nil })
            for (place, mark) in known where !mark.isThere(in: there[place]) {
                // Retention has removed what is below the low watermark, which is no loss.
                if mark.offset >= bounds[place]?.low ?? 0 { suspects[place] = applied[place] }
            }
        }
        guard !suspects.isEmpty else { return false }
        let bounds = try await ends.watermarks(of: Array(suspects.keys))
        let common = try await ends.prefix(
            suspects.filter { !$0.key.isCompacted }.mapValues(\.marks),
            within: bounds
        )
        var hasRewound = false
        for place in suspects.keys.inOrder {
            guard let part = suspects[place], let bounds = bounds[place] else { continue }
            guard part.next >= bounds.low else {
                throw TopicProblem(
                    description: "\(place.topic)[\(place.partition)]: the records from \(part.next) to \(bounds.low) "
                        + "were removed before they were read; put them back, or begin with a new store"
                )
            }
            let offset: Int64
            if place.isCompacted {
                // A record that was read may rightly be gone, unless another has its place.
                guard part.next > bounds.high || found[place] != nil else { continue }
                offset = bounds.low
            } else {
                offset = part.agreedOffset(common: common[place] ?? 0, low: bounds.low, high: bounds.high)
            }
            guard offset < part.next else { continue }
            CrashPoint.checkBeforeRepair.pass()
            try await writer.patiently { try $0.rewind(topic: place.topic, partition: place.partition, to: offset) }
            hasRewound = true
            logger.warning(
                "The broker lost records that were applied; the partition is read again",
                metadata: [
                    LogKey.topic: "\(place.topic)", LogKey.partition: "\(place.partition)",
                    LogKey.offset: "\(offset)", LogKey.count: "\(part.next - offset)",
                ]
            )
        }
        return hasRewound
    }
}

/// How far a partition was applied.
private struct AppliedPart {
    let next: Int64
    /// Some of the records applied, oldest first.
    let marks: [KnownRecord]

    /// Whether `record`, found at the newest mark, proves that everything applied is still there.
    func isCertain(of record: ConsumedRecord?) -> Bool {
        guard let newest = marks.last, newest.offset + 1 == next else { return false }
        return newest.isThere(in: record)
    }

    /// From where on the topic may differ from what was applied; `next` when it does not.
    ///
    /// `common` is how many of the marks the topic still has.
    func agreedOffset(common: Int, low: Int64, high: Int64) -> Int64 {
        // What was read since the newest mark had no identifier; that it is still the same cannot be seen.
        if common == marks.count, next <= high { return next }
        guard common > 0 else { return low }
        return max(low, marks[common - 1].offset + 1)
    }
}

extension TopicPartition {
    /// Whether records may be absent without being lost.
    fileprivate var isCompacted: Bool { Topic.named(topic)?.cleanup == .compact }
}

extension Sequence<TopicPartition> {
    fileprivate var inOrder: [TopicPartition] {
        sorted { ($0.topic, $0.partition) < ($1.topic, $1.partition) }
    }
}
