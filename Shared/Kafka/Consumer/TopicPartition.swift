/// A partition of a topic.
public struct TopicPartition: Hashable, Sendable, CustomStringConvertible {
    /// The topic's name.
    public var topic: String

    /// The partition's number, from 0.
    public var partition: Int32

    /// Names a partition.
    public init(topic: String, partition: Int32) {
        self.topic = topic
        self.partition = partition
    }

    /// As Kafka's own tools write it: `topic-3`.
    public var description: String { "\(topic)-\(partition)" }
}

/// An error of a partition, or of a broker or the whole client when it names none.
public struct PartitionError: Error, Sendable, Hashable {
    /// The partition concerned; `nil` for errors of brokers and connections.
    public let topicPartition: TopicPartition?

    /// What went wrong.
    public let error: KafkaError

    /// Names an error and the partition it concerns.
    public init(topicPartition: TopicPartition?, error: KafkaError) {
        self.topicPartition = topicPartition
        self.error = error
    }

    init(_ topicPartition: TopicPartition?, _ error: KafkaError) {
        self.init(topicPartition: topicPartition, error: error)
    }

    /// Whether the partition has stopped: the broker has no record at the offset asked for.
    public var isOffsetOutOfRange: Bool {
        topicPartition != nil && (error.code == .autoOffsetReset || error.code == .offsetOutOfRange)
    }
}
