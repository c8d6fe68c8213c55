public import Events
import Foundation
import GRDB

/// A record that waits to be published.
public struct OutboxRecord: Sendable {
    /// Its number in the outbox: `ce_sequence`.
    public let sequence: Int64
    /// The topic's name.
    public let topic: String
    /// The record's key.
    public let key: [UInt8]?
    /// What the record is.
    public let content: Content

    /// What an outbox row publishes.
    public enum Content: Sendable {
        /// An event of the log.
        case event(Envelope, payload: [UInt8])
        /// A record set aside, byte-identical, with the headers that say why.
        case raw(RawRecord)
    }

    /// What the relay must not have in flight twice at once.
    public var barrier: Barrier { Barrier(topic: topic, key: key ?? []) }

    /// A topic and key.
    public struct Barrier: Hashable, Sendable {
        let topic: String
        let key: [UInt8]
    }
}

/// Where a record of the outbox ended up.
public struct Publication: Sendable {
    /// The record's number in the outbox.
    public let sequence: Int64
    /// Its topic.
    public let topic: String
    /// The partition.
    public let partition: Int32
    /// The offset.
    public let offset: Int64

    /// Makes a publication.
    public init(sequence: Int64, topic: String, partition: Int32, offset: Int64) {
        self.sequence = sequence
        self.topic = topic
        self.partition = partition
        self.offset = offset
    }
}

extension Transaction {
    /// Queues the log row for `topic`, numbered after the last of its key there.
    func enqueue(logSequence: Int64, topic: Topic, key: RecordKey) throws {
        let topicID = try store.names.topic(topic.name)
        try db.cachedStatement(
            sql: """
                INSERT INTO outbox(log_seq, topic, key, epoch, keyseq) VALUES (?1, ?2, ?3, ?4,
                    (SELECT coalesce(max(keyseq), 0) + 1 FROM outbox WHERE topic=?2 AND key=?3 AND epoch=?4))
                """
        ).execute(arguments: [logSequence, topicID, key, store.epoch])
        hasOutboxRows = true
    }

    /// Queues `record` for `topic` as it is: a dead letter, in the same commit that passes it over.
    public func enqueue(_ record: RawRecord, topic: Topic) throws {
        let topicID = try store.names.topic(topic.name)
        try db.cachedStatement(
            sql: """
                INSERT INTO outbox(topic, key, epoch, keyseq, record) VALUES (?1, ?2, ?3,
                    (SELECT coalesce(max(keyseq), 0) + 1 FROM outbox WHERE topic=?1 AND key IS ?2 AND epoch=?3), ?4)
                """
        ).execute(arguments: [topicID, record.key.map { Data($0) }, store.epoch, Data(record.encoded())])
        hasOutboxRows = true
    }

    /// Notes where records were acknowledged.
    public func markPublished(_ publications: [Publication]) throws {
        let mark = try db.cachedStatement(
            sql: "UPDATE outbox SET partition=?, offset=?, published_at=? WHERE seq=?"
        )
        var last: [Position: Publication] = [:]
        for publication in publications {
            try mark.execute(arguments: [publication.partition, publication.offset, now, publication.sequence])
            let position = Position(topic: publication.topic, partition: publication.partition)
            if publication.offset >= last[position]?.offset ?? -1 { last[position] = publication }
        }
        let advance = try db.cachedStatement(
            sql: """
                INSERT INTO outbox_position(topic, partition, offset, seq) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET offset=excluded.offset, seq=excluded.seq WHERE excluded.offset > offset
                """
        )
        for (position, publication) in last {
            try advance.execute(arguments: [
                try store.names.topic(position.topic), position.partition, publication.offset, publication.sequence,
            ])
        }
    }

    /// Takes a record out of the queue that its topic will never take; its bytes stay in the outbox.
    public func withhold(_ sequence: Int64) throws {
        try db.execute(sql: "UPDATE outbox SET published_at=?, partition=-1 WHERE seq=?", arguments: [now, sequence])
    }

    private struct Position: Hashable {
        let topic: String
        let partition: Int32
    }
}

extension EventStore {
    /// What waits to be published after `sequence`, in order, at most `limit`.
    public func unpublished(after sequence: Int64, limit: Int) async throws -> [OutboxRecord] {
        try await read { try self.unpublished($0, after: sequence, limit: limit) }
    }

    func unpublished(_ db: Database, after sequence: Int64, limit: Int) throws -> [OutboxRecord] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(LogColumns.list), o.seq, o.topic, o.epoch, o.keyseq, o.record
                FROM outbox o LEFT JOIN log l ON l.seq=o.log_seq
                WHERE o.published_at IS NULL AND o.seq > ? ORDER BY o.seq LIMIT ?
                """
        )
        var records: [OutboxRecord] = []
        let cursor = try Row.fetchCursor(statement, arguments: [sequence, limit])
        while let row = try cursor.next() { records.append(try outboxRecord(row)) }
        return records
    }

    /// How many records wait, and since when the oldest does.
    public func outboxBacklog() async throws -> (count: Int, oldest: Timestamp?) {
        try await read { db in
            let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox WHERE published_at IS NULL") ?? 0
            let oldest = try Timestamp.fetchOne(
                db,
                sql: """
                    SELECT l.recorded_at FROM outbox o JOIN log l ON l.seq=o.log_seq
                    WHERE o.published_at IS NULL ORDER BY o.seq LIMIT 1
                    """
            )
            return (count, oldest)
        }
    }

    private func outboxRecord(_ row: Row) throws -> OutboxRecord {
        let topic = names.topicName(row[16])
        let sequence: Int64 = row[15]
        let raw = try row.withUnsafeData(atIndex: 19) { $0.map { [UInt8]($0) } }
        if let raw {
            let record = try RawRecord(encoded: raw)
            return OutboxRecord(sequence: sequence, topic: topic, key: record.key, content: .raw(record))
        }
        let entry = try LogColumns.entry(row, names: names)
        let key = entry.key.description
        let envelope = Envelope(
            id: entry.id,
            source: source,
            type: entry.type,
            aggregateID: entry.aggregateID,
            aggregateVersion: entry.version,
            occurredAt: entry.occurredAt,
            recordedAt: entry.recordedAt,
            partitionKey: key,
            sequence: sequence,
            keySequence: row[18],
            storeEpoch: row[17],
            correlationID: entry.correlationID,
            causationID: entry.causationID,
            classification: Topic.named(topic)?.privacy ?? .confidential
        )
        return OutboxRecord(
            sequence: sequence,
            topic: topic,
            key: Array(key.utf8),
            content: .event(envelope, payload: entry.payload)
        )
    }
}
