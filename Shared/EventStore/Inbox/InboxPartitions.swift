public import Events

/// Which record was at an offset when it was applied.
public struct InboxMark: Sendable {
    /// The offset.
    public let offset: Int64
    /// The event's identity.
    public let id: EntityID
    /// The record's time at the broker, since 1970; negative if it has none, `nil` where it was not noted.
    public let timestampMilliseconds: Int64?
}

/// How far a batch has come in each partition.
struct InboxPartitions {
    private struct Progress {
        let topic: String
        let partition: Int32
        let isCompacted: Bool
        var nextOffset: Int64
        var last: InboxMark?
        var hasMoved = false
    }

    private var all: [Progress] = []
    /// Where the one is that was asked for last; neighbours mostly are of the same.
    private var latest = 0

    /// The place of a record's partition in this list.
    mutating func place(of record: InboundRecord, in transaction: Transaction) throws -> Int {
        func isPlace(_ progress: Progress) -> Bool {
            progress.partition == record.partition && progress.topic == record.topic
        }
        if latest < all.count, isPlace(all[latest]) { return latest }
        if let known = all.firstIndex(where: isPlace) {
            latest = known
            return known
        }
        let stored = try transaction.nextOffset(topic: record.topic, partition: record.partition) ?? 0
        latest = all.count
        all.append(
            Progress(
                topic: record.topic,
                partition: record.partition,
                isCompacted: Topic.named(record.topic)?.cleanup == .compact,
                nextOffset: stored
            )
        )
        return latest
    }

    /// Whether a record was not applied yet; >= leaves room for the gaps that compaction and transaction markers leave.
    func isDue(_ record: InboundRecord, at place: Int) -> Bool { record.offset >= all[place].nextOffset }

    func isCompacted(at place: Int) -> Bool { all[place].isCompacted }

    /// Notes that a record was applied.
    mutating func note(_ record: InboundRecord, at place: Int) {
        all[place].nextOffset = record.offset + 1
        all[place].last = record.envelope.map {
            InboxMark(offset: record.offset, id: $0.id, timestampMilliseconds: record.timestampMilliseconds)
        }
        all[place].hasMoved = true
    }

    /// Writes how far it has come.
    func write(to transaction: Transaction) throws {
        for progress in all where progress.hasMoved {
            try transaction.advance(
                topic: progress.topic,
                partition: progress.partition,
                to: progress.nextOffset,
                mark: progress.last
            )
        }
    }
}
