import AsyncAlgorithms
public import EventStore
public import Events
public import Kafka
public import Logging
public import ServiceLifecycle
import Synchronization

/// Reads topics and applies what they say, one commit a batch: offsets, sequences, effects, new events, dead letters.
///
/// Offsets live in the store and nowhere else; those committed to the broker are for lag tools and never read back.
public final class ConsumerLoop: Service {
    /// How much is taken at a time.
    public struct Limits: Sendable {
        /// Records in one commit.
        public var batch = 1000
        /// How often the parked records are looked at.
        public var housekeeping = Duration.seconds(1)
        /// The longest wait between attempts to reach the broker.
        public var maximumBackoff = Duration.seconds(2)

        /// The defaults.
        public init() {}
    }

    let store: EventStore
    let writer: Writer
    let kafka: KafkaConfiguration
    private let groupID: String
    let table: MessageTable
    private let accepts: @Sendable (Envelope) -> Bool
    private let deadLetters: DeadLetters
    let provision: TopicProvision
    private let limits: Limits
    let metrics: ConsumerMetrics
    let logger: Logger
    let signal = Signal()
    let assigned = Atomic(false)
    let partitions = Mutex<[TopicPartition]>([])
    let progress: ConsumerProgress
    private let share: ConsumerShare?
    private let gaps = GapWatch()

    /// Makes the loop.
    ///
    /// Effects go to `writer`'s store. `groupID`, `jisr.<service>.<instance>`, is for lag tools. `table` says which event
    /// goes to which handler, `accepts` whether an event is this instance's business; others are passed over. `progress`
    /// is told how far it has come. With a `share`, only the partitions are read that are this instance's.
    public init(
        writer: Writer,
        kafka: KafkaConfiguration,
        groupID: String,
        table: MessageTable,
        accepts: @escaping @Sendable (Envelope) -> Bool = { _ in true },
        deadLetters: DeadLetters,
        provision: TopicProvision,
        limits: Limits = Limits(),
        progress: ConsumerProgress = ConsumerProgress(),
        share: ConsumerShare? = nil,
        metrics: ConsumerMetrics,
        logger: Logger
    ) {
        store = writer.store
        self.writer = writer
        self.kafka = kafka
        self.groupID = groupID
        self.table = table
        self.accepts = accepts
        self.deadLetters = deadLetters
        self.provision = provision
        self.limits = limits
        self.progress = progress
        self.share = share
        self.metrics = metrics
        self.logger = logger
    }

    /// Whether all partitions are assigned and the broker is reachable.
    public var isAssigned: Bool { assigned.load(ordering: .acquiring) }

    /// Consumes until shut down.
    public func run() async throws {
        let attempts = Attempts(
            subject: "consuming",
            maximumBackoff: limits.maximumBackoff,
            failures: metrics.failures,
            signal: signal,
            logger: logger
        )
        await signal.stoppedByShutdown {
            await attempts.run { progress in
                if let share { try await attempt(sharing: share, progress) } else { try await attempt(progress) }
            }
        }
    }

    private func attempt(_ progress: AttemptProgress) async throws {
        let topics = table.topics
        let session = BrokerSession(kafka: kafka, provision: provision, signal: signal, logger: logger)
        let (consumer, watch) = try await session.open(topics.compactMap { Topic.named($0) }) { admin, counts in
            try await connect(admin, counts, progress)
        }
        progress.begin()
        assigned.store(true, ordering: .releasing)
        defer {
            assigned.store(false, ordering: .releasing)
            self.progress.note(isCaughtUp: false)
        }
        // The consumer ends by itself once it is let go. Nothing here depends on when, and that may take long while its
        // broker is gone, with a commit for lag tools still under way.
        _ = try await consume(from: consumer, watch, progress)
    }

    /// A consumer of all partitions from the stored offsets, which the check has compared with the topics: an error
    /// from before the check on ends the attempt, so that nothing the broker lost is passed over.
    private func connect(
        _ admin: KafkaAdmin,
        _ counts: [String: Int],
        _ progress: AttemptProgress
    ) async throws -> (KafkaConsumer, ConnectionWatch) {
        let consumer = try KafkaConsumer(configuration: kafka, groupID: groupID)
        do {
            let watch = ConnectionWatch(isForgiving: progress.isForgiving) { consumer.brokerErrorCount }
            let check = TopicCheck(store: store, writer: writer, admin: admin, logger: logger)
            if try await check.repairOffsets(topics: table.topics) { metrics.rewinds.increment() }
            let stored = try await store.nextOffsets(topics: table.topics)
            var offsets: [TopicPartition: Int64] = [:]
            for (topic, count) in counts {
                for partition in 0..<Int32(count) {
                    offsets[TopicPartition(topic: topic, partition: partition)] =
                        stored[topic]?[partition] ?? KafkaConsumer.beginning
                }
            }
            try await consumer.assign(offsets)
            partitions.withLock { $0 = Array(offsets.keys) }
            return (consumer, watch)
        } catch {
            await consumer.close()
            throw error
        }
    }

    /// Reads, decodes and applies until stopped or the group changes, which is what it returns.
    ///
    /// Each is a batch behind the one before it: while one batch is committed the next is decoded and the one after it
    /// fetched.
    func consume(
        from consumer: KafkaConsumer,
        _ watch: ConnectionWatch,
        _ progress: AttemptProgress
    ) async throws -> Rebalance? {
        let reading = Reading()
        let fetched = AsyncChannel<RecordBatch>()
        let decoded = AsyncChannel<[InboundRecord]>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                defer { fetched.finish() }
                while !signal.isStopped {
                    let batch = try await fetch(from: consumer, watch)
                    await fetched.send(batch)
                    guard let rebalance = batch.rebalance else { continue }
                    reading.change.withLock { $0 = rebalance }
                    return
                }
            }
            group.addTask { [self] in
                defer { decoded.finish() }
                for await batch in fetched { await decoded.send(await decode(batch)) }
            }
            group.addTask { [self] in
                // What was fetched is applied; then there is no lag to note any more.
                defer { reading.isOver.store(true, ordering: .releasing) }
                var housekeepingDue = ContinuousClock.now
                for await records in decoded {
                    let offsets = try await apply(records)
                    if !offsets.isEmpty {
                        progress.noteRecord()
                        consumer.commitForLagTools(offsets)
                    }
                    guard ContinuousClock.now >= housekeepingDue else { continue }
                    housekeepingDue = .now.advanced(by: limits.housekeeping)
                    try await retryParked()
                }
            }
            group.addTask { [self] in
                while !signal.isStopped, !reading.isOver.load(ordering: .acquiring) {
                    try await noteLag(of: consumer)
                    let next = ContinuousClock.now.advanced(by: limits.housekeeping)
                    while !signal.isStopped, !reading.isOver.load(ordering: .acquiring), ContinuousClock.now < next {
                        await signal.pause(for: share == nil ? limits.housekeeping : .milliseconds(50))
                    }
                }
            }
            // The first error ends the others as well.
            while try await group.next() != nil {}
        }
        return reading.change.withLock { $0 }
    }

    func fetch(from consumer: KafkaConsumer, _ watch: ConnectionWatch) async throws -> RecordBatch {
        let batch = try await consumer.next(maxRecords: limits.batch, maxWait: .milliseconds(250))
        // A partition that has stopped, or a client beyond repair; lost connections are the watch's business.
        if let problem = batch.errors.first(where: { $0.topicPartition != nil || $0.error.isFatal }) {
            throw problem.topicPartition.map {
                TopicProblem(description: "\($0.topic)[\($0.partition)]: \(problem.error)")
            } ?? problem.error as any Error
        }
        // What the broker lost while it was gone must be read again before anything that came after it.
        try watch.check()
        return batch
    }

    /// Decodes a batch, a large one on two threads: nothing else takes as long while a service catches up.
    private func decode(_ batch: RecordBatch) async -> [InboundRecord] {
        guard batch.count >= Self.worthSharing else { return decode(batch, 0..<batch.count) }
        let middle = batch.count / 2
        async let second = decode(batch, middle..<batch.count)
        return decode(batch, 0..<middle) + (await second)
    }

    private static let worthSharing = 200

    private func decode(_ batch: RecordBatch, _ part: Range<Int>) -> [InboundRecord] {
        var records: [InboundRecord] = []
        records.reserveCapacity(part.count)
        for index in part {
            let previous = records.last?.envelope
            records.append(
                batch.withRecord(at: index) { view in
                    InboundRecord(view, of: batch, at: index, previous: previous, table: table, accepts: accepts)
                }
            )
        }
        return records
    }

    private func apply(_ records: [InboundRecord]) async throws -> [TopicPartition: Int64] {
        guard !records.isEmpty else { return [:] }
        CrashPoint.consumerBeforeApply.pass()
        let start = ContinuousClock.now
        let outcome = try await writer.patiently { [table, deadLetters] in
            try $0.receive(records, table: table, deadLetters: deadLetters)
        }
        CrashPoint.consumerAfterApply.pass()
        metrics.batchSeconds.observe(start.duration(to: .now))
        note(outcome)
        if outcome.gaps > 0 { try gaps.note() }
        var offsets: [TopicPartition: Int64] = [:]
        for (record, next) in zip(records, records.dropFirst())
        where record.partition != next.partition || record.topic != next.topic {
            offsets[TopicPartition(topic: record.topic, partition: record.partition)] = record.offset + 1
        }
        if let last = records.last {
            offsets[TopicPartition(topic: last.topic, partition: last.partition)] = last.offset + 1
        }
        return offsets
    }

    private func noteLag(of consumer: KafkaConsumer) async throws {
        let applied = try await store.nextOffsets(topics: table.topics)
        let partitions = partitions.withLock { $0 }
        let ends = try await consumer.knownEnds(of: partitions)
        var lag: Int64 = 0
        for (partition, end) in ends {
            let behind = max(0, end - (applied[partition.topic]?[partition.partition] ?? 0))
            metrics.note(lag: behind, of: partition)
            lag += behind
        }
        progress.note(isCaughtUp: lag == 0 && ends.count == partitions.count)
    }

    private func retryParked() async throws {
        guard try await store.parkedKeyCount() > 0 else { return }
        note(
            try await writer.patiently { [table, deadLetters] in
                try $0.retryParked(table: table, deadLetters: deadLetters)
            }
        )
    }

    private func note(_ outcome: InboxOutcome) {
        metrics.note(outcome)
        for (stage, count) in outcome.deadLettered {
            logger.warning("Records dead-lettered", metadata: ["stage": "\(stage)", LogKey.count: "\(count)"])
        }
    }
}

/// One stretch of reading, until the group changes.
private final class Reading: Sendable {
    /// What ended it.
    let change = Mutex<Rebalance?>(nil)
    /// Whether all that was fetched is applied.
    let isOver = Atomic(false)
}

/// A key that waits for a record before one that was read: the broker may have lost that one, and have it again where
/// this consumer has passed.
struct MissingRecord: Error {}

/// Has the topics checked when a key begins to wait.
private final class GapWatch: Sendable {
    private let next = Mutex(ContinuousClock.now)

    /// Ends the attempt, as the next one begins with the check; not again soon, since a record may be gone for good.
    func note() throws(MissingRecord) {
        let isDue = next.withLock { next in
            guard ContinuousClock.now >= next else { return false }
            next = .now.advanced(by: .seconds(60))
            return true
        }
        if isDue { throw MissingRecord() }
    }
}
