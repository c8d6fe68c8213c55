public import Events

/// Something that has a record's bytes.
public protocol RecordSource: Sendable {
    /// A copy of the whole record.
    func copiedRecord() -> RawRecord
    /// A copy of its value; nothing for a tombstone.
    func copiedValue() -> [UInt8]
}

/// A record as it came from a topic, read as far as it could be.
public struct InboundRecord: Sendable {
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
    /// Where its bytes are, copied only when they are wanted.
    public let source: any RecordSource

    /// What a record holds.
    public enum Content: Sendable {
        /// An event that this service handles.
        case event(Envelope, any EventData)
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
    }

    /// The envelope, where it could be read.
    public var envelope: Envelope? {
        switch content {
        case .event(let envelope, _), .passedOver(let envelope), .unreadable(let envelope, _, _): envelope
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
        envelope: Envelope,
        event: any EventData,
        producer: Int64,
        source: any RecordSource
    ) {
        self.topic = topic
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

/// What a service does with each event type it subscribes to.
public struct MessageTable: Sendable {
    /// Acts upon one event inside the transaction that advances its offset.
    public typealias Handler = @Sendable (Transaction, ReceivedEvent) throws -> Void

    private var handlers: [String: Handler] = [:]
    private var topicNames: Set<String> = []
    private var ending: @Sendable (Transaction) throws -> Void = { _ in }

    /// An empty table.
    public init() {}

    /// The topics to subscribe to, sorted.
    public var topics: [String] { topicNames.sorted() }

    /// The CloudEvents types that have a handler.
    public var types: Set<String> { Set(handlers.keys) }

    /// This table with a handler for `E`, which arrives on its declared topic.
    public func on<E: EventData>(
        _: E.Type,
        _ handler: @escaping @Sendable (Transaction, E, ReceivedEvent) throws -> Void
    ) -> MessageTable {
        var copy = self
        copy.handlers[E.type] = { transaction, message in
            guard let event = message.event as? E else {
                throw Rejection("type.mismatch", "the record's data is not what its type says")
            }
            try handler(transaction, event, message)
        }
        if let topic = E.topic { copy.topicNames.insert(topic.name) }
        return copy
    }

    /// This table without handlers of its own but subscribed to `topic` as well.
    public func listening(to topic: Topic) -> MessageTable {
        var copy = self
        copy.topicNames.insert(topic.name)
        return copy
    }

    /// This table with `body` to write what its handlers gathered, once in every transaction that applies records.
    public func atEnd(_ body: @escaping @Sendable (Transaction) throws -> Void) -> MessageTable {
        var copy = self
        copy.ending = body
        return copy
    }

    func end(_ transaction: Transaction) throws {
        try ending(transaction)
        transaction.gathered = []
    }

    func handler(for type: String) -> Handler? { handlers[type] }

    /// Whether `type` has a handler.
    public func handles(_ type: String) -> Bool { handlers[type] != nil }
}
