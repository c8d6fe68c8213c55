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
        /// How often the number of partitions and the parked records are looked at.
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

    /// Makes the loop.
    ///
    /// - Parameters:
    ///   - writer: Where effects go.
    ///   - groupID: `jisr.<service>.<instance>`, for lag tools.
    ///   - table: Which event goes to which handler.
    ///   - accepts: Whether an event is this instance's business; others are passed over.
    public init(
        writer: Writer,
        kafka: KafkaConfiguration,
        groupID: String,
        table: MessageTable,
        accepts: @escaping @Sendable (Envelope) -> Bool = { _ in true },
        deadLetters: DeadLetters,
        provision: TopicProvision,
        limits: Limits = Limits(),
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
        self.metrics = metrics
        self.logger = logger
    }

    /// Whether all partitions are assigned and the broker is reachable.
    public var isAssigned: Bool { assigned.load(ordering: .acquiring) }

    /// Consumes until shut down.
    public func run() async throws {
        guard !table.topics.isEmpty else {
            assigned.store(true, ordering: .releasing)
            return
        }
        await withGracefulShutdownHandler {
            await keepConsuming()
        } onGracefulShutdown: { [signal] in
            signal.stop()
        }
    }

    private func keepConsuming() async {
        var backoff = Duration.milliseconds(50)
        while !signal.isStopped, !Task.isCancelled {
            do {
                let consumer = try KafkaConsumer(configuration: kafka, groupID: groupID)
                defer { assigned.store(false, ordering: .releasing) }
                do {
                    try await assign(consumer)
                    backoff = .milliseconds(50)
                    try await consume(from: consumer)
                    await consumer.close()
                } catch {
                    await consumer.close()
                    throw error
                }
            } catch {
                guard !signal.isStopped else { return }
                metrics.failures.increment()
                logger.info("Consuming is interrupted", metadata: ["reason": "\(Self.reason(error))"])
                await signal.wait(atMost: backoff)
                backoff = min(backoff * 2, limits.maximumBackoff)
            }
        }
    }

    /// Checks the topics against what was applied, then takes all partitions from the stored offsets.
    private func assign(_ consumer: KafkaConsumer) async throws {
        let topics = table.topics
        let admin = try KafkaAdmin(configuration: kafka)
        let counts: [String: Int]
        do {
            counts = try await provision.ensure(topics.compactMap { Topic.named($0) }, with: admin, logger: logger)
            let check = TopicCheck(store: store, writer: writer, admin: admin, logger: logger)
            if try await check.repairOffsets(topics: topics) { metrics.rewinds.increment() }
            await admin.close()
        } catch {
            await admin.close()
            throw error
        }
        let stored = try await store.nextOffsets(topics: topics)
        var offsets: [TopicPartition: Int64] = [:]
        for topic in topics {
            for partition in 0..<Int32(counts[topic] ?? 0) {
                offsets[TopicPartition(topic: topic, partition: partition)] =
                    stored[topic]?[partition] ?? KafkaConsumer.beginning
            }
        }
        try await consumer.assign(offsets)
        assigned.store(true, ordering: .releasing)
    }

    /// Reads and applies until stopped; while one batch is committed the next is read.
    private func consume(from consumer: KafkaConsumer) async throws {
        let errorsBefore = consumer.brokerErrorCount
        var housekeepingDue = ContinuousClock.now
        var batch = try await fetch(from: consumer)
        while !signal.isStopped {
            let current = batch
            async let applied = apply(current)
            let next = try await fetch(from: consumer)
            let offsets = try await applied
            if !offsets.isEmpty { consumer.commitForLagTools(offsets) }
            // What the broker lost while it was gone must be read again before anything that came after it.
            guard consumer.brokerErrorCount == errorsBefore else { throw BrokerErrorSeen() }
            if ContinuousClock.now >= housekeepingDue {
                housekeepingDue = .now.advanced(by: limits.housekeeping)
                try await retryParked()
            }
            batch = next
        }
    }

    private func fetch(from consumer: KafkaConsumer) async throws -> [InboundRecord] {
        let batch = try await consumer.next(maxRecords: limits.batch, maxWait: .milliseconds(250))
        if let first = batch.errors.first { throw first.error }
        var records: [InboundRecord] = []
        records.reserveCapacity(batch.count)
        for index in 0..<batch.count {
            records.append(
                batch.withRecord(at: index) { view in
                    InboundRecord(
                        topic: view.topic,
                        partition: view.partition,
                        offset: view.offset,
                        timestampMilliseconds: view.timestampMilliseconds,
                        content: InboundRecord.content(
                            header: { view.header($0) },
                            value: view.value,
                            table: table,
                            accepts: accepts
                        ),
                        raw: { batch.copy(at: index).rawRecord }
                    )
                }
            )
        }
        return records
    }

    private func apply(_ records: [InboundRecord]) async throws -> [TopicPartition: Int64] {
        guard !records.isEmpty else { return [:] }
        CrashPoint.consumerBeforeApply.pass()
        let start = ContinuousClock.now
        let outcome = try await patiently { [table, deadLetters] in
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

    private func retryParked() async throws {
        guard try await store.parkedKeyCount() > 0 else { return }
        note(
            try await patiently { [table, deadLetters] in
                try $0.retryParked(table: table, deadLetters: deadLetters)
            }
        )
    }

    private func note(_ outcome: InboxOutcome) {
        metrics.note(outcome)
        for (stage, count) in outcome.deadLettered {
            logger.warning("Records dead-lettered", metadata: ["stage": "\(stage)", "count": "\(count)"])
        }
    }

    /// Waits while many commands wait: records stay on the topic meanwhile.
    private func patiently<T: Sendable>(_ job: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        while true {
            do {
                return try await writer.submit(job)
            } catch is WriterBusy where !signal.isStopped {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as KafkaError: error.description
        case let error as TopicProblem: error.description
        case let error as StoreError: error.description
        case is BrokerErrorSeen: "the connection was lost and found again"
        default: "\(type(of: error))"
        }
    }

    private struct BrokerErrorSeen: Error {}
}

extension ConsumedRecord {
    /// The record's bytes as the store keeps them.
    var rawRecord: RawRecord {
        RawRecord(key: key, value: value, headers: headers.map { RawRecord.Header($0.name, $0.value) })
    }
}
