/// What changed in a consumer's group.
public enum Rebalance: Sendable, Hashable {
    /// The consumer has these partitions; ``KafkaConsumer/take(_:)`` answers it.
    case assigned([TopicPartition])
    /// The consumer has no partition any more; ``KafkaConsumer/giveUp()`` answers it.
    ///
    /// When it was `isLost`, others may have had its partitions for some time.
    case revoked(isLost: Bool)
}
