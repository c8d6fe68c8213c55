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
        public var window = 4096
        /// Bytes of data sent at a time.
        public var bytes = 32 << 20
        /// The longest wait between attempts to reach the broker.
        public var maximumBackoff = Duration.seconds(2)
        /// How long what waits is still published once a shutdown has begun.
        public var flush = Duration.seconds(4)

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
    /// `topics` are those the service publishes to, its dead letters included.
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
        self.kafka = Self.configuration(kafka)
        self.topics = topics
        self.provision = provision
        self.limits = limits
        self.metrics = metrics
        self.logger = logger
    }

    private static func configuration(_ kafka: KafkaConfiguration) -> KafkaConfiguration {
        var configuration = kafka
        let own = [
            // A round is handed over whole, so that waiting for more to come would only cost time.
            "linger.ms": "1",
            // A dead letter is a record that its topic took, of up to the usual megabyte, and the headers that say why.
            "message.max.bytes": "1200000",
        ]
        configuration.properties.merge(own) { given, _ in given }
        return configuration
    }

    /// Whether the broker is reachable and the topics agree with the log.
    public var isConnected: Bool { connected.load(ordering: .acquiring) }

    /// Says that there is something to publish.
    public func wake() { signal.wake() }

    /// Publishes until shut down, and then for a moment what still waits.
    public func run() async throws {
        let attempts = Attempts(
            subject: "publishing",
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
        let session = BrokerSession(kafka: kafka, provision: provision, signal: signal, logger: logger)
        let (producer, watch) = try await session.open(topics) { admin, _ in
            try await connect(admin, progress)
        }
        progress.begin()
        connected.store(true, ordering: .releasing)
        defer { connected.store(false, ordering: .releasing) }
        do {
            try await publish(with: producer, watch, progress)
            await producer.close(timeout: .zero)
        } catch {
            await producer.close(timeout: .zero)
            throw error
        }
    }

    /// A producer that is connected, and then the check: an error from before the check on ends the attempt, so that
    /// nothing is sent to a broker that may have lost what comes before it.
    private func connect(
        _ admin: KafkaAdmin,
        _ progress: AttemptProgress
    ) async throws -> (KafkaProducer, ConnectionWatch) {
        let names = topics.map(\.name)
        let producer = try KafkaProducer(configuration: kafka)
        do {
            try await producer.warmUp(topics: names, timeout: .seconds(5))
            let watch = ConnectionWatch(isForgiving: progress.isForgiving) { producer.brokerErrorCount }
            let check = TopicCheck(store: store, writer: writer, admin: admin, logger: logger)
            metrics.republished.increment(by: try await check.repairPublications(topics: names))
            return (producer, watch)
        } catch {
            await producer.close(timeout: .zero)
            throw error
        }
    }

    /// Publishes until stopped; throws at the first record that does not get through.
    private func publish(
        with producer: KafkaProducer,
        _ watch: ConnectionWatch,
        _ progress: AttemptProgress
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [self] in try await guardSends(of: producer, watch) }
            defer { group.cancelAll() }
            var reached: Int64 = 0
            var waiting: [OutboxRecord] = []
            var sent: RoundOutcome?
            while true {
                let (settling, later) = (sent, waiting)
                // Nothing may overtake a record that did not get through.
                if let settling, settling.failure != nil { try await settle(settling, progress) }
                async let settled: Void = settle(settling, progress)
                let next = await attempted { [reached] in
                    try await send(later, after: reached, with: producer, watch)
                }
                // What the broker has is marked whatever became of the next round.
                try await settled
                let round = try next.get()
                (sent, waiting, reached) = (round.sent, round.later, round.reached)
                guard sent == nil, settling == nil else { continue }
                if signal.isStopped { return }
                await signal.wait(atMost: .seconds(1))
            }
        }
    }

    /// Ends the producer, and with it a send that waits for ever, when the connection is lost or a shutdown has lasted
    /// long enough.
    ///
    /// A lost connection is not waited out: the broker that comes back may lack what was acknowledged before, and the
    /// client would send what is under way without it, out of order.
    private func guardSends(of producer: KafkaProducer, _ watch: ConnectionWatch) async throws {
        while !watch.isLost, !signal.isStopped { try await Task.sleep(for: .milliseconds(50)) }
        let end = ContinuousClock.now.advanced(by: limits.flush)
        while !watch.isLost, .now < end { try await Task.sleep(for: .milliseconds(50)) }
        connected.store(false, ordering: .releasing)
        await producer.close(timeout: .zero)
        signal.wake()
    }

    /// Sends the next round: of `waiting`, or of the rows after `reached` once nothing waits.
    ///
    /// While it is under way the round before it is marked; both are acknowledged before the round after it is sent.
    ///
    /// - Returns: What became of the round, `nil` when there was nothing to send; what has to wait for it; and how far
    ///   rows were read.
    private func send(
        _ waiting: [OutboxRecord],
        after reached: Int64,
        with producer: KafkaProducer,
        _ watch: ConnectionWatch
    ) async throws -> (sent: RoundOutcome?, later: [OutboxRecord], reached: Int64) {
        let isNew = waiting.isEmpty
        let window = isNew ? try await store.unpublished(after: reached, limit: limits.window) : waiting
        try watch.check()
        guard !window.isEmpty else { return (nil, [], reached) }
        let (round, later) = OutboxRecord.round(of: window, bytes: limits.bytes)
        CrashPoint.relayBeforeSend.pass()
        let reports = try await producer.send(round.map(\.producerRecord))
        CrashPoint.relayAfterAcknowledgement.pass()
        return (RoundOutcome(round, reports), later, isNew ? window[window.count - 1].sequence : reached)
    }

    /// Marks what was acknowledged, however busy the store is: a mark given up is a record sent twice.
    private func settle(_ outcome: RoundOutcome?, _ progress: AttemptProgress) async throws {
        guard let outcome else { return }
        if !outcome.publications.isEmpty || !outcome.tooLarge.isEmpty {
            try await writer.patiently { transaction in
                try transaction.markPublished(outcome.publications)
                for sequence in outcome.tooLarge { try transaction.withhold(sequence) }
            }
        }
        if !outcome.publications.isEmpty {
            CrashPoint.relayAfterMark.pass()
            progress.noteRecord()
            metrics.published.increment(by: outcome.publications.count)
        }
        for sequence in outcome.tooLarge {
            metrics.withheld.increment()
            logger.error(
                "A dead letter is too large for its topic and stays in the store; raise message.max.bytes",
                metadata: ["outbox.sequence": "\(sequence)"]
            )
        }
        if let failure = outcome.failure { throw failure }
    }
}

/// What `body` gives or throws, to be looked at later.
private func attempted<T: Sendable>(_ body: () async throws -> T) async -> Result<T, any Error> {
    do {
        return .success(try await body())
    } catch {
        return .failure(error)
    }
}
