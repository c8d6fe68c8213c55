import Events
import Foundation
import GRDB

/// What became of a batch.
public struct InboxOutcome: Sendable, Hashable {
    /// Events acted upon.
    public var handled = 0
    /// Events not for this service.
    public var passedOver = 0
    /// Records seen before.
    public var duplicates = 0
    /// Records put behind a missing predecessor.
    public var gaps = 0
    /// Records parked to be tried again.
    public var parked = 0
    /// Parked records that went through after all.
    public var released = 0
    /// Records dead-lettered, by stage.
    public var deadLettered: [String: Int] = [:]

    /// Nothing.
    public init() {}
}

/// Applies a batch of records in one transaction: offsets, sequences, effects, new events, dead letters.
///
/// Order within a key is kept whatever happens: a record that cannot be handled yet is parked, and the ones behind it
/// of its key are parked behind it.
struct InboxBatch {
    let transaction: Transaction
    let table: MessageTable
    let deadLetters: DeadLetters
    /// Without savepoints a batch is about a third faster; the first failure runs it again with them.
    let usesSavepoints: Bool
    var outcome = InboxOutcome()
    private var producers: [ProducerKey: Int64] = [:]
    private var anythingParked: Bool
    private var lastOffsets: [PartitionKey: (next: Int64, id: EntityID?)] = [:]
    private var nextOffsets: [PartitionKey: Int64] = [:]

    private struct PartitionKey: Hashable {
        let topic: String
        let partition: Int32
    }

    struct ProducerKey: Hashable {
        let source: String
        let epoch: Int
        let topic: String
    }

    /// A handler failed while savepoints were off.
    struct NeedsSavepoints: Error {}

    init(_ transaction: Transaction, table: MessageTable, deadLetters: DeadLetters, usesSavepoints: Bool) throws {
        self.transaction = transaction
        self.table = table
        self.deadLetters = deadLetters
        self.usesSavepoints = usesSavepoints
        anythingParked = try transaction.hasParked()
    }

    mutating func apply(_ records: [InboundRecord]) throws {
        for record in records {
            let partition = PartitionKey(topic: record.topic, partition: record.partition)
            let next = try nextOffset(partition)
            // <= leaves room for the gaps that compaction and transaction markers leave.
            guard record.offset >= next else {
                outcome.duplicates += 1
                continue
            }
            try apply(record)
            nextOffsets[partition] = record.offset + 1
            lastOffsets[partition] = (record.offset + 1, record.id ?? lastOffsets[partition]?.id)
        }
        for (partition, last) in lastOffsets {
            try transaction.advance(
                topic: partition.topic,
                partition: partition.partition,
                to: last.next,
                lastID: records.last { $0.topic == partition.topic && $0.partition == partition.partition }?.id
            )
        }
    }

    private mutating func nextOffset(_ partition: PartitionKey) throws -> Int64 {
        if let known = nextOffsets[partition] { return known }
        let stored = try transaction.nextOffset(topic: partition.topic, partition: partition.partition) ?? 0
        nextOffsets[partition] = stored
        return stored
    }

    private mutating func apply(_ record: InboundRecord) throws {
        let envelope: Envelope
        switch record.content {
        case .poison(let stage, let reason):
            try bury(record, stage: stage, reason: reason, attempts: 1)
            return
        case .passedOver(let known): envelope = known
        case .event(let known, _, _): envelope = known
        }
        let producer = try producer(of: envelope, topic: record.topic)
        let key = RecordKey(envelope.partitionKey)
        let last = try transaction.lastKeySequence(producer: producer, key: key)
        guard envelope.keySequence > last else {
            outcome.duplicates += 1
            return
        }
        let blocked = try anythingParked && transaction.isParked(producer: producer, key: key)
        if envelope.keySequence > last + 1 || blocked {
            if try park(record, envelope, producer, key, stage: .gap, reason: "waits for keyseq \(last + 1)", attempts: 0) {
                outcome.gaps += 1
            }
            // The missing predecessor may be the one that has just come.
            guard blocked, envelope.keySequence == last + 1 else { return }
            try release(producer, key)
            return
        }
        guard try handle(record, envelope, producer, key) else { return }
        try transaction.setLastKeySequence(envelope.keySequence, producer: producer, key: key)
        if anythingParked { try release(producer, key) }
    }

    /// Acts upon a record that is next of its key.
    ///
    /// - Returns: Whether its key goes on: `false` when the record was parked.
    private mutating func handle(
        _ record: InboundRecord,
        _ envelope: Envelope,
        _ producer: Int64,
        _ key: RecordKey,
        attempts: Int = 1
    ) throws -> Bool {
        guard case .event(_, let event, let payload) = record.content, let handler = table.handler(for: envelope.type)
        else {
            outcome.passedOver += 1
            return true
        }
        let message = ReceivedEvent(
            topic: record.topic,
            envelope: envelope,
            event: event,
            payload: payload,
            producer: producer
        )
        transaction.correlationID = envelope.correlationID
        transaction.causationID = envelope.id
        defer { transaction.causationID = nil }
        do {
            if usesSavepoints {
                try transaction.savepoint { try handler(transaction, message) }
            } else {
                try handler(transaction, message)
            }
            outcome.handled += 1
            return true
        } catch let failure {
            guard usesSavepoints else { throw NeedsSavepoints() }
            switch Failure(failure) {
            case .later(let reason):
                _ = try park(record, envelope, producer, key, stage: .handler, reason: reason, attempts: attempts)
                outcome.parked += 1
                return false
            case .never(let reason):
                try bury(record, stage: .handler, reason: reason, attempts: attempts)
                return true
            case .store:
                throw failure
            }
        }
    }

    /// Tries what is parked behind a key that has moved on, in order, as far as it goes.
    mutating func release(_ producer: Int64, _ key: RecordKey) throws {
        while let parked = try transaction.firstParked(producer: producer, key: key) {
            let last = try transaction.lastKeySequence(producer: producer, key: key)
            guard parked.keySequence <= last + 1 else { return }
            if parked.keySequence == last + 1 {
                let record = InboundRecord.decode(
                    parked.record,
                    topic: parked.topic,
                    partition: parked.partition,
                    offset: parked.offset,
                    table: table
                )
                let envelope: Envelope
                switch record.content {
                case .event(let known, _, _), .passedOver(let known): envelope = known
                case .poison(let stage, let reason):
                    try bury(record, stage: stage, reason: reason, attempts: parked.attempts)
                    try transaction.setLastKeySequence(parked.keySequence, producer: producer, key: key)
                    try transaction.unpark(parked.id)
                    continue
                }
                guard try handle(record, envelope, producer, key, attempts: parked.attempts + 1) else { return }
                try transaction.setLastKeySequence(parked.keySequence, producer: producer, key: key)
                outcome.released += 1
            }
            try transaction.unpark(parked.id)
        }
    }

    private mutating func park(
        _ record: InboundRecord,
        _ envelope: Envelope,
        _ producer: Int64,
        _ key: RecordKey,
        stage: InboundRecord.Stage,
        reason: String,
        attempts: Int
    ) throws -> Bool {
        anythingParked = true
        return try transaction.park(
            record,
            keySequence: envelope.keySequence,
            producer: producer,
            key: key,
            stage: stage,
            reason: reason,
            attempts: attempts
        )
    }

    private mutating func bury(_ record: InboundRecord, stage: InboundRecord.Stage, reason: String, attempts: Int)
        throws
    {
        try transaction.enqueue(
            deadLetters.letter(record, stage: stage, reason: reason, attempts: attempts, at: transaction.now),
            topic: deadLetters.topic
        )
        outcome.deadLettered[stage.rawValue, default: 0] += 1
    }

    private mutating func producer(of envelope: Envelope, topic: String) throws -> Int64 {
        let key = ProducerKey(source: envelope.source, epoch: envelope.storeEpoch, topic: topic)
        if let known = producers[key] { return known }
        let id = try transaction.producerID(key)
        producers[key] = id
        return id
    }

    /// What to do about a handler's error.
    private enum Failure {
        case later(String)
        case never(String)
        case store

        init(_ error: any Error) {
            switch error {
            case let error as RetryLater: self = .later(error.reason)
            case let error as Rejection: self = .never("\(error.code): \(error.message)")
            case let error as StoreError: self = .never("\(error)")
            case is DecodingError: self = .never("the data does not fit its type")
            case let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT:
                self = .never("it contradicts what is stored")
            case is DatabaseError: self = .store
            // The error's text could hold a value of the record; its type cannot.
            default: self = .never("\(type(of: error))")
            }
        }
    }
}

extension Transaction {
    /// Applies records from topics: everything about them is in this transaction, their offsets too.
    public func receive(_ records: [InboundRecord], table: MessageTable, deadLetters: DeadLetters) throws
        -> InboxOutcome
    {
        do {
            return try savepoint {
                var batch = try InboxBatch(self, table: table, deadLetters: deadLetters, usesSavepoints: false)
                try batch.apply(records)
                return batch.outcome
            }
        } catch is InboxBatch.NeedsSavepoints {
            var batch = try InboxBatch(self, table: table, deadLetters: deadLetters, usesSavepoints: true)
            try batch.apply(records)
            return batch.outcome
        }
    }

    /// Tries parked records whose time has come.
    public func retryParked(table: MessageTable, deadLetters: DeadLetters) throws -> InboxOutcome {
        var batch = try InboxBatch(self, table: table, deadLetters: deadLetters, usesSavepoints: true)
        for (producer, key) in try dueParkedKeys(limit: 100) { try batch.release(producer, key) }
        return batch.outcome
    }

    /// Runs `body` in a savepoint of its own: what it wrote is undone when it throws.
    public func savepoint<T>(_ body: () throws -> T) throws -> T {
        try db.cachedStatement(sql: "SAVEPOINT jisr").execute()
        let hadOutboxRows = hasOutboxRows
        do {
            let result = try body()
            try db.cachedStatement(sql: "RELEASE jisr").execute()
            return result
        } catch {
            hasOutboxRows = hadOutboxRows
            try db.cachedStatement(sql: "ROLLBACK TO jisr").execute()
            try db.cachedStatement(sql: "RELEASE jisr").execute()
            throw error
        }
    }
}
