public import Logging

/// Where the brokers are and how to talk to them; the same for producers, consumers and administration.
public struct KafkaConfiguration: Sendable {
    /// Some of the brokers, as `host:port,host:port`.
    public var bootstrapServers: String

    /// How brokers' logs and quotas call this client.
    public var clientID: String

    /// Properties of librdkafka, given to it as they are: TLS, SASL, tuning.
    ///
    /// An unknown property, a bad value, or one that would undo what Jisr relies on (idempotence, manual offsets,
    /// the partitioner) makes the client's initialiser throw a ``KafkaError`` naming it.
    ///
    /// Source: librdkafka's CONFIGURATION.md.
    public var properties: [String: String]

    /// Where librdkafka's own log lines go.
    ///
    /// Default: nowhere.
    public var logger: Logger

    /// Makes a configuration.
    public init(
        bootstrapServers: String,
        clientID: String,
        properties: [String: String] = [:],
        logger: Logger = Logger(label: "jisr.kafka", factory: { _ in SwiftLogNoOpLogHandler() })
    ) {
        self.bootstrapServers = bootstrapServers
        self.clientID = clientID
        self.properties = properties
        self.logger = logger
    }
}
