public import Events
import Foundation
import GRDB

/// Where the last acknowledged record of a partition should be.
public struct PublishedPosition: Sendable, Hashable {
    /// The topic's name.
    public let topic: String
    /// The partition.
    public let partition: Int32
    /// The offset that the broker gave.
    public let offset: Int64
    /// The event's identifier; `nil` for a dead letter.
    public let id: EntityID?
}

extension EventStore {
    /// The last acknowledged record of each partition ever published to.
    public func publishedPositions() async throws -> [PublishedPosition] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT p.topic, p.partition, p.offset, l.id FROM outbox_position p
                    JOIN outbox o ON o.seq=p.seq LEFT JOIN log l ON l.seq=o.log_seq
                    ORDER BY p.topic, p.partition
                    """
            ).map {
                PublishedPosition(topic: self.names.topicName($0[0]), partition: $0[1], offset: $0[2], id: $0[3])
            }
        }
    }

    /// All acknowledged records of a partition, by offset: what a lost tail is searched in.
    public func publishedPositions(topic: String, partition: Int32) async throws -> [PublishedPosition] {
        let topicID = try names.topic(topic)
        return try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT o.offset, l.id FROM outbox o LEFT JOIN log l ON l.seq=o.log_seq
                    WHERE o.topic=? AND o.partition=? AND o.published_at IS NOT NULL ORDER BY o.offset
                    """,
                arguments: [topicID, partition]
            ).map { PublishedPosition(topic: topic, partition: partition, offset: $0[0], id: $0[1]) }
        }
    }
}

extension Transaction {
    /// Queues again what was acknowledged at `offset` or beyond in a partition, because the broker lost it.
    ///
    /// - Returns: How many records are queued again.
    public func unpublish(topic: String, partition: Int32, from offset: Int64) throws -> Int {
        let topicID = try store.names.topic(topic)
        try db.execute(
            sql: """
                UPDATE outbox SET published_at=NULL, partition=NULL, offset=NULL
                WHERE topic=? AND partition=? AND offset >= ?
                """,
            arguments: [topicID, partition, offset]
        )
        let count = db.changesCount
        try movePosition(topicID, partition)
        hasOutboxRows = hasOutboxRows || count > 0
        return count
    }

    /// Queues again the newest value of each key of a compacted partition: older ones may rightly be gone, so what
    /// was lost cannot be told apart.
    ///
    /// - Returns: How many records are queued again.
    public func unpublishNewest(topic: String, partition: Int32) throws -> Int {
        let topicID = try store.names.topic(topic)
        try db.execute(
            sql: """
                UPDATE outbox SET published_at=NULL, partition=NULL, offset=NULL WHERE seq IN
                    (SELECT max(seq) FROM outbox WHERE topic=?1 AND partition=?2 GROUP BY key)
                """,
            arguments: [topicID, partition]
        )
        let count = db.changesCount
        try db.execute(
            sql: "DELETE FROM outbox_position WHERE topic=? AND partition=?",
            arguments: [topicID, partition]
        )
        hasOutboxRows = hasOutboxRows || count > 0
        return count
    }

    private func movePosition(_ topicID: Int64, _ partition: Int32) throws {
        try db.execute(
            sql: "DELETE FROM outbox_position WHERE topic=? AND partition=?",
            arguments: [topicID, partition]
        )
        try db.execute(
            sql: """
                INSERT INTO outbox_position(topic, partition, offset, seq)
                SELECT topic, partition, offset, seq FROM outbox
                WHERE topic=? AND partition=? AND offset IS NOT NULL ORDER BY offset DESC LIMIT 1
                """,
            arguments: [topicID, partition]
        )
    }
}
