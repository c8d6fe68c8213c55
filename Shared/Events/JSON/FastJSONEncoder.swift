/// Writes `Encodable` values as JSON (RFC 8259), several times faster than Foundation's encoder.
///
/// Names come in the order in which they are encoded (the declaration's, for synthesised conformances); those of
/// dictionaries in the order of their bytes. Equal values give equal bytes.
public struct FastJSONEncoder: Sendable {
    /// Makes an encoder.
    public init() {}

    /// The bytes of a value.
    public func encode(_ value: some Encodable) throws -> [UInt8] {
        let output = JSONOutput()
        try output.encode(value)
        return try output.finish()
    }
}

extension JSONOutput {
    /// Writes a value of any type; the values that events are made of are written straight as bytes.
    func encode<Value: Encodable>(_ value: Value) throws {
        let type = Value.self
        if type == EntityID.self, let id = value as? EntityID { return append(id) }
        if type == Timestamp.self, let time = value as? Timestamp { return append(time) }
        if type == CalendarDate.self, let date = value as? CalendarDate { return append(date) }
        let start = count
        let depth = depth
        try value.encode(to: JSONValueEncoder(output: self, depth: depth))
        close(to: depth)
        // An `encode(to:)` that writes nothing stands for an empty object, as in Foundation.
        if count == start { append(raw: "{}") }
    }

    func encode(_ value: Double, path: [any CodingKey]) throws {
        guard append(value) else {
            throw EncodingError.invalidValue(
                value,
                .init(codingPath: path, debugDescription: "JSON has no such number")
            )
        }
    }

    /// The type by which the standard library's dictionaries name their members.
    static let dictionaryKey: ObjectIdentifier? = {
        let probe = DictionaryKeyProbe()
        do {
            try ["": 0].encode(to: probe)
        } catch {
            return nil
        }
        return probe.found
    }()
}

/// A value's place in the output, as `Encodable` types see it.
struct JSONValueEncoder: Encoder {
    let output: JSONOutput
    /// How many containers were open when the value began.
    let depth: Int

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        let isDictionary = JSONOutput.dictionaryKey == ObjectIdentifier(type)
        let serial =
            output.reopen(isObject: true, at: depth) ?? output.open(isObject: true, isDictionary: isDictionary)
        return KeyedEncodingContainer(JSONObjectEncoding<Key>(output: output, depth: depth + 1, serial: serial))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        let serial = output.reopen(isObject: false, at: depth) ?? output.open(isObject: false)
        return JSONArrayEncoding(output: output, depth: depth + 1, serial: serial)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        JSONScalarEncoding(output: output)
    }
}

/// The one value that an `encode(to:)` writes.
struct JSONScalarEncoding: SingleValueEncodingContainer {
    let output: JSONOutput

    var codingPath: [any CodingKey] { [] }

    func encodeNil() { output.append(raw: "null") }
    func encode(_ value: Double) throws { try output.encode(value, path: codingPath) }
    func encode(_ value: Float) throws { try output.encode(Double(value), path: codingPath) }
    func encode<T: Encodable>(_ value: T) throws { try output.encode(value) }
    func encode(_ value: Bool) { output.append(value) }
    func encode(_ value: String) { output.append(value) }
    func encode(_ value: Int) { output.append(value) }
    func encode(_ value: Int8) { output.append(value) }
    func encode(_ value: Int16) { output.append(value) }
    func encode(_ value: Int32) { output.append(value) }
    func encode(_ value: Int64) { output.append(value) }
    func encode(_ value: UInt) { output.append(value) }
    func encode(_ value: UInt8) { output.append(value) }
    func encode(_ value: UInt16) { output.append(value) }
    func encode(_ value: UInt32) { output.append(value) }
    func encode(_ value: UInt64) { output.append(value) }
}

/// Finds out the type by which dictionaries name their members: it is not public, and they are put in order.
private final class DictionaryKeyProbe: Encoder {
    var found: ObjectIdentifier?
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        found = ObjectIdentifier(type)
        let output = JSONOutput()
        let serial = output.open(isObject: true)
        return KeyedEncodingContainer(JSONObjectEncoding<Key>(output: output, depth: 1, serial: serial))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        JSONArrayEncoding(output: JSONOutput(), depth: 1, serial: 0)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        JSONScalarEncoding(output: JSONOutput())
    }
}
