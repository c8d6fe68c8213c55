import EventStore
public import Events
public import Kafka
public import Logging
public import ServiceLifecycle
import Synchronization

/// Publishes the outbox: in order within a key, each record marked once the broker has acknowledged it, again from
/// the first unmarked one after anything.
///
/// At most one record of a topic and key is unacknowledged at a time. That gives order by construction; an idempotent
/// producer alone does not (librdkafka 2.0.2 acknowledges later records of a key after a fatal error on an earlier one).
public final class Relay: Service {
    /// How much is in flight.
    public struct Limits: Sendable {
        /// Outbox rows read at a time.
        public var window = 8192
        /// The longest wait between attempts to reach the broker.
        public var maximumBackoff = Duration.seconds(2)

        /// The defaults.
        public init() {}
    }

    private let store: EventStore
    private let writer: Writer
    private let kafka: KafkaConfiguration
    private let topics: [Topic]
    private let provision: TopicProvision
    private let limits: Limits
    private let metrics: RelayMetrics
    private let logger: Logger
    private let signal = Signal()
    private let connected = Atomic(false)

    /// Makes the relay of `writer`'s store.
    ///
    /// - Parameter topics: What the service publishes to, its dead letters included.
    public init(
        writer: Writer,
        kafka: KafkaConfiguration,
        topics: [Topic],
        provision: TopicProvision,
        limits: Limits = Limits(),
        metrics: RelayMetrics,
        logger: Logger
    ) {
        store = writer.store
        self.writer = writer
        self.kafka = kafka
        self.topics = topics
        self.provision = provision
        self.limits = limits
        self.metrics = metrics
        self.logger = logger
    }

    /// Whether the broker is reachable and the topics agree with the log.
    public var isConnected: Bool { connected.load(ordering: .acquiring) }

    /// Says that there is something to publish.
    public func wake() { signal.wake() }

    /// Publishes until shut down.
    public func run() async throws {
        await withGracefulShutdownHandler {
            await keepPublishing()
        } onGracefulShutdown: { [signal] in
            signal.stop()
        }
    }

    private func keepPublishing() async {
        var backoff = Duration.milliseconds(50)
        while !signal.isStopped, !Task.isCancelled {
            do {
                let producer = try KafkaProducer(configuration: kafka)
                defer { connected.store(false, ordering: .releasing) }
                do {
                    try await prepare(producer)
                    backoff = .milliseconds(50)
                    try await publish(with: producer)
                    await producer.close(timeout: .seconds(5))
                } catch {
                    await producer.close(timeout: .zero)
                    throw error
                }
            } catch {
                guard !signal.isStopped else { return }
                metrics.failures.increment()
                logger.info("Publishing is interrupted", metadata: ["reason": "\(Self.reason(error))"])
                // Cut short by a shutdown only, not by new work: the broker is what is waited for.
                let until = ContinuousClock.now.advanced(by: backoff)
                while ContinuousClock.now < until, !signal.isStopped {
                    await signal.wait(atMost: ContinuousClock.now.duration(to: until))
                }
                backoff = min(backoff * 2, limits.maximumBackoff)
            }
        }
    }

    private func prepare(_ producer: KafkaProducer) async throws {
        let admin = try KafkaAdmin(configuration: kafka)
        do {
            _ = try await provision.ensure(topics, with: admin, logger: logger)
            try await check(with: admin)
            await admin.close()
        } catch {
            await admin.close()
            throw error
        }
        try await producer.warmUp(topics: topics.map(\.name), timeout: .seconds(10))
        connected.store(true, ordering: .releasing)
    }

    private func check(with admin: KafkaAdmin) async throws {
        let check = TopicCheck(store: store, writer: writer, admin: admin, logger: logger)
        metrics.republished.increment(by: try await check.repairPublications())
    }

    /// Publishes until stopped; throws at the first record that does not get through.
    private func publish(with producer: KafkaProducer) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let errorsBefore = producer.brokerErrorCount
            group.addTask { [self] in
                // A broker that is gone keeps a send waiting for ever; a shutdown must not, and readiness must tell.
                while !signal.isStopped, !Task.isCancelled {
                    try await Task.sleep(for: .milliseconds(100))
                    if producer.brokerErrorCount != errorsBefore { connected.store(false, ordering: .releasing) }
                }
                if !Task.isCancelled { await producer.close(timeout: .seconds(5)) }
            }
            defer { group.cancelAll() }
            var reached: Int64 = 0
            while !signal.isStopped {
                let window = try await store.unpublished(after: reached, limit: limits.window)
                guard let last = window.last else {
                    await signal.wait(atMost: .seconds(1))
                    guard producer.brokerErrorCount == errorsBefore else { throw BrokerErrorSeen() }
                    continue
                }
                try await publish(window, with: producer)
                reached = last.sequence
                // The connection was lost and found again: what was acknowledged before may be gone.
                guard producer.brokerErrorCount == errorsBefore else { throw BrokerErrorSeen() }
            }
        }
    }

    private func publish(_ window: [OutboxRecord], with producer: KafkaProducer) async throws {
        var waiting = window
        while !waiting.isEmpty {
            var round: [OutboxRecord] = []
            var later: [OutboxRecord] = []
            var keys = Set<OutboxRecord.Barrier>(minimumCapacity: waiting.count)
            for record in waiting {
                if keys.insert(record.barrier).inserted { round.append(record) } else { later.append(record) }
            }
            CrashPoint.relayBeforeSend.pass()
            let reports = try await producer.send(round.map(\.producerRecord))
            CrashPoint.relayAfterAcknowledgement.pass()
            try await settle(round, reports)
            waiting = later
        }
    }

    private func settle(_ round: [OutboxRecord], _ reports: [DeliveryReport]) async throws {
        var publications: [Publication] = []
        publications.reserveCapacity(round.count)
        var failure: KafkaError?
        for (record, report) in zip(round, reports) {
            switch report.outcome {
            case .persisted(let partition, let offset):
                publications.append(
                    Publication(sequence: record.sequence, topic: record.topic, partition: partition, offset: offset)
                )
            case .failed(let error, _):
                if error.code == .messageTooLarge, case .raw = record.content {
                    try await withhold(record)
                } else if failure == nil {
                    failure = error
                }
            }
        }
        let acknowledged = publications
        if !acknowledged.isEmpty {
            try await mark(acknowledged)
            CrashPoint.relayAfterMark.pass()
            metrics.published.increment(by: acknowledged.count)
        }
        if let failure { throw failure }
    }

    /// Keeps a dead letter that the broker will never take in the store only, so that the ones behind it go on.
    private func withhold(_ record: OutboxRecord) async throws {
        let sequence = record.sequence
        try await writer.submit { try $0.withhold(sequence) }
        metrics.withheld.increment()
        logger.error(
            "A dead letter is too large for its topic and stays in the store; raise the topic's max.message.bytes",
            metadata: ["topic": "\(record.topic)", "sequence": "\(sequence)"]
        )
    }

    /// Marks even when many commands wait: a mark refused is a record sent twice.
    private func mark(_ publications: [Publication]) async throws {
        while true {
            do {
                return try await writer.submit { try $0.markPublished(publications) }
            } catch is WriterBusy where !signal.isStopped {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as KafkaError: error.description
        case let error as TopicProblem: error.description
        case is BrokerErrorSeen: "the connection was lost and found again"
        default: "\(type(of: error))"
        }
    }

    private struct BrokerErrorSeen: Error {}
}

extension OutboxRecord {
    /// The record as the producer takes it.
    var producerRecord: ProducerRecord {
        switch content {
        case .event(let envelope, let payload):
            ProducerRecord(
                topic: topic,
                partition: nil,
                key: key,
                value: payload,
                headers: envelope.headers().map { KafkaHeader(name: $0.name, value: Array($0.value.utf8)) }
            )
        case .raw(let record):
            ProducerRecord(
                topic: topic,
                partition: nil,
                key: record.key,
                value: record.value,
                headers: record.headers.map { KafkaHeader(name: $0.name, value: $0.value) }
            )
        }
    }
}
