import CKafka

/// What librdkafka or the broker answered when it could not do as asked.
public struct KafkaError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Which error it is.
    public let code: Code

    /// A sentence for operators; never holds a record's key, value or headers.
    public let reason: String

    /// Whether the same request may succeed later without anything being changed.
    public let isRetriable: Bool

    /// Whether the handle is beyond repair: close it and make another.
    public let isFatal: Bool

    /// Makes an error; without a reason, librdkafka's own sentence for the code.
    public init(code: Code, reason: String? = nil, isRetriable: Bool? = nil, isFatal: Bool = false) {
        self.code = code
        self.reason = reason ?? code.summary
        self.isRetriable = isRetriable ?? (!isFatal && code.isRetriable)
        self.isFatal = isFatal
    }

    /// The code's name in librdkafka, such as `_TRANSPORT` or `UNKNOWN_TOPIC_OR_PART`.
    public var name: String { code.name }

    /// The name and the reason.
    public var description: String {
        "\(name): \(reason)\(isFatal ? " (fatal)" : "")"
    }
}

extension KafkaError {
    init(_ code: rd_kafka_resp_err_t, reason: String? = nil, isFatal: Bool = false) {
        self.init(code: Code(code), reason: reason, isFatal: isFatal || code == RD_KAFKA_RESP_ERR__FATAL)
    }

    /// Takes over an error object of librdkafka and frees it.
    init(consuming error: OpaquePointer) {
        self.init(
            code: Code(rd_kafka_error_code(error)),
            reason: String(cString: rd_kafka_error_string(error)),
            isRetriable: rd_kafka_error_is_retriable(error) != 0 ? true : nil,
            isFatal: rd_kafka_error_is_fatal(error) != 0
        )
        rd_kafka_error_destroy(error)
    }

    static let closed = KafkaError(code: .closed, reason: "The client is closed")
    static let outOfMemory = KafkaError(code: .systemResource, reason: "Memory is short", isFatal: true)
}
