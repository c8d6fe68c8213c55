public import EventStore
public import Events
public import Kafka
import Logging
public import ServiceLifecycle

extension ServiceContext {
    /// How its parts reach the broker, under the name of this instance.
    public var kafka: KafkaConfiguration {
        KafkaConfiguration(
            bootstrapServers: configuration.kafkaBootstrap,
            clientID: "jisr.\(configuration.service).\(configuration.instance)",
            properties: configuration.kafkaProperties
        )
    }

    /// What is asked of the topics it uses.
    public var topicProvision: TopicProvision {
        TopicProvision(
            createsMissing: configuration.kafkaCreateTopics,
            replicationFactor: configuration.kafkaReplicationFactor
        )
    }
}

extension ServiceComponents {
    /// The parts that every service has: routes over its store, a relay for what it publishes, a consumer loop for
    /// what it is told, and the readiness and metrics of both.
    ///
    /// - Parameters:
    ///   - context: What the parts are made with.
    ///   - routes: The service's routes.
    ///   - publishes: The topics it writes, without its dead letters.
    ///   - messages: Which event goes to which handler.
    ///   - accepts: Whether an event is this instance's business.
    ///   - services: Timers and other work.
    ///   - limits: How much the consumer takes at a time.
    ///   - progress: Is told how far the consumer has come.
    ///   - share: How several instances read the topics together; each reads all of them unless given.
    /// - Returns: The parts.
    public static func standard(
        _ context: ServiceContext,
        routes: [Route],
        publishes: [Topic],
        messages: MessageTable = MessageTable(),
        accepts: @escaping @Sendable (Envelope) -> Bool = { _ in true },
        services: [any Service] = [],
        limits: ConsumerLoop.Limits = ConsumerLoop.Limits(),
        progress: ConsumerProgress = ConsumerProgress(),
        share: ConsumerShare? = nil
    ) -> ServiceComponents {
        let configuration = context.configuration
        let (kafka, provision) = (context.kafka, context.topicProvision)
        let deadLetters = DeadLetters(
            service: configuration.service,
            instance: configuration.instance,
            version: context.version
        )
        let relay = Relay(
            writer: context.writer,
            kafka: kafka,
            topics: publishes + [deadLetters.topic],
            provision: provision,
            metrics: RelayMetrics(context.metrics),
            logger: context.logger
        )
        let consumer = ConsumerLoop(
            writer: context.writer,
            kafka: kafka,
            groupID: kafka.clientID,
            table: messages,
            accepts: accepts,
            deadLetters: deadLetters,
            provision: provision,
            limits: limits,
            progress: progress,
            share: share,
            metrics: ConsumerMetrics(context.metrics),
            logger: context.logger
        )
        registerBacklog(of: context.store, in: context.metrics)
        return ServiceComponents(
            routes: routes,
            consumers: messages.topics.isEmpty ? [] : [consumer],
            services: services,
            producers: [relay],
            readiness: readiness(context, relay, messages.topics.isEmpty ? nil : consumer),
            onOutbox: { relay.wake() }
        )
    }

    private static func readiness(
        _ context: ServiceContext,
        _ relay: Relay,
        _ consumer: ConsumerLoop?
    )
        -> [ReadinessCheck]
    {
        var checks = [
            ReadinessCheck("broker", isRequired: true) {
                relay.isConnected
                    ? .ready : .failing("the broker is not reachable; commands are accepted and published later")
            }
        ]
        if let consumer {
            checks.append(
                ReadinessCheck("topics", isRequired: true) {
                    consumer.isAssigned ? .ready : .failing("the topics are not being read; see the log")
                }
            )
        }
        return checks
    }

    private static func registerBacklog(of store: EventStore, in metrics: MetricsRegistry) {
        metrics.gauge("jisr_outbox_pending", help: "Records that wait to be published.") {
            Double(try await store.outboxBacklog().count)
        }
        metrics.gauge("jisr_outbox_oldest_seconds", help: "Age of the oldest record that waits to be published.") {
            guard let oldest = try await store.outboxBacklog().oldest else { return 0 }
            return Double(Timestamp.now.millisecondsSince1970 - oldest.millisecondsSince1970) / 1000
        }
        metrics.gauge("jisr_parked_keys", help: "Keys that wait behind a record that could not be handled yet.") {
            Double(try await store.parkedKeyCount())
        }
    }
}
