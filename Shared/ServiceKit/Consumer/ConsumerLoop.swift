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

    private let store: EventStore
    private let writer: Writer
    private let kafka: KafkaConfiguration
    private let groupID: String
    private let table: MessageTable
    private let accepts: @Sendable (Envelope) -> Bool
    private let deadLetters: DeadLetters
    private let provision: TopicProvision
    private let limits: Limits
    private let metrics: ConsumerMetrics
    private let logger: Logger
    private let signal = Signal()
    private let assigned = Atomic(false)
    private let partitions = Mutex<[TopicPartition]>([])
    private let progress: ConsumerProgress

    /// Makes the loop.
    ///
    /// Effects go to `writer`'s store. `groupID`, `jisr.<service>.<instance>`, is for lag tools. `table` says which event
    /// goes to which handler, `accepts` whether an event is this instance's business; others are passed over. `progress`
    /// is told how far it has come.
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
            await attempts.run(attempt)
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
        try await consume(from: consumer, watch, progress)
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

    /// Reads, decodes and applies until stopped, each a batch behind the one before it: while one batch is committed the
    /// next is decoded and the one after it fetched.
    private func consume(
        from consumer: KafkaConsumer,
        _ watch: ConnectionWatch,
        _ progress: AttemptProgress
    ) async throws {
        let fetched = AsyncChannel<RecordBatch>()
        let decoded = AsyncChannel<[InboundRecord]>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                defer { fetched.finish() }
                while !signal.isStopped { await fetched.send(try await fetch(from: consumer, watch)) }
            }
            group.addTask { [self] in
                defer { decoded.finish() }
                for await batch in fetched { await decoded.send(await decode(batch)) }
            }
            group.addTask { [self] in
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
                while !signal.isStopped {
                    try await noteLag(of: consumer)
                    await signal.pause(for: limits.housekeeping)
                }
            }
            // The first error ends the others as well.
            while try await group.next() != nil {}
        }
    }

    private func fetch(from consumer: KafkaConsumer, _ watch: ConnectionWatch) async throws -> RecordBatch {
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
        var previous: Envelope?
        return part.map { index in
            let record = batch.withRecord(at: index) { view in
                InboundRecord(view, of: batch, at: index, previous: previous, table: table, accepts: accepts)
            }
            previous = record.envelope
            return record
        }
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
        var offsets: [TopicPartition: Int64] = [:]
        for record in records {
            offsets[TopicPartition(topic: record.topic, partition: record.partition)] = record.offset + 1
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
