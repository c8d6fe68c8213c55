import Events
import Foundation
public import GRDB

/// A record that waits in the store.
struct ParkedRecord {
    let id: Int64
    let topic: String
    let partition: Int32
    let offset: Int64
    let keySequence: Int64
    let attempts: Int
    let parkedAt: Timestamp
    let timestampMilliseconds: Int64
    let isPassedOver: Bool
    let record: RawRecord
}

extension Transaction {
    func producerID(_ key: InboxBatch.ProducerKey) throws -> Int64 {
        let topic = try store.names.topic(key.topic)
        let find = try db.cachedStatement(sql: "SELECT id FROM producer WHERE source=? AND epoch=? AND topic=?")
        if let id = try Int64.fetchOne(find, arguments: [key.source, key.epoch, topic]) { return id }
        try db.execute(
            sql: "INSERT INTO producer(source, epoch, topic) VALUES (?, ?, ?)",
            arguments: [key.source, key.epoch, topic]
        )
        return db.lastInsertedRowID
    }

    func lastKeySequence(producer: Int64, key: RecordKey) throws -> Int64 {
        var last = try db.prepared("SELECT last_keyseq FROM inbox_key WHERE producer=? AND key=?")
        last.bind(producer)
        last.bind(key)
        return try last.first { $0.integer(0) } ?? 0
    }

    /// Notes that a key has come from before `first` to `last`, if `first` is its next; else nothing is changed and the
    /// answer is `false`.
    func advanceKey(from first: Int64, to last: Int64, producer: Int64, key: RecordKey) throws -> Bool {
        var row = try db.prepared(
            first == 1
                ? "INSERT OR IGNORE INTO inbox_key(last_keyseq, producer, key) VALUES (?1, ?2, ?3)"
                : "UPDATE inbox_key SET last_keyseq=?1 WHERE producer=?2 AND key=?3 AND last_keyseq=?4"
        )
        row.bind(last)
        row.bind(producer)
        row.bind(key)
        if first != 1 { row.bind(first &- 1) }
        try row.run()
        return db.changesCount == 1
    }

    /// Notes how far a key has come that was at `last`; 0 for one that was never heard of.
    func setLastKeySequence(_ sequence: Int64, after last: Int64, producer: Int64, key: RecordKey) throws {
        var row = try db.prepared(
            last == 0
                ? "INSERT INTO inbox_key(last_keyseq, producer, key) VALUES (?, ?, ?)"
                : "UPDATE inbox_key SET last_keyseq=? WHERE producer=? AND key=?"
        )
        row.bind(sequence)
        row.bind(producer)
        row.bind(key)
        try row.run()
    }

    /// The offset to read next; `nil` when nothing of the partition was ever read.
    public func nextOffset(topic: String, partition: Int32) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: "SELECT next_offset FROM inbox_offset WHERE topic=? AND partition=?"
        )
        return try Int64.fetchOne(statement, arguments: [try store.names.topic(topic), partition])
    }

    /// How many marks of a partition are kept: as far back a lost tail is found exactly, beyond that from the start.
    private static let marksKept = 64

    func advance(topic: String, partition: Int32, to next: Int64, mark: InboxMark?) throws {
        let topicID = try store.names.topic(topic)
        try db.cachedStatement(
            sql: """
                INSERT INTO inbox_offset(topic, partition, next_offset) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET next_offset=excluded.next_offset
                """
        ).execute(arguments: [topicID, partition, next])
        guard let mark else { return }
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO inbox_mark(topic, partition, offset, id, timestamp) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [topicID, partition, mark.offset, mark.id, mark.timestampMilliseconds])
        try db.cachedStatement(
            sql: """
                DELETE FROM inbox_mark WHERE topic=?1 AND partition=?2 AND offset <
                    (SELECT offset FROM inbox_mark WHERE topic=?1 AND partition=?2 ORDER BY offset DESC LIMIT 1 OFFSET ?3)
                """
        ).execute(arguments: [topicID, partition, Self.marksKept])
    }

    /// Reads a partition again from `offset`, because the broker no longer has what was applied from there on.
    ///
    /// Sequences make the re-reading harmless.
    public func rewind(topic: String, partition: Int32, to offset: Int64) throws {
        let topicID = try store.names.topic(topic)
        try db.execute(
            sql: "UPDATE inbox_offset SET next_offset=? WHERE topic=? AND partition=?",
            arguments: [offset, topicID, partition]
        )
        try db.execute(
            sql: "DELETE FROM inbox_mark WHERE topic=? AND partition=? AND offset >= ?",
            arguments: [topicID, partition, offset]
        )
    }

    func hasParked() throws -> Bool {
        try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM parked)")) ?? false
    }

    /// Whether this very record is parked: it came again.
    func isParked(producer: Int64, key: RecordKey, keySequence: Int64) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "SELECT EXISTS(SELECT 1 FROM parked WHERE producer=? AND key=? AND keyseq=?)"
        )
        return try Bool.fetchOne(statement, arguments: [producer, key, keySequence]) ?? false
    }

    func isParked(producer: Int64, key: RecordKey) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "SELECT EXISTS(SELECT 1 FROM parked WHERE producer=? AND key=?)"
        )
        return try Bool.fetchOne(statement, arguments: [producer, key]) ?? false
    }

    func firstParked(producer: Int64, key: RecordKey) throws -> ParkedRecord? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, topic, partition, offset, keyseq, attempts, parked_at, timestamp, is_passed_over, record
                FROM parked
                WHERE producer=? AND key=? ORDER BY keyseq LIMIT 1
                """
        )
        return try Row.fetchOne(statement, arguments: [producer, key]).map { row in
            ParkedRecord(
                id: row[0],
                topic: store.names.topicName(row[1]),
                partition: row[2],
                offset: row[3],
                keySequence: row[4],
                attempts: row[5],
                parkedAt: row[6],
                timestampMilliseconds: row[7],
                isPassedOver: row[8],
                record: try RawRecord(encoded: [UInt8](row[9] as Data))
            )
        }
    }

    /// Parks a record, or notes another attempt at one that is parked already.
    func park(
        _ record: InboundRecord,
        keySequence: Int64,
        producer: Int64,
        key: RecordKey,
        stage: InboundRecord.Stage,
        reason: String,
        attempts: Int
    ) throws {
        // 1 s, 2 s, 4 s … 5 min.
        let delay = Duration.seconds(min(300, 1 << min(max(attempts - 1, 0), 9)))
        try db.execute(
            sql: """
                UPDATE parked SET attempts=?, next_attempt_at=?, stage=?, reason=?
                WHERE producer=? AND key=? AND keyseq=?
                """,
            arguments: [
                attempts, now.adding(delay), stage.rawValue, reason, producer, key, keySequence,
            ]
        )
        guard db.changesCount == 0 else { return }
        try db.execute(
            sql: """
                INSERT INTO parked(topic, partition, offset, producer, key, keyseq, timestamp, record, is_passed_over,
                    stage, reason, attempts, next_attempt_at, parked_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                try store.names.topic(record.topic), record.partition, record.offset, producer, key, keySequence,
                record.timestampMilliseconds, Data(record.source.copiedRecord().encoded()), record.isPassedOver,
                stage.rawValue, reason,
                attempts, now.adding(delay), now,
            ]
        )
    }

    func unpark(_ id: Int64) throws {
        try db.execute(sql: "DELETE FROM parked WHERE id=?", arguments: [id])
    }

    /// The keys whose first parked record is due.
    ///
    /// One that waits for its predecessor is not: many such keys must not
    /// keep those that can go on from their turn.
    func dueParkedKeys(limit: Int) throws -> [(producer: Int64, key: RecordKey)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT p.producer, p.key FROM parked p
                LEFT JOIN inbox_key k ON k.producer=p.producer AND k.key=p.key
                WHERE p.next_attempt_at <= ?
                    AND p.keyseq=(SELECT min(q.keyseq) FROM parked q WHERE q.producer=p.producer AND q.key=p.key)
                    AND (p.stage<>'gap' OR p.keyseq <= coalesce(k.last_keyseq, 0) + 1)
                ORDER BY p.next_attempt_at LIMIT ?
                """,
            arguments: [now, limit]
        ).map { ($0[0], $0[1]) }
    }
}

extension Transaction {
    /// Where each partition of `topics` is to be read from next, by what this transaction has done so far.
    public func nextOffsets(topics: [String]) throws -> [String: [Int32: Int64]] {
        try store.nextOffsets(topics: topics, in: db)
    }

    /// Raised when the store is restored from a backup.
    public var storeEpoch: Int { store.epoch }
}

extension EventStore {
    /// Where each partition of `topics` is to be read from next.
    public func nextOffsets(topics: [String]) async throws -> [String: [Int32: Int64]] {
        try await read { [self] in try nextOffsets(topics: topics, in: $0) }
    }

    /// Where each partition of `topics` is to be read from next, in the snapshot that `db` reads.
    public func nextOffsets(topics: [String], in db: Database) throws -> [String: [Int32: Int64]] {
        var offsets: [String: [Int32: Int64]] = [:]
        for topic in topics {
            let rows = try Row.fetchAll(
                db,
                sql: "SELECT partition, next_offset FROM inbox_offset WHERE topic=?",
                arguments: [try names.topic(topic)]
            )
            offsets[topic] = Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
        }
        return offsets
    }

    /// The marks of a partition, newest first.
    public func marks(topic: String, partition: Int32) async throws -> [InboxMark] {
        let topicID = try names.topic(topic)
        return try await read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT offset, id, timestamp FROM inbox_mark WHERE topic=? AND partition=? ORDER BY offset DESC",
                arguments: [topicID, partition]
            ).map { InboxMark(offset: $0[0], id: $0[1], timestampMilliseconds: $0[2]) }
        }
    }

    /// Whether a key waits for a record that comes before one that was read.
    public func hasGap() async throws -> Bool {
        try await read { try Bool.fetchOne($0, sql: "SELECT EXISTS(SELECT 1 FROM parked WHERE stage='gap')") ?? false }
    }

    /// How many keys have parked records.
    public func parkedKeyCount() async throws -> Int {
        try await read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM (SELECT DISTINCT producer, key FROM parked)") ?? 0
        }
    }
}
