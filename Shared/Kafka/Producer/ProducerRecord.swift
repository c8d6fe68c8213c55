/// A record's header; names may repeat.
public struct KafkaHeader: Sendable, Hashable {
    /// The header's name.
    public var name: String

    /// The header's bytes; `nil` is a null value, which is not an empty one.
    public var value: [UInt8]?

    /// Makes a header.
    public init(name: String, value: [UInt8]?) {
        self.name = name
        self.value = value
    }

    /// Makes a header of text.
    public init(name: String, text: String) {
        self.init(name: name, value: Array(text.utf8))
    }
}

/// A record to be produced.
public struct ProducerRecord: Sendable, Hashable {
    /// The topic's name.
    public var topic: String

    /// The partition; `nil` leaves it to the key, as the Java client does (murmur2; any when there is no key).
    public var partition: Int32?

    /// The key, which decides the partition and, on compacted topics, what is replaced.
    public var key: [UInt8]?

    /// The value; `nil` is a tombstone.
    public var value: [UInt8]?

    /// The headers, in order.
    public var headers: [KafkaHeader]

    /// Makes a record.
    public init(
        topic: String,
        partition: Int32? = nil,
        key: [UInt8]?,
        value: [UInt8]?,
        headers: [KafkaHeader] = []
    ) {
        self.topic = topic
        self.partition = partition
        self.key = key
        self.value = value
        self.headers = headers
    }
}
