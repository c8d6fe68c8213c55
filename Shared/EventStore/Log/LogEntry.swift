public import Events
import Foundation
import GRDB

/// One row of the log: an event, its envelope, and what it says.
public struct LogEntry: Sendable {
    /// Its place in this store's log, from 1; 0 while it is being appended.
    public internal(set) var sequence: Int64
    /// The event's identifier, UUIDv7: `ce_id`.
    public let id: EntityID
    /// Where it came from when this service was told of it; `nil` for its own events.
    public let producer: Int64?
    /// The CloudEvents type: `jisr.case.registered.v1`.
    public let type: String
    /// The aggregate.
    public let aggregateID: EntityID
    /// The aggregate's version after it, from 1.
    public let version: Int
    /// The key on its topic.
    public let key: RecordKey
    /// When it happened.
    public let occurredAt: Timestamp
    /// When it was entered.
    public let recordedAt: Timestamp
    /// The command that began it all.
    public let correlationID: EntityID
    /// The event that caused it.
    public let causationID: EntityID?
    /// Who entered it.
    public let actor: String?
    /// The event's data as JSON.
    public let payload: [UInt8]
    /// Whose key sealed ``sealed``.
    public let subjectID: EntityID?
    /// Identifying values, encrypted.
    public let sealed: [UInt8]?
    /// The data in memory, when the entry was not read from the file.
    public let event: (any EventData)?

    /// Whether this service decided it, rather than being told.
    public var isOwn: Bool { producer == nil }

    /// The data as `E`.
    ///
    /// - Throws: `DecodingError` when the payload is not an `E`.
    public func data<E: EventData>(as _: E.Type) throws -> E {
        if let known = event as? E { return known }
        return try payload.withUnsafeBytes { try EventCoding.decode(E.self, from: $0) }
    }
}

/// How log rows are read; one place for the columns and their order.
enum LogColumns {
    static let list = """
        l.seq, l.id, l.producer, l.type, l.aggregate, l.version, l.key, l.occurred_at, l.recorded_at, l.correlation, \
        l.causation, l.actor, l.payload, l.subject, l.sealed
        """

    static func entry(_ row: Columns, names: NameTable) throws -> LogEntry {
        guard let id = row.id(1), let aggregate = row.id(4), let key = row.key(6), let correlation = row.id(9) else {
            throw StoreError.corrupt(path: "log", reason: "row \(row.integer(0)) has an unreadable identifier")
        }
        return LogEntry(
            sequence: row.integer(0),
            id: id,
            producer: row.optionalInteger(2),
            type: names.typeName(row.integer(3)),
            aggregateID: aggregate,
            version: Int(row.integer(5)),
            key: key,
            occurredAt: row.timestamp(7),
            recordedAt: row.timestamp(8),
            correlationID: correlation,
            causationID: row.id(10),
            actor: row.text(11),
            payload: row.bytes(12) ?? [],
            subjectID: row.id(13),
            sealed: row.bytes(14),
            event: nil
        )
    }
}
