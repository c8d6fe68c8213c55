/// A topic as it should be.
public struct TopicSpecification: Sendable, Hashable {
    /// The topic's name.
    public var name: String

    /// How many partitions, 1 or more; keys move between partitions when it changes.
    public var partitions: Int

    /// How many brokers hold each partition; -1 leaves it to the broker.
    public var replicationFactor: Int

    /// The topic's settings, such as `cleanup.policy`; the broker's defaults hold for the rest.
    public var configuration: [String: String]

    /// Describes a topic.
    public init(name: String, partitions: Int, replicationFactor: Int, configuration: [String: String] = [:]) {
        self.name = name
        self.partitions = partitions
        self.replicationFactor = replicationFactor
        self.configuration = configuration
    }
}

/// A topic as it is.
public struct TopicDescription: Sendable, Hashable {
    /// The topic's name.
    public var name: String

    /// How many partitions it has.
    public var partitionCount: Int

    /// How many brokers hold its first partition.
    public var replicationFactor: Int

    /// All its settings, the broker's defaults included.
    public var configuration: [String: String]

    /// Describes a topic.
    public init(name: String, partitionCount: Int, replicationFactor: Int, configuration: [String: String]) {
        self.name = name
        self.partitionCount = partitionCount
        self.replicationFactor = replicationFactor
        self.configuration = configuration
    }
}

/// The offsets a partition holds.
public struct Watermarks: Sendable, Hashable {
    /// The oldest offset.
    public var low: Int64

    /// The offset the next record will get.
    public var high: Int64

    /// Makes a pair.
    public init(low: Int64, high: Int64) {
        self.low = low
        self.high = high
    }
}
