import EventStore
import Events
import TestKit

/// Records as intake and partnerships would publish them: contiguous for each topic and key, versions for each
/// aggregate.
struct IntakeFeed {
    struct Message {
        let topic: String
        let raw: RawRecord
    }

    private var versions: [EntityID: Int] = [:]
    private var keySequences: [String: Int64] = [:]
    private var offsets: [String: Int64] = [:]

    /// Publishes an event about a case.
    mutating func message(_ event: some CaseEvent, aggregate: EntityID? = nil, at: Timestamp? = nil) throws -> Message {
        try message(event, key: event.caseId, aggregate: aggregate ?? event.caseId, at: at)
    }

    /// Publishes any event.
    mutating func message<E: EventData>(
        _ event: E,
        key: EntityID,
        aggregate: EntityID? = nil,
        at: Timestamp? = nil,
        source: String = "/jisr/intake/el-marg"
    ) throws -> Message {
        let aggregateID = aggregate ?? key
        let topic = E.topic?.name ?? ""
        versions[aggregateID, default: 0] += 1
        keySequences["\(topic)/\(key)", default: 0] += 1
        let envelope = Envelope(
            id: .v7(),
            source: source,
            type: E.type,
            aggregateID: aggregateID,
            aggregateVersion: versions[aggregateID] ?? 1,
            occurredAt: at ?? Dates.registered,
            recordedAt: at ?? Dates.registered,
            partitionKey: .id(key),
            sequence: 1,
            keySequence: keySequences["\(topic)/\(key)"] ?? 1,
            storeEpoch: 1,
            correlationID: .v7(),
            classification: E.topic?.privacy ?? .confidential
        )
        return Message(topic: topic, raw: RawRecord(envelope, payload: try EventCoding.encode(event)))
    }

    /// The record at the next offset of its topic.
    mutating func inbound(_ message: Message, _ table: MessageTable, _ accepts: (Envelope) -> Bool) -> InboundRecord {
        let offset = offsets[message.topic] ?? 0
        offsets[message.topic] = offset + 1
        return InboundRecord(message.raw, topic: message.topic, offset: offset, table, accepts)
    }
}
