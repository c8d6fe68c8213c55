/// The bytes of an event's data: JSON, names in the order of the declaration, absent optionals left out.
public enum EventCoding: Sendable {
    private static let encoder = FastJSONEncoder()
    private static let decoder = FastJSONDecoder()

    /// The bytes of an event's data.
    public static func encode(_ event: some EventData) throws -> [UInt8] {
        try encoder.encode(event)
    }

    /// Reads an event's data.
    public static func decode<Event: EventData>(_ type: Event.Type, from bytes: UnsafeRawBufferPointer) throws -> Event
    {
        let document = try decoder.document(bytes)
        if let members = JSONMembers(document) {
            do throws(JSONMembers.Unusual) {
                return try Event.direct(members)
            } catch {
                // Read below as any other is, and if it cannot be, with the error that says why.
            }
        }
        return try withExtendedLifetime(document) { try document.decode(type, at: 0) }
    }

    /// Reads an event's data.
    public static func decode<Event: EventData>(_ type: Event.Type, from bytes: [UInt8]) throws -> Event {
        try bytes.withUnsafeBytes { try decode(type, from: $0) }
    }
}
