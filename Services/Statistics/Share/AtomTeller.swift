import EventStore
import Events
import Foundation
import GRDB
import Kafka
import ServiceKit

/// Tells what a reading instance keeps, as far as it is its part at present.
struct AtomTeller: ToldStates {
    /// Bytes in one round.
    private static let roundBytes = 8 << 20

    let store: EventStore
    let secret: GroupSecret
    /// The partitions that are this instance's.
    let owned: @Sendable () -> Set<TopicPartition>

    var topic: Topic { .atoms }

    private struct Row {
        let id: Int64
        let version: Int64
        let part: Int
        let event: AtomsTold
        let content: [UInt8]
    }

    /// What stands apart, and then the stretches: a stretch says that everything before its end was told.
    func waiting() async throws -> [[ToldState]] {
        let (owned, keyID) = (owned(), secret.id)
        guard !owned.isEmpty else { return [] }
        let rows = try await store.read { try Self.rows($0, owned, keyID) }
        let states = try rows.map { (isApart: $0.part > 0, state: try state($0)) }
        return [states.filter(\.isApart).map(\.state), states.filter { !$0.isApart }.map(\.state)]
    }

    private static func rows(_ db: Database, _ owned: Set<TopicPartition>, _ keyID: EntityID) throws -> [Row] {
        var rows: [Row] = []
        var bytes = 0
        for condition in ["part > 0", "part = 0"] {
            let found = try GRDB.Row.fetchCursor(
                db,
                sql: """
                    SELECT id, version, topic, partition, start, part, from_offset, next, rewound, content
                    FROM share_atoms WHERE told < version AND \(condition) ORDER BY id
                    """
            )
            while let row = try found.next() {
                guard bytes < roundBytes else { return rows }
                guard owned.contains(TopicPartition(topic: row[2], partition: row[3])) else { continue }
                let content = try row.withUnsafeData(atIndex: 9) { [UInt8]($0 ?? Data()) }
                bytes += content.count + 500
                rows.append(
                    Row(
                        id: row[0],
                        version: row[1],
                        part: row[5],
                        event: AtomsTold(
                            topic: row[2],
                            partition: row[3],
                            start: row[4],
                            from: row[6],
                            next: row[7],
                            isRewound: row[8] ? true : nil,
                            keyId: keyID,
                            sealed: ""
                        ),
                        content: content
                    )
                )
            }
        }
        return rows
    }

    private func state(_ row: Row) throws -> ToldState {
        var event = row.event
        let key = event.key(part: row.part)
        event.sealed = try secret.seal(row.content, for: key)
        let (id, now, aggregate) = (EntityID.v7(), Timestamp.now, EntityID(high: textKey(key), low: textKey("|" + key)))
        let envelope = Envelope(
            id: id,
            source: store.source,
            type: AtomsTold.type,
            aggregateID: aggregate,
            aggregateVersion: Int(row.version),
            occurredAt: now,
            recordedAt: now,
            partitionKey: .text(key),
            sequence: row.version,
            keySequence: row.version,
            storeEpoch: store.epoch,
            correlationID: id,
            classification: topic.privacy
        )
        let record = ProducerRecord(
            topic: topic.name,
            // All of one partition in one, so that their order holds.
            partition: Int32(event.partition % Topic.partitionCount),
            key: Array(key.utf8),
            value: try EventCoding.encode(event),
            headers: envelope.headers().map { KafkaHeader(name: $0.name, text: $0.value) }
        )
        return ToldState(record: record, id: id, row: row.id, version: row.version)
    }

    func note(_ told: [ToldState], in transaction: Transaction) throws {
        for state in told {
            try transaction.db.cachedStatement(sql: "UPDATE share_atoms SET told=?2 WHERE id=?1 AND told < ?2")
                .execute(arguments: [state.row, state.version])
        }
    }

    // MARK: What was lost

    func places() async throws -> [ToldPlace] {
        try await store.read { db in
            try GRDB.Row.fetchAll(db, sql: "SELECT partition, offset, id FROM share_place").map {
                ToldPlace(partition: $0[0], offset: $0[1], id: $0[2])
            }
        }
    }

    func note(_ places: [ToldPlace], in transaction: Transaction) throws {
        for place in places {
            try transaction.db.cachedStatement(
                sql: "INSERT OR REPLACE INTO share_place(partition, offset, id) VALUES (?, ?, ?)"
            ).execute(arguments: [place.partition, place.offset, place.id])
        }
    }

    func forget(partition: Int32, in transaction: Transaction) throws {
        try transaction.db.execute(
            sql: "UPDATE share_atoms SET told=0 WHERE partition % ? = ?",
            arguments: [Topic.partitionCount, partition]
        )
        try transaction.db.execute(sql: "DELETE FROM share_place WHERE partition=?", arguments: [partition])
    }

    /// Lets partitions be told again that others may have told of meanwhile.
    static func tellAgain(_ partitions: Set<TopicPartition>, _ db: Database) throws {
        for place in partitions {
            try db.cachedStatement(sql: "UPDATE share_atoms SET told=0 WHERE topic=? AND partition=?")
                .execute(arguments: [place.topic, place.partition])
        }
    }
}

extension AtomsTold {
    /// The record's key.
    func key(part: Int) -> String { "\(topic)/\(partition)/\(start)/\(part)" }
}
