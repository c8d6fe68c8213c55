import CKafka

/// A caller who waits until the producer knows where some topics' partitions are.
///
/// Unchecked because it holds handles of topics, which librdkafka allows any thread to use.
struct TopicWarmUp: @unchecked Sendable {
    /// The topics still unknown; `nil` for a name librdkafka refuses.
    private var topics: [OpaquePointer?]
    private let deadline: ContinuousClock.Instant
    let completion: @Sendable (Result<Void, KafkaError>) -> Void

    init(
        _ topics: [OpaquePointer?],
        deadline: ContinuousClock.Instant,
        completion: @escaping @Sendable (Result<Void, KafkaError>) -> Void
    ) {
        self.topics = topics
        self.deadline = deadline
        self.completion = completion
    }

    /// Asks for what is unknown, in a slice of time that leaves the thread to its reports; returns what is left to
    /// do, or `nil` once the caller has been told the end.
    func step(_ handle: ClientHandle) -> TopicWarmUp? {
        var left = self
        while let topic = left.topics.last {
            guard let error = Self.ask(for: topic, handle) else {
                left.topics.removeLast()
                continue
            }
            if error.isRetriable && .now < deadline { return left }
            completion(.failure(error))
            return nil
        }
        completion(.success(()))
        return nil
    }

    private static func ask(for topic: OpaquePointer?, _ handle: ClientHandle) -> KafkaError? {
        guard let topic else { return KafkaError(code: .invalidConfiguration, reason: "Invalid topic name") }
        var metadata: UnsafePointer<rd_kafka_metadata>?
        let code = rd_kafka_metadata(handle.pointer, 0, topic, &metadata, 200)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let metadata else { return KafkaError(code) }
        defer { rd_kafka_metadata_destroy(metadata) }
        guard metadata.pointee.topic_cnt > 0, let found = metadata.pointee.topics else {
            return KafkaError(code: .unknownTopicOrPartition)
        }
        return found.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : KafkaError(found.pointee.err)
    }
}
