public import Events
import Foundation
public import GRDB

/// One unit of work on the store: all of it is committed with its group, or none of it.
///
/// It lives inside a savepoint on the writer's thread and must not leave the closure that was given it.
public final class Transaction {
    /// The connection, for the service's own tables.
    public let db: Database
    /// The present instant, the same for the whole unit.
    public let now: Timestamp
    /// The command that began it all; new events carry it.
    public var correlationID: EntityID
    /// The event being reacted to; new events carry it.
    public var causationID: EntityID?
    /// Who asked; new events carry it.
    public var actor: String?
    /// What handlers gather over a batch and the table's ``MessageTable/atEnd(_:)`` writes at once; it only grows until
    /// then.
    public var gathered: [UInt8] = []
    /// Whether anything waits to be published.
    public internal(set) var hasOutboxRows = false

    let store: EventStore

    /// Begins a unit of work on `db`, which is inside a transaction.
    public init(db: Database, store: EventStore, now: Timestamp = .now) {
        self.db = db
        self.store = store
        self.now = now
        correlationID = .v7(at: now)
    }

    /// Identifying values to seal beside an event.
    public struct Sealed {
        let subjectID: EntityID
        let plaintext: [UInt8]

        /// Seals `values` under the key of `subjectID`.
        public init(_ values: some Encodable, of subjectID: EntityID) throws {
            self.subjectID = subjectID
            plaintext = try [UInt8](JSONEncoder().encode(values))
        }
    }

    /// Appends an event that this service decided, lets the read tables follow, and queues it for its topic.
    ///
    /// - Parameters:
    ///   - event: The data.
    ///   - aggregateID: What it happened to; its version is counted up.
    ///   - key: The key on the topic; the aggregate's identifier unless given.
    ///   - occurredAt: When it happened; now unless given.
    ///   - sealed: Identifying values, which stay in this store.
    ///   - topics: Where it goes; the event's own topics unless given.
    /// - Returns: The event's place in the log.
    /// - Throws: ``StoreError/payloadTooLarge(type:bytes:)``, or the store's error.
    @discardableResult
    public func append<E: EventData>(
        _ event: E,
        to aggregateID: EntityID,
        key: RecordKey? = nil,
        occurredAt: Timestamp? = nil,
        sealed: Sealed? = nil,
        topics: [Topic]? = nil
    ) throws -> LogEntry {
        let payload = try EventCoding.encode(event)
        guard payload.count <= EventStore.maximumPayloadBytes else {
            throw StoreError.payloadTooLarge(type: E.type, bytes: payload.count)
        }
        let id = EntityID.v7(at: now)
        var entry = LogEntry(
            sequence: 0,
            id: id,
            producer: nil,
            type: E.type,
            aggregateID: aggregateID,
            version: try version(of: aggregateID) + 1,
            key: key ?? .id(aggregateID),
            occurredAt: occurredAt ?? now,
            recordedAt: now,
            correlationID: correlationID,
            causationID: causationID,
            actor: actor,
            payload: payload,
            subjectID: sealed?.subjectID,
            sealed: try sealed.map {
                try store.keyRing.seal($0.plaintext, of: $0.subjectID, eventID: id, in: db, at: now)
            },
            event: event
        )
        try insert(&entry)
        for topic in topics ?? event.topics {
            try enqueue(logSequence: entry.sequence, topic: topic, key: entry.key)
        }
        return entry
    }

    /// Keeps an event that another service published and this one acted upon, so that what was known when a decision
    /// was taken is part of the truth.
    ///
    /// - Returns: Whether it was new: an event may come on two topics of different privacy classes.
    @discardableResult
    public func keep(_ message: ReceivedEvent) throws -> Bool {
        let envelope = message.envelope
        var entry = LogEntry(
            sequence: 0,
            id: envelope.id,
            producer: message.producer,
            type: envelope.type,
            aggregateID: envelope.aggregateID,
            version: envelope.aggregateVersion,
            key: envelope.partitionKey,
            occurredAt: envelope.occurredAt,
            recordedAt: envelope.recordedAt,
            correlationID: envelope.correlationID,
            causationID: envelope.causationID,
            actor: nil,
            payload: message.payload,
            subjectID: nil,
            sealed: nil,
            event: message.event
        )
        var known = try db.prepared("SELECT 1 FROM log WHERE id=?")
        known.bind(entry.id)
        if try known.first({ _ in true }) ?? false { return false }
        try insert(&entry)
        return true
    }

    /// The version of an aggregate: the number of its events, 0 when it is unknown.
    public func version(of aggregateID: EntityID) throws -> Int {
        var newest = try db.prepared("SELECT max(version) FROM log WHERE aggregate=?")
        newest.bind(aggregateID)
        return try newest.first { Int($0.integer(0)) } ?? 0
    }

    /// Refuses the command when the aggregate is not at the version that its sender saw.
    ///
    /// - Throws: ``Rejection`` `version.conflict` (409).
    public func expect(version expected: Int?, of aggregateID: EntityID) throws {
        guard let expected else { return }
        let found = try version(of: aggregateID)
        guard found == expected else {
            throw Rejection(
                "version.conflict",
                field: "If-Match",
                "the record is at version \(found), not \(expected); read it again and repeat the command",
                status: 409
            )
        }
    }

    /// The log rows with this key, oldest first: all that is known of a case.
    public func entries(key: RecordKey) throws -> [LogEntry] {
        // Two indexes: most events have their aggregate's identifier for a key.
        var rows = try db.prepared(
            """
            SELECT \(LogColumns.list) FROM log l
            WHERE (l.aggregate=?1 AND l.key=?1) OR (l.key=?1 AND l.key<>l.aggregate) ORDER BY l.seq
            """
        )
        rows.bind(key)
        return try rows.all { try LogColumns.entry($0, names: store.names) }
    }

    /// The log rows after the place `last`, oldest first, up to `limit`.
    public func entries(after last: Int64, limit: Int) throws -> [LogEntry] {
        var rows = try db.prepared("SELECT \(LogColumns.list) FROM log l WHERE l.seq>? ORDER BY l.seq LIMIT ?")
        rows.bind(Int(last))
        rows.bind(limit)
        return try rows.all { try LogColumns.entry($0, names: store.names) }
    }

    /// The log rows of one aggregate, oldest first.
    public func entries(aggregate: EntityID) throws -> [LogEntry] {
        var rows = try db.prepared("SELECT \(LogColumns.list) FROM log l WHERE l.aggregate=? ORDER BY l.version")
        rows.bind(aggregate)
        return try rows.all { try LogColumns.entry($0, names: store.names) }
    }

    /// The state that the events with this key add up to.
    public func state<State: Folded>(_: State.Type, key: RecordKey) throws -> State {
        var state = State()
        for entry in try entries(key: key) { try State.fold.apply(entry, to: &state) }
        return state
    }

    /// The identifying values beside an event.
    ///
    /// - Throws: ``StoreError/sealed(reason:)`` when the subject's key is gone.
    public func unseal<Values: Decodable>(_: Values.Type, of entry: LogEntry) throws -> Values? {
        guard let sealed = entry.sealed, let subject = entry.subjectID else { return nil }
        let plaintext = try store.keyRing.open(sealed, of: subject, eventID: entry.id, in: db)
        return try JSONDecoder().decode(Values.self, from: Data(plaintext))
    }

    /// Destroys the key under which values of `subject` were sealed: nobody can read them again, in no copy of the log.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    public func destroyKey(of subject: EntityID) throws -> Bool {
        try store.keyRing.destroy(subject, in: db)
    }

    /// The CloudEvents source of all that this store publishes.
    public var source: String { store.source }

    /// 32 random bytes of this store's own under `name`: for blind indexes and the like.
    public func secret(_ name: String) throws -> [UInt8] {
        try store.keyRing.secret(name, in: db)
    }

    private func insert(_ entry: inout LogEntry) throws {
        let type = try store.names.type(entry.type)
        var row = try db.prepared(
            """
            INSERT INTO log(id, producer, type, aggregate, version, key, occurred_at, recorded_at, correlation,
                causation, actor, payload, subject, sealed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        row.bind(entry.id)
        row.bind(entry.producer)
        row.bind(type)
        row.bind(entry.aggregateID)
        row.bind(entry.version)
        row.bind(entry.key)
        row.bind(entry.occurredAt)
        row.bind(entry.recordedAt)
        row.bind(entry.correlationID)
        row.bind(entry.causationID)
        row.bind(entry.actor)
        row.bind(entry.payload)
        row.bind(entry.subjectID)
        row.bind(entry.sealed)
        try row.run()
        entry.sequence = db.lastInsertedRowID
        for projection in store.options.projections { try projection.apply(entry, on: db) }
    }
}

/// A transaction belongs to the thread of its store's writer.
@available(*, unavailable)
extension Transaction: Sendable {}

/// Identifying values go no further than the transaction that seals them.
@available(*, unavailable)
extension Transaction.Sealed: Sendable {}
