/// Every event type, found by its name, and the reading of data whose type is known only at run time.
public enum EventCatalog: Sendable {
    private static let byType: [String: any EventData.Type] = Dictionary(
        uniqueKeysWithValues: all.map { ($0.type, $0) }
    )

    private static let versions: [String: [Int]] = all.reduce(into: [:]) { result, event in
        guard let (stem, version) = split(event.type) else { return }
        result[stem, default: []].append(version)
    }

    /// The event type of a CloudEvents `type`, `jisr.case.registered.v1`; `nil` for any other.
    public static func eventType(_ type: String) -> (any EventData.Type)? {
        byType[type]
    }

    /// The event types published on a topic, in the catalog's order.
    public static func eventTypes(on topic: Topic) -> [any EventData.Type] {
        all.filter { $0.topic == topic }
    }

    /// Reads the data of an event of a CloudEvents `type`.
    public static func decode(
        _ type: String,
        from bytes: UnsafeRawBufferPointer
    ) throws(EventDecodingError) -> any EventData {
        guard let event = byType[type] else { throw unknown(type) }
        return try decode(event, from: bytes)
    }

    /// Reads the data of an event of a CloudEvents `type`.
    public static func decode(_ type: String, from bytes: [UInt8]) throws(EventDecodingError) -> any EventData {
        guard let event = byType[type] else { throw unknown(type) }
        do {
            return try bytes.withUnsafeBytes { try decode(event, from: $0) }
        } catch let error as EventDecodingError {
            throw error
        } catch {
            throw .malformed(type: type, path: "", problem: "not readable")
        }
    }

    /// Reads the data of an event of a type known when compiling.
    public static func decode<Event: EventData>(
        _ event: Event.Type,
        from bytes: UnsafeRawBufferPointer
    ) throws(EventDecodingError) -> Event {
        do {
            return try EventCoding.decode(event, from: bytes)
        } catch {
            throw EventDecodingError(type: event.type, error)
        }
    }

    private static func unknown(_ type: String) -> EventDecodingError {
        guard let (stem, _) = split(type), let known = versions[stem] else { return .unknownType(type) }
        return .unknownVersion(type, known: known)
    }

    /// Splits `jisr.case.registered.v1` into `jisr.case.registered` and 1.
    private static func split(_ type: String) -> (stem: String, version: Int)? {
        guard let dot = type.lastIndex(of: "."), type[dot...].hasPrefix(".v"),
            let version = Int(type[dot...].dropFirst(2))
        else { return nil }
        return (String(type[..<dot]), version)
    }
}
