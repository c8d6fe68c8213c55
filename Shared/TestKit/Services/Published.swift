public import EventStore
public import Events

/// The day that `text` names; the epoch when it names none, which no test uses.
public func day(_ text: String) -> CalendarDate {
    CalendarDate(text) ?? CalendarDate(daysSince1970: 0)
}

/// The place that `code` names; no country when it names none, which no test uses.
public func place(_ code: String) -> PlaceCode {
    PlaceCode(code) ?? PlaceCode(.noCountry)
}

/// A record as another service publishes it.
///
/// `source` is the instance that publishes it, `/jisr/<service>/national`.
public func published<E: EventData>(
    _ event: E,
    of aggregate: EntityID,
    key: String? = nil,
    source: String,
    sequence: Int64 = 1
) throws -> RawRecord {
    let envelope = Envelope(
        id: .v7(),
        source: source,
        type: E.type,
        aggregateID: aggregate,
        aggregateVersion: Int(sequence),
        occurredAt: Examples.time(),
        recordedAt: Examples.time(),
        partitionKey: key.map { RecordKey($0) } ?? .id(aggregate),
        sequence: sequence,
        keySequence: sequence,
        storeEpoch: 1,
        correlationID: .v7(),
        classification: E.topic?.privacy ?? .restricted
    )
    return RawRecord(envelope, payload: try EventCoding.encode(event))
}
