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
        let keySequence = try nextKeySequence(topicID, key)
        var row = try db.prepared("INSERT INTO outbox(log_seq, topic, key, epoch, keyseq) VALUES (?, ?, ?, ?, ?)")
        row.bind(logSequence)
        row.bind(topicID)
        row.bind(key)
        row.bind(store.epoch)
        row.bind(keySequence)
        try row.run()
        hasOutboxRows = true
    }

    /// Numbers a record within its key.
    ///
    /// Two statements: one with RETURNING makes SQLite keep a statement journal, which costs more than both.
    private func nextKeySequence(_ topicID: Int64, _ key: RecordKey) throws -> Int64 {
        var last = try db.prepared("SELECT last_keyseq FROM outbox_key WHERE topic=? AND key=? AND epoch=?")
        last.bind(topicID)
        last.bind(key)
        last.bind(store.epoch)
        let next = (try last.first { $0.integer(0) } ?? 0) + 1
        var row = try db.prepared(
            """
            INSERT INTO outbox_key(topic, key, epoch, last_keyseq) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET last_keyseq=excluded.last_keyseq
            """
        )
        row.bind(topicID)
        row.bind(key)
        row.bind(store.epoch)
        row.bind(next)
        try row.run()
        return next
    }

    /// Queues `record` for `topic` as it is: a dead letter, in the same commit that passes it over.
    ///
    /// It keeps the headers it came with, so that it has no number of its own.
    public func enqueue(_ record: RawRecord, topic: Topic) throws {
        var row = try db.prepared("INSERT INTO outbox(topic, key, epoch, keyseq, record) VALUES (?, ?, ?, 0, ?)")
        row.bind(try store.names.topic(topic.name))
        row.bind(record.key)
        row.bind(store.epoch)
        row.bind(record.encoded())
        try row.run()
        hasOutboxRows = true
    }

    /// Notes where records were acknowledged.
    public func markPublished(_ publications: [Publication]) throws {
        var last: [Position: Publication] = [:]
        for publication in publications {
            var mark = try db.prepared("UPDATE outbox SET partition=?, offset=?, published_at=? WHERE seq=?")
            mark.bind(publication.partition)
            mark.bind(publication.offset)
            mark.bind(now)
            mark.bind(publication.sequence)
            try mark.run()
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
        var rows = try db.prepared(
            """
            SELECT \(LogColumns.list), o.seq, o.topic, o.epoch, o.keyseq, o.record
            FROM outbox o LEFT JOIN log l ON l.seq=o.log_seq
            WHERE o.published_at IS NULL AND o.seq > ? ORDER BY o.seq LIMIT ?
            """
        )
        rows.bind(sequence)
        rows.bind(limit)
        return try rows.all(outboxRecord)
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

    private func outboxRecord(_ row: Columns) throws -> OutboxRecord {
        let topic = names.topicName(row.integer(16))
        let sequence = row.integer(15)
        if let raw = row.bytes(19) {
            let record = try RawRecord(encoded: raw)
            return OutboxRecord(sequence: sequence, topic: topic, key: record.key, content: .raw(record))
        }
        let entry = try LogColumns.entry(row, names: names)
        let envelope = Envelope(
            id: entry.id,
            source: source,
            type: entry.type,
            aggregateID: entry.aggregateID,
            aggregateVersion: entry.version,
            occurredAt: entry.occurredAt,
            recordedAt: entry.recordedAt,
            partitionKey: entry.key,
            sequence: sequence,
            keySequence: row.integer(18),
            storeEpoch: Int(row.integer(17)),
            correlationID: entry.correlationID,
            causationID: entry.causationID,
            classification: Topic.named(topic)?.privacy ?? .confidential
        )
        return OutboxRecord(
            sequence: sequence,
            topic: topic,
            key: Array(entry.key.description.utf8),
            content: .event(envelope, payload: entry.payload)
        )
    }
}
