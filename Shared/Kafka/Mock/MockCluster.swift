import CKafka
import Crdkafka
import Foundation

/// A cluster of brokers inside this process, whose failures are at the caller's command; for tests only.
///
/// It keeps about 5 MB of each partition, compacts nothing and returns the records of aborted transactions. Topics come
/// into being when they are first asked for.
///
/// Unchecked because it holds pointers: the cluster's functions hand their work to its own thread (rdkafka_mock.c), and
/// the pointers last as long as this object.
public final class MockCluster: @unchecked Sendable {
    /// Which kind of request is to fail: the number of Kafka's protocol.
    public enum Request: Int16, Sendable, Hashable, CaseIterable {
        /// Records produced.
        case produce = 0
        /// Records fetched.
        case fetch = 1
        /// Offsets asked for.
        case listOffsets = 2
        /// Topics and leaders asked for.
        case metadata = 3
        /// Offsets committed.
        case offsetCommit = 8
        /// The coordinator asked for.
        case findCoordinator = 10
        /// The first request on every connection.
        case apiVersions = 18
        /// A producer's identity asked for.
        case initProducerID = 22
    }

    /// Where clients find the cluster.
    public let bootstrapServers: String

    private let handle: OpaquePointer
    private let cluster: OpaquePointer

    /// Starts the brokers, numbered from 1.
    public init(brokers: Int = 1) throws(KafkaError) {
        let conf: OpaquePointer = rd_kafka_conf_new()
        rd_kafka_conf_set_log_cb(conf, nil)
        let (result, message) = ErrorText.collect {
            rd_kafka_conf_set(conf, "test.mock.num.brokers", "\(brokers)", $0, $1)
        }
        guard result == RD_KAFKA_CONF_OK else {
            rd_kafka_conf_destroy(conf)
            throw KafkaError(code: .invalidConfiguration, reason: message)
        }
        let (created, reason) = ErrorText.collect { rd_kafka_new(RD_KAFKA_PRODUCER, conf, $0, $1) }
        guard let created else {
            rd_kafka_conf_destroy(conf)
            throw KafkaError(code: .systemResource, reason: reason)
        }
        guard let cluster = rd_kafka_handle_mock_cluster(created),
            let servers = rd_kafka_mock_cluster_bootstraps(cluster)
        else {
            rd_kafka_destroy(created)
            throw KafkaError(code: .systemResource, reason: "The mock cluster did not start")
        }
        handle = created
        self.cluster = cluster
        bootstrapServers = String(cString: servers)
    }

    deinit {
        // Waits for librdkafka's threads, so not here, which may be one of Swift's own.
        let ending = Ending(handle: handle)
        Thread { rd_kafka_destroy(ending.handle) }.start()
    }

    /// Unchecked because it carries a pointer whose last user it is.
    private struct Ending: @unchecked Sendable {
        let handle: OpaquePointer
    }

    /// Creates a topic.
    public func createTopic(_ name: String, partitions: Int, replicationFactor: Int = 1) throws(KafkaError) {
        try check(rd_kafka_mock_topic_create(cluster, name, Int32(partitions), Int32(replicationFactor)))
    }

    /// Makes the next requests of a kind fail, one for each error, in order.
    ///
    /// ``KafkaError/Code/transport`` drops the connection instead of answering; code 0 lets a request pass.
    public func pushErrors(_ request: Request, _ errors: [KafkaError.Code]) {
        let codes = errors.map(\.cValue)
        rd_kafka_mock_push_request_errors_array(cluster, request.rawValue, codes.count, codes)
    }

    /// Forgets the errors not yet given.
    public func clearErrors(_ request: Request) {
        rd_kafka_mock_clear_request_errors(cluster, request.rawValue)
    }

    /// Makes requests for a topic's metadata fail until told otherwise; `nil` heals it.
    public func setTopicError(_ topic: String, _ error: KafkaError.Code?) {
        rd_kafka_mock_topic_set_error(cluster, topic, error?.cValue ?? RD_KAFKA_RESP_ERR_NO_ERROR)
    }

    /// Makes every broker drop the connection at each request until ``setUp()``.
    ///
    /// Their ports stay open: librdkafka could close them, but aborts the process when it cannot open one again.
    public func setDown() {
        let drops = [KafkaError.Code](repeating: .transport, count: Self.dropCount)
        for request in Request.allCases { pushErrors(request, drops) }
    }

    /// Ends ``setDown()``; forgets all other errors not yet given, too.
    public func setUp() {
        for request in Request.allCases { clearErrors(request) }
    }

    /// More requests than clients make while they wait from one attempt to the next.
    private static let dropCount = 10_000

    /// Delays each answer of a broker; of all brokers when `broker` is `nil`.
    public func setRoundTripTime(_ duration: Duration, broker: Int? = nil) throws(KafkaError) {
        try check(rd_kafka_mock_broker_set_rtt(cluster, Int32(broker ?? -1), duration.wholeMilliseconds))
    }

    /// Moves a partition to another broker; `nil` leaves it without a leader.
    public func setLeader(of partition: TopicPartition, to broker: Int?) throws(KafkaError) {
        try check(
            rd_kafka_mock_partition_set_leader(
                cluster,
                partition.topic,
                partition.partition,
                Int32(broker ?? -1)
            )
        )
    }

    private func check(_ code: rd_kafka_resp_err_t) throws(KafkaError) {
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(code) }
    }
}
