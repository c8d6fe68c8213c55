import CKafka
import Logging
import Synchronization

/// A librdkafka handle and the queue its events come through.
///
/// Unchecked because the pointers are opaque: librdkafka's functions may be called from any thread (its
/// INTRODUCTION.md, "Threads and callbacks"). That nobody calls one after ``destroy()`` is each owner's duty.
final class ClientHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Records of a consumer, reports of a producer.
    let queue: OpaquePointer

    private let logger: Logger
    private let errorCount = Atomic<Int>(0)

    init(_ type: rd_kafka_type_t, _ settings: ClientSettings, _ configuration: KafkaConfiguration) throws(KafkaError) {
        let conf = try settings.makeConfiguration(configuration)
        let (created, message) = ErrorText.collect { rd_kafka_new(type, conf, $0, $1) }
        guard let created else {
            // Not taken over when the handle could not be made.
            rd_kafka_conf_destroy(conf)
            throw KafkaError(code: .invalidConfiguration, reason: message)
        }
        pointer = created
        logger = configuration.logger
        if settings.events & RD_KAFKA_EVENT_LOG != 0 {
            rd_kafka_set_log_queue(created, nil)
        }
        queue =
            type == RD_KAFKA_CONSUMER ? rd_kafka_queue_get_consumer(created) : rd_kafka_queue_get_main(created)
    }

    /// How many errors of brokers and connections were seen since creation.
    var brokerErrorCount: Int { errorCount.load(ordering: .relaxed) }

    /// Why the handle is beyond repair, if it is.
    var fatalError: KafkaError? {
        let (code, message) = ErrorText.collect { rd_kafka_fatal_error(pointer, $0, $1) }
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
        return KafkaError(code, reason: message, isFatal: true)
    }

    /// Makes the thread that polls the queue return.
    func wake() {
        rd_kafka_queue_yield(queue)
    }

    /// Takes over an event that carries no record; returns the error in it, if any.
    func take(_ event: OpaquePointer) -> PartitionError? {
        defer { rd_kafka_event_destroy(event) }
        switch rd_kafka_event_type(event) {
        case RD_KAFKA_EVENT_ERROR:
            return error(in: event)
        case RD_KAFKA_EVENT_FETCH:
            guard let message = rd_kafka_event_message_next(event) else { return nil }
            let topicPartition = TopicPartition(
                topic: String(cString: rd_kafka_topic_name(message.pointee.rkt)),
                partition: message.pointee.partition
            )
            let reason = rd_kafka_message_errstr(message).map { String(cString: $0) }
            return PartitionError(topicPartition, KafkaError(message.pointee.err, reason: reason))
        case RD_KAFKA_EVENT_LOG:
            log(event)
            return nil
        default:
            return nil
        }
    }

    private func error(in event: OpaquePointer) -> PartitionError {
        let code = rd_kafka_event_error(event)
        let reason = String(cString: rd_kafka_event_error_string(event))
        if code == RD_KAFKA_RESP_ERR__FATAL, let fatalError {
            return PartitionError(nil, fatalError)
        }
        let error = KafkaError(code, reason: reason, isFatal: rd_kafka_event_error_is_fatal(event) != 0)
        guard let place = rd_kafka_event_topic_partition(event) else {
            errorCount.add(1, ordering: .relaxed)
            logger.debug("Kafka client error", metadata: ["kafka.code": "\(error.name)", "kafka.reason": "\(reason)"])
            return PartitionError(nil, error)
        }
        defer { rd_kafka_topic_partition_destroy(place) }
        let topicPartition = TopicPartition(
            topic: String(cString: place.pointee.topic),
            partition: place.pointee.partition
        )
        return PartitionError(topicPartition, error)
    }

    private func log(_ event: OpaquePointer) {
        var facility: UnsafePointer<CChar>?
        var text: UnsafePointer<CChar>?
        var level: Int32 = 0
        guard rd_kafka_event_log(event, &facility, &text, &level) == 0, let facility, let text else { return }
        // Syslog's levels: 4 is a warning, 6 information.
        let target: Logger.Level = level <= 4 ? .info : level <= 6 ? .debug : .trace
        logger.log(
            level: target,
            "librdkafka",
            metadata: ["kafka.facility": "\(String(cString: facility))", "kafka.text": "\(String(cString: text))"]
        )
    }

    /// Ends the handle and waits for librdkafka's threads, so never on a thread others need.
    ///
    /// A consumer that `leavesGroup` says so, so that others take its partitions at once; one that is in no group has
    /// nothing to leave, and leaving could wait for a dead broker.
    func destroy(leavesGroup: Bool = false) {
        rd_kafka_queue_destroy(queue)
        rd_kafka_destroy_flags(pointer, leavesGroup ? 0 : RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE)
    }
}
