import CKafka

/// One request of the administration API: its options, and the queue its answer comes through.
struct AdminRequest {
    let options: OpaquePointer?
    let queue: OpaquePointer
    private let timeout: Duration

    init(_ handle: ClientHandle, _ operation: rd_kafka_admin_op_t, timeout: Duration) {
        self.timeout = timeout
        options = rd_kafka_AdminOptions_new(handle.pointer, operation)
        queue = rd_kafka_queue_new(handle.pointer)
        // At least a millisecond, at most an hour: librdkafka refuses what is outside.
        let milliseconds = min(max(timeout.wholeMilliseconds, 1), 3_600_000)
        rd_kafka_AdminOptions_set_request_timeout(options, milliseconds, nil, 0)
        if operation != RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS {
            // How long the broker may take to carry it out everywhere before it answers.
            rd_kafka_AdminOptions_set_operation_timeout(options, milliseconds, nil, 0)
        }
    }

    /// Blocks until the answer is there; librdkafka itself ends the wait with an error.
    func wait<Value>(_ read: (OpaquePointer) -> Value) throws(KafkaError) -> Value {
        let grace = Duration.seconds(5)
        guard let event = rd_kafka_queue_poll(queue, (timeout + grace).wholeMilliseconds) else {
            throw KafkaError(code: .timedOut)
        }
        defer { rd_kafka_event_destroy(event) }
        let code = rd_kafka_event_error(event)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw KafkaError(code, reason: String(cString: rd_kafka_event_error_string(event)))
        }
        return read(event)
    }

    func destroy() {
        rd_kafka_AdminOptions_destroy(options)
        rd_kafka_queue_destroy(queue)
    }
}
