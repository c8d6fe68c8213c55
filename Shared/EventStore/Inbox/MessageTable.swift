public import Events

/// What a service does with each event type it subscribes to.
public struct MessageTable: Sendable {
    /// Acts upon one event inside the transaction that advances its offset.
    public typealias Handler = @Sendable (Transaction, ReceivedEvent) throws -> Void

    /// Reads an event's data and gives what is gathered of it.
    typealias Gatherer = @Sendable (UnsafeRawBufferPointer, Envelope, String) -> Result<[UInt8], EventDecodingError>

    private var handlers: [String: Handler] = [:]
    private var gatherers: [String: Gatherer] = [:]
    private var topicNames: Set<String> = []
    private var ownTypes: Set<String> = []
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

    /// This table with `gather` for `E`, which adds what is wanted of an event to ``Transaction/gathered`` and does nothing
    /// else: so it is worked out while records are read, before the transaction that they are applied in begins.
    ///
    /// `gather` is given the event, its envelope and the topic on which it came.
    public func gathering<E: EventData>(
        _: E.Type,
        _ gather: @escaping @Sendable (E, Envelope, String, inout [UInt8]) -> Void
    ) -> MessageTable {
        var copy = on(E.self) { transaction, event, message in
            gather(event, message.envelope, message.topic, &transaction.gathered)
        }
        copy.gatherers[E.type] = { bytes, envelope, topic in
            do throws(EventDecodingError) {
                let event = try EventCatalog.decode(E.self, from: bytes)
                var gathered: [UInt8] = []
                gather(event, envelope, topic, &gathered)
                return .success(gathered)
            } catch {
                return .failure(error)
            }
        }
        return copy
    }

    /// This table, with the handler of `E` also hearing what this very store's instance published, which may have had
    /// another store then.
    public func hearingItself<E: EventData>(_: E.Type) -> MessageTable {
        var copy = self
        copy.ownTypes.insert(E.type)
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

    func hearsItself(_ type: String) -> Bool { ownTypes.contains(type) }

    func handler(for type: String) -> Handler? { handlers[type] }

    func gatherer(for type: String) -> Gatherer? { gatherers[type] }

    /// Whether `type` has a handler.
    public func handles(_ type: String) -> Bool { handlers[type] != nil }
}
