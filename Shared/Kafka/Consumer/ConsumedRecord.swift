/// A record that was read, with its own copy of the bytes.
public struct ConsumedRecord: Sendable, Hashable {
    /// The topic's name.
    public var topic: String

    /// The partition's number.
    public var partition: Int32

    /// The record's place in its partition.
    public var offset: Int64

    /// When it was produced or appended, in milliseconds since 1970; -1 when unknown.
    public var timestampMilliseconds: Int64

    /// The key; `nil` when there is none.
    public var key: [UInt8]?

    /// The value; `nil` is a tombstone.
    public var value: [UInt8]?

    /// The headers, in order.
    public var headers: [KafkaHeader]

    /// Makes a record.
    public init(
        topic: String,
        partition: Int32,
        offset: Int64,
        timestampMilliseconds: Int64,
        key: [UInt8]?,
        value: [UInt8]?,
        headers: [KafkaHeader]
    ) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestampMilliseconds = timestampMilliseconds
        self.key = key
        self.value = value
        self.headers = headers
    }

    /// The bytes of the last header of that name; `nil` when there is none or its value is null.
    public func header(_ name: String) -> [UInt8]? {
        headers.last { $0.name == name }?.value
    }

    /// The text of the last header of that name; `nil` when there is none or it is not UTF-8.
    public func headerText(_ name: String) -> String? {
        header(name).flatMap { String(validating: $0, as: UTF8.self) }
    }
}
