/// An event whose data describe a person beyond the fact that something happened.
///
/// When the person is erased, every holder keeps what ``erased()`` leaves: pseudonyms, dates and states, so that what
/// was decided can still be followed, and nothing that tells who it was (`domain.md` E15).
public protocol ErasableEvent: EventData {
    /// The event without what describes the person.
    func erased() -> Self
}

extension EventCatalog {
    /// The data of an event after erasure; `nil` when nothing in them describes a person.
    ///
    /// - Throws: ``EventDecodingError`` when the data are not of that type.
    public static func erased(_ type: String, from payload: [UInt8]) throws -> [UInt8]? {
        guard eventType(type) is any ErasableEvent.Type,
            let event = try decode(type, from: payload) as? any ErasableEvent
        else { return nil }
        return try encoded(event.erased())
    }

    private static func encoded(_ event: some EventData) throws -> [UInt8] {
        try EventCoding.encode(event)
    }
}
