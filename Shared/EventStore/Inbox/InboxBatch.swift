import Events
import GRDB

/// Applies a batch of records in one transaction: offsets, sequences, effects, new events, dead letters.
///
/// Order within a key is kept whatever happens: a record that cannot be handled yet is parked, and the ones behind it
/// of its key are parked behind it.
struct InboxBatch {
    let transaction: Transaction
    let table: MessageTable
    let deadLetters: DeadLetters
    /// Failures are rare, so a batch is first tried without a savepoint for each record; one failure runs it again
    /// with them.
    let usesSavepoints: Bool
    var outcome = InboxOutcome()
    private var producers: [ProducerKey: Int64] = [:]
    private var lastProducer: (key: ProducerKey, id: Int64)?
    private var anythingParked: Bool
    private var partitions = InboxPartitions()

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
        let isAdvanced = try advanceRuns(of: records)
        for (index, record) in records.enumerated() {
            let place = try partitions.place(of: record, in: transaction)
            guard partitions.isDue(record, at: place) else {
                outcome.duplicates += 1
                continue
            }
            try apply(record, isAdvanced: isAdvanced[index])
            partitions.note(record, at: place)
        }
        try partitions.write(to: transaction)
    }

    /// Notes of all keys at once how far they come, where records simply follow one another: nearly all do.
    ///
    /// A key that comes several times in a batch costs one statement, and keys are taken in their order in the table. Not
    /// with savepoints: a record that is parked must leave its key where it was. Nor when anything is parked, which each
    /// record may have to wait behind. Records that are not in such a run are looked at one by one.
    ///
    /// The answer says of each record whether it is in a run.
    private mutating func advanceRuns(of records: [InboundRecord]) throws -> [Bool] {
        var isAdvanced = [Bool](repeating: false, count: records.count)
        guard !usesSavepoints, !anythingParked, records.count > 1 else { return isAdvanced }
        var runs = InboxRuns(count: records.count)
        var ahead = partitions
        for (index, record) in records.enumerated() {
            let place = try ahead.place(of: record, in: transaction)
            guard ahead.isDue(record, at: place) else { continue }
            ahead.note(record, at: place)
            guard let envelope = record.envelope, envelope.source != transaction.store.source,
                !ahead.isCompacted(at: place)
            else { continue }
            let producer = try producer(of: envelope, topic: record.topic)
            runs.add(index, producer, envelope.partitionKey, envelope.keySequence)
        }
        try runs.forEachInOrder { run, indices in
            guard
                try transaction.advanceKey(from: run.first, to: run.last, producer: run.producer, key: run.key)
            else { return }
            for index in indices { isAdvanced[index] = true }
        }
        return isAdvanced
    }

    private mutating func apply(_ record: InboundRecord, isAdvanced: Bool) throws {
        guard let envelope = record.envelope else {
            if case .poison(let stage, let reason) = record.content {
                try bury(record, .init(reason: reason), stage: stage)
            }
            return
        }
        // What this store published itself is in its log; it would cost a sequence for each of its keys to hear it.
        guard envelope.source != transaction.store.source || table.hearsItself(envelope.type) else {
            outcome.passedOver += 1
            return
        }
        let producer = try producer(of: envelope, topic: record.topic)
        let key = envelope.partitionKey
        if try isAdvanced || isPlainNext(record, envelope, producer) {
            _ = try handle(record, envelope, producer, key)
            return
        }
        let last = try transaction.lastKeySequence(producer: producer, key: key)
        guard envelope.keySequence > last else {
            outcome.duplicates += 1
            return
        }
        if anythingParked,
            try transaction.isParked(producer: producer, key: key, keySequence: envelope.keySequence)
        {
            outcome.duplicates += 1
            return
        }
        guard try isNext(envelope.keySequence, after: last, on: record.topic, producer, key) else {
            try park(record, envelope, producer, key, stage: .gap, reason: "waits for keyseq \(last + 1)", attempts: 0)
            outcome.gaps += 1
            return
        }
        guard try handle(record, envelope, producer, key) else { return }
        try transaction.setLastKeySequence(envelope.keySequence, after: last, producer: producer, key: key)
        if anythingParked { try release(producer, key) }
    }

    /// Whether the record simply is the next of its key, which then has come as far, in one statement: nearly all are.
    ///
    /// Not with savepoints: a record that is parked must leave its key where it was.
    private func isPlainNext(_ record: InboundRecord, _ envelope: Envelope, _ producer: Int64) throws -> Bool {
        guard !usesSavepoints, !anythingParked, !isCompacted(record.topic) else { return false }
        let sequence = envelope.keySequence
        return try transaction.advanceKey(from: sequence, to: sequence, producer: producer, key: envelope.partitionKey)
    }

    /// Whether nothing of the key is to be handled before this.
    private func isNext(
        _ sequence: Int64,
        after last: Int64,
        on topic: String,
        _ producer: Int64,
        _ key: RecordKey
    )
        throws -> Bool
    {
        guard isCompacted(topic) else { return sequence == last + 1 }
        // Compaction takes records out, so that only a parked one can be waited for.
        return try !(anythingParked && transaction.isParked(producer: producer, key: key))
    }

    private func isCompacted(_ topic: String) -> Bool { Topic.named(topic)?.cleanup == .compact }

    /// Acts upon a record that is next of its key.
    ///
    /// `parked` is the record as it was parked, when it was. The answer is whether the key goes on: `false` when the
    /// record was parked.
    private mutating func handle(
        _ record: InboundRecord,
        _ envelope: Envelope,
        _ producer: Int64,
        _ key: RecordKey,
        parked: ParkedRecord? = nil
    ) throws -> Bool {
        if case .unreadable(_, let stage, let reason) = record.content {
            try bury(record, .init(reason: reason), stage: stage, parked: parked)
            return true
        }
        if case .gathered(_, let bytes) = record.content {
            transaction.gathered.append(contentsOf: bytes)
            outcome.handled += 1
            return true
        }
        guard case .event(_, let event) = record.content, let handler = table.handler(for: envelope.type)
        else {
            outcome.passedOver += 1
            return true
        }
        let message = ReceivedEvent(
            topic: record.topic,
            partition: record.partition,
            offset: record.offset,
            envelope: envelope,
            event: event,
            producer: producer,
            source: record.source
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
        } catch let error {
            guard usesSavepoints else { throw NeedsSavepoints() }
            switch HandlerFailure(error) {
            case .later(let reason):
                let attempts = (parked?.attempts ?? 0) + 1
                try park(record, envelope, producer, key, stage: .handler, reason: reason, attempts: attempts)
                outcome.parked += 1
                return false
            case .never(let failure):
                try bury(record, failure, stage: .handler, parked: parked)
                return true
            case .store:
                throw error
            }
        }
    }

    /// Tries what is parked behind a key that has moved on, in order, as far as it goes.
    mutating func release(_ producer: Int64, _ key: RecordKey) throws {
        while let parked = try transaction.firstParked(producer: producer, key: key) {
            let last = try transaction.lastKeySequence(producer: producer, key: key)
            guard parked.keySequence <= last + 1 || isCompacted(parked.topic) else { return }
            if parked.keySequence > last {
                let record = InboundRecord.decode(parked, table: table)
                if let envelope = record.envelope {
                    guard try handle(record, envelope, producer, key, parked: parked) else { return }
                } else if case .poison(let stage, let reason) = record.content {
                    try bury(record, .init(reason: reason), stage: stage, parked: parked)
                }
                try transaction.setLastKeySequence(parked.keySequence, after: last, producer: producer, key: key)
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
    ) throws {
        anythingParked = true
        try transaction.park(
            record,
            keySequence: envelope.keySequence,
            producer: producer,
            key: key,
            stage: stage,
            reason: reason,
            attempts: attempts
        )
    }

    private mutating func bury(
        _ record: InboundRecord,
        _ failure: HandlerFailure.Permanent,
        stage: InboundRecord.Stage,
        parked: ParkedRecord? = nil
    ) throws {
        let attemptsBefore = parked?.attempts ?? 0
        let letter = deadLetters.letter(
            record,
            failure: failure,
            stage: stage,
            attempts: attemptsBefore + 1,
            // Waiting for a predecessor is no failure.
            firstFailedAt: attemptsBefore > 0 ? parked?.parkedAt ?? transaction.now : transaction.now
        )
        try transaction.enqueue(letter, topic: deadLetters.topic)
        outcome.deadLettered[stage.rawValue, default: 0] += 1
    }

    private mutating func producer(of envelope: Envelope, topic: String) throws -> Int64 {
        // Neighbours mostly have the same.
        if let last = lastProducer, last.key.epoch == envelope.storeEpoch, last.key.source == envelope.source,
            last.key.topic == topic
        {
            return last.id
        }
        let key = ProducerKey(source: envelope.source, epoch: envelope.storeEpoch, topic: topic)
        let id = try producers[key] ?? transaction.producerID(key)
        producers[key] = id
        lastProducer = (key, id)
        return id
    }
}
