public import Events

/// Something that has a record's bytes.
public protocol RecordSource: Sendable {
    /// A copy of the whole record.
    func copiedRecord() -> RawRecord
    /// A copy of its value; nothing for a tombstone.
    func copiedValue() -> [UInt8]
}

/// A record as it came from a topic, read as far as it could be.
///
/// A class, because it is handed on several times: each copy of its texts would be counted.
public final class InboundRecord: Sendable {
    /// The topic's name.
    public let topic: String
    /// The partition.
    public let partition: Int32
    /// The offset.
    public let offset: Int64
    /// The record's timestamp, milliseconds since 1970.
    public let timestampMilliseconds: Int64
    /// What it holds.
    public let content: Content
    /// The envelope, where it could be read.
    public let envelope: Envelope?
    /// Where its bytes are, copied only when they are wanted.
    public let source: any RecordSource

    /// What a record holds.
    public enum Content: Sendable {
        /// An event that this service handles.
        case event(Envelope, any EventData)
        /// An event of which nothing is wanted but what is gathered of it: ``MessageTable/gathering(_:_:)``.
        case gathered(Envelope, [UInt8])
        /// An event of a known type that this service does not handle, or of another instance's.
        case passedOver(Envelope)
        /// An event whose type or data cannot be read; its place among those of its key is known.
        case unreadable(Envelope, stage: Stage, reason: String)
        /// Not an event that can be read.
        case poison(stage: Stage, reason: String)
    }

    /// What was being done when a record could not be handled.
    public enum Stage: String, Sendable {
        /// Reading its headers.
        case envelope
        /// Finding its type, or its version.
        case type
        /// Reading its data.
        case data
        /// Acting upon it.
        case handler
        /// Waiting for the record before it of the same key.
        case gap
    }

    /// Makes a record.
    public init(
        topic: String,
        partition: Int32,
        offset: Int64,
        timestampMilliseconds: Int64,
        content: Content,
        source: any RecordSource
    ) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestampMilliseconds = timestampMilliseconds
        self.content = content
        self.source = source
        envelope =
            switch content {
            case .event(let envelope, _), .gathered(let envelope, _), .passedOver(let envelope),
                .unreadable(let envelope, _, _):
                envelope
            case .poison: nil
            }
    }

    /// Whether it is not this service's or instance's business.
    var isPassedOver: Bool {
        if case .passedOver = content { true } else { false }
    }
}

/// An event that another service published, as a handler sees it.
public struct ReceivedEvent: Sendable {
    /// The topic's name.
    public let topic: String
    /// The partition it came from.
    public let partition: Int32
    /// Its place there.
    public let offset: Int64
    /// The envelope.
    public let envelope: Envelope
    /// The data.
    public let event: any EventData
    /// The number under which this store knows the source, store epoch and topic.
    public let producer: Int64
    private let source: any RecordSource

    /// Makes a received event.
    public init(
        topic: String,
        partition: Int32 = 0,
        offset: Int64 = 0,
        envelope: Envelope,
        event: any EventData,
        producer: Int64,
        source: any RecordSource
    ) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.envelope = envelope
        self.event = event
        self.producer = producer
        self.source = source
    }

    /// The data's bytes, copied.
    public var payload: [UInt8] { source.copiedValue() }
}

/// Thrown by a handler that cannot act yet but may later: the record is parked, those behind it of its key wait.
public struct RetryLater: Error, Sendable {
    /// Why, without personal data.
    public let reason: String

    /// Makes the error.
    public init(_ reason: String) { self.reason = reason }
}
