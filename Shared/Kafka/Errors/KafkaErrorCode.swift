import CKafka

extension KafkaError {
    /// One of librdkafka's error codes: negative when the client found the error, positive when the broker did.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The value of `rd_kafka_resp_err_t`.
        public let rawValue: Int32

        /// Wraps a value of `rd_kafka_resp_err_t`.
        public init(rawValue: Int32) {
            self.rawValue = rawValue
        }

        init(_ code: rd_kafka_resp_err_t) {
            self.init(rawValue: code.rawValue)
        }

        var cValue: rd_kafka_resp_err_t { rd_kafka_resp_err_t(rawValue) }

        /// The name in librdkafka, such as `_TRANSPORT`.
        public var name: String { String(cString: rd_kafka_err2name(cValue)) }

        var summary: String { String(cString: rd_kafka_err2str(cValue)) }

        /// Whether trying again may help; see ``KafkaError/isRetriable``.
        public var isRetriable: Bool { Self.retriable.contains(self) }
    }
}

extension KafkaError.Code {
    /// A broker could not be reached, or the connection broke.
    public static let transport = Self(RD_KAFKA_RESP_ERR__TRANSPORT)
    /// No broker can be reached.
    public static let allBrokersDown = Self(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
    /// A broker's name has no address.
    public static let resolve = Self(RD_KAFKA_RESP_ERR__RESOLVE)
    /// The broker refused the credentials.
    public static let authentication = Self(RD_KAFKA_RESP_ERR__AUTHENTICATION)
    /// The local queue of the producer holds as much as it may.
    public static let queueFull = Self(RD_KAFKA_RESP_ERR__QUEUE_FULL)
    /// The record is larger than the client or the broker takes.
    public static let messageTooLarge = Self(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
    /// The broker knows no such topic or partition.
    public static let unknownTopicOrPartition = Self(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
    /// The client knows no such topic.
    public static let unknownTopic = Self(RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC)
    /// The client knows no such partition.
    public static let unknownPartition = Self(RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION)
    /// The topic is there already.
    public static let topicAlreadyExists = Self(RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS)
    /// The broker has no record at the offset asked for, nor was told where else to go.
    public static let autoOffsetReset = Self(RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET)
    /// The broker has no record at the offset asked for.
    public static let offsetOutOfRange = Self(RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE)
    /// The partition's end is reached; only when `enable.partition.eof` is set.
    public static let partitionEnd = Self(RD_KAFKA_RESP_ERR__PARTITION_EOF)
    /// The broker lacks records before this one of an idempotent producer.
    public static let outOfOrderSequence = Self(RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER)
    /// The request took longer than allowed.
    public static let timedOut = Self(RD_KAFKA_RESP_ERR__TIMED_OUT)
    /// The record was not acknowledged in the time allowed.
    public static let messageTimedOut = Self(RD_KAFKA_RESP_ERR__MSG_TIMED_OUT)
    /// A configuration property, or an argument, is not acceptable.
    public static let invalidConfiguration = Self(RD_KAFKA_RESP_ERR__INVALID_ARG)
    /// The record was still waiting to be sent when the producer closed.
    public static let purgedInQueue = Self(RD_KAFKA_RESP_ERR__PURGE_QUEUE)
    /// The record had been sent, without an answer yet, when the producer closed.
    public static let purgedInFlight = Self(RD_KAFKA_RESP_ERR__PURGE_INFLIGHT)
    /// The producer is beyond repair.
    public static let fatal = Self(RD_KAFKA_RESP_ERR__FATAL)
    /// The client is closed.
    public static let closed = Self(RD_KAFKA_RESP_ERR__DESTROY)
    /// The machine lacks memory or threads.
    public static let systemResource = Self(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE)
    /// The principal may not use the topic.
    public static let topicAuthorizationFailed = Self(RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)

    /// What time may heal: connections, elections, throttling, topics about to be created, full queues.
    ///
    /// Source: the retriable errors of Kafka's protocol guide, and librdkafka's own of the same nature.
    static let retriable: Set<Self> = Set(
        [
            RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, RD_KAFKA_RESP_ERR__RESOLVE,
            RD_KAFKA_RESP_ERR__QUEUE_FULL, RD_KAFKA_RESP_ERR__TIMED_OUT, RD_KAFKA_RESP_ERR__MSG_TIMED_OUT,
            RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE, RD_KAFKA_RESP_ERR__RETRY, RD_KAFKA_RESP_ERR__WAIT_COORD,
            RD_KAFKA_RESP_ERR__WAIT_CACHE, RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC, RD_KAFKA_RESP_ERR__PURGE_QUEUE,
            RD_KAFKA_RESP_ERR__PURGE_INFLIGHT,
            RD_KAFKA_RESP_ERR_INVALID_MSG, RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART,
            RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION,
            RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT, RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE,
            RD_KAFKA_RESP_ERR_REPLICA_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION,
            RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS, RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE,
            RD_KAFKA_RESP_ERR_NOT_COORDINATOR, RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS,
            RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND, RD_KAFKA_RESP_ERR_NOT_CONTROLLER,
            RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR, RD_KAFKA_RESP_ERR_FENCED_LEADER_EPOCH,
            RD_KAFKA_RESP_ERR_UNKNOWN_LEADER_EPOCH, RD_KAFKA_RESP_ERR_OFFSET_NOT_AVAILABLE,
            RD_KAFKA_RESP_ERR_PREFERRED_LEADER_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_UNSTABLE_OFFSET_COMMIT,
            RD_KAFKA_RESP_ERR_THROTTLING_QUOTA_EXCEEDED,
        ].map(Self.init)
    )
}
