/// What travels beside an event's data: the CloudEvents 1.0 attributes and Jisr's extensions.
///
/// On Kafka each is a header `ce_<attribute>` (binary content mode), the value in UTF-8; the record's key is
/// ``partitionKey``.
public struct Envelope: Hashable, Sendable {
    /// `id`: the log row's identifier, UUIDv7.
    public var id: EntityID
    /// `source`: `/jisr/<service>/<instance>`.
    public var source: String
    /// `type`: `jisr.case.registered.v1`.
    public var type: String
    /// `subject`: the aggregate's identifier.
    public var aggregateID: EntityID
    /// `aggregateversion` (ours): the aggregate's version after this event, from 1.
    public var aggregateVersion: Int
    /// `time`: when it happened (`occurredAt`).
    public var occurredAt: Timestamp
    /// `recordedtime` (CloudEvents' Recorded Time extension): when it was entered.
    public var recordedAt: Timestamp
    /// `partitionkey`: the case's identifier for all that concerns a case, else the aggregate's.
    public var partitionKey: RecordKey
    /// `sequence`: the outbox row's number at its source, zero-padded to 20 digits so that it orders as a string.
    public var sequence: Int64
    /// `keyseq` (ours): contiguous from 1 for each source, store epoch, topic and key.
    public var keySequence: Int64
    /// `storeepoch` (ours): raised when a store is restored from a backup, which reuses sequences.
    public var storeEpoch: Int
    /// `correlationid`: the command that began it all.
    public var correlationID: EntityID
    /// `causationid`: the event or command that caused this one.
    public var causationID: EntityID?
    /// `traceparent`: W3C trace context.
    public var traceParent: String?
    /// `dataclassification`: the topic's privacy class.
    public var classification: Topic.PrivacyClass

    /// Makes an envelope.
    public init(
        id: EntityID,
        source: String,
        type: String,
        aggregateID: EntityID,
        aggregateVersion: Int,
        occurredAt: Timestamp,
        recordedAt: Timestamp,
        partitionKey: RecordKey,
        sequence: Int64,
        keySequence: Int64,
        storeEpoch: Int,
        correlationID: EntityID,
        causationID: EntityID? = nil,
        traceParent: String? = nil,
        classification: Topic.PrivacyClass
    ) {
        self.id = id
        self.source = source
        self.type = type
        self.aggregateID = aggregateID
        self.aggregateVersion = aggregateVersion
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.partitionKey = partitionKey
        self.sequence = sequence
        self.keySequence = keySequence
        self.storeEpoch = storeEpoch
        self.correlationID = correlationID
        self.causationID = causationID
        self.traceParent = traceParent
        self.classification = classification
    }
}
