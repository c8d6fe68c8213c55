public import Events

/// Data for tests, made of the events' own synthetic examples.
public enum Examples: Sendable {
    /// The same identifier each time for the same number.
    public static func id(_ number: Int) -> EntityID {
        EntityID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0000 | UInt64(number))
    }

    /// An instant in 2026, `seconds` after its beginning.
    public static func time(_ seconds: Int64 = 0) -> Timestamp {
        Timestamp(millisecondsSince1970: 1_767_225_600_000 + seconds * 1000)
    }

    /// A case brought to attention.
    public static func caseIdentified(_ caseID: EntityID, number: Int = 1) -> CaseIdentified {
        var event = CaseIdentified.example
        event.caseId = caseID
        event.caseNumber = "EG-ELMARG-2026-\(number)"
        return event
    }

    /// A case registered.
    public static func caseRegistered(_ caseID: EntityID, subjectID: EntityID? = nil) -> CaseRegistered {
        var event = CaseRegistered.example
        event.caseId = caseID
        if let subjectID { event.subjectId = subjectID }
        return event
    }

    /// An envelope for `event` as another service's store would publish it.
    public static func envelope<E: CaseEvent>(
        _ event: E,
        source: String = "/jisr/intake/el-marg",
        epoch: Int = 1,
        keySequence: Int64,
        id: EntityID? = nil
    ) -> Envelope {
        Envelope(
            id: id ?? .v7(),
            source: source,
            type: E.type,
            aggregateID: event.caseId,
            aggregateVersion: Int(keySequence),
            occurredAt: time(keySequence),
            recordedAt: time(keySequence + 1),
            partitionKey: .id(event.caseId),
            sequence: keySequence,
            keySequence: keySequence,
            storeEpoch: epoch,
            correlationID: .v7(),
            classification: E.topic?.privacy ?? .confidential
        )
    }
}
