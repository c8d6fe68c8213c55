/// The members of an object, by name.
struct JSONObjectDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let document: JSONDocument
    let index: Int

    var codingPath: [any CodingKey] { document.path(to: index) }
    var allKeys: [Key] { document.names(in: index).compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool { document.value(of: key, in: index) != nil }

    func decodeNil(forKey key: Key) throws -> Bool { document.isNull(at: try required(key)) }

    private func required(_ key: Key) throws -> Int {
        if let value = document.value(of: key, in: index) { return value }
        throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "missing"))
    }

    /// The value of a name, `nil` when it is absent or null.
    private func present(_ key: Key) -> Int? {
        guard let value = document.value(of: key, in: index), !document.isNull(at: value) else { return nil }
        return value
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
        try document.bool(at: try required(key))
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        guard let value = present(key) else { return nil }
        return try document.bool(at: value)
    }

    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        try document.string(at: try required(key))
    }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        guard let value = present(key) else { return nil }
        return try document.string(at: value)
    }

    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        try document.double(at: try required(key))
    }

    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        guard let value = present(key) else { return nil }
        return try document.double(at: value)
    }

    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        try document.integer(type, at: try required(key))
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        guard let value = present(key) else { return nil }
        return try document.integer(type, at: value)
    }

    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 {
        try document.integer(type, at: try required(key))
    }

    func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? {
        guard let value = present(key) else { return nil }
        return try document.integer(type, at: value)
    }

    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 {
        try document.integer(type, at: try required(key))
    }

    func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? {
        guard let value = present(key) else { return nil }
        return try document.integer(type, at: value)
    }

    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 {
        try document.integer(type, at: try required(key))
    }

    func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? {
        guard let value = present(key) else { return nil }
        return try document.integer(type, at: value)
    }

    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
        try document.integer(type, at: try required(key))
    }

    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
        guard let value = present(key) else { return nil }
        return try document.integer(type, at: value)
    }

    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt {
        try document.integer(type, at: try required(key))
    }

    func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? {
        guard let value = present(key) else { return nil }
        return try document.integer(type, at: value)
    }

    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 {
        try document.integer(type, at: try required(key))
    }

    func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? {
        guard let value = present(key) else { return nil }
        return try document.integer(type, at: value)
    }

    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 {
        try document.integer(type, at: try required(key))
    }

    func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? {
        guard let value = present(key) else { return nil }
        return try document.integer(type, at: value)
    }

    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 {
        try document.integer(type, at: try required(key))
    }

    func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? {
        guard let value = present(key) else { return nil }
        return try document.integer(type, at: value)
    }

    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
        try document.integer(type, at: try required(key))
    }

    func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? {
        guard let value = present(key) else { return nil }
        return try document.integer(type, at: value)
    }

    func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
        Float(try document.double(at: try required(key)))
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try document.decode(type, at: try required(key))
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard let value = present(key) else { return nil }
        return try document.decode(type, at: value)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try JSONValueDecoder(document: document, index: try required(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try JSONValueDecoder(document: document, index: try required(key)).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        guard let value = document.value(of: JSONNameKey("super"), in: index) else {
            throw DecodingError.keyNotFound(
                JSONNameKey("super"),
                .init(codingPath: codingPath, debugDescription: "missing")
            )
        }
        return JSONValueDecoder(document: document, index: value)
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        JSONValueDecoder(document: document, index: try required(key))
    }
}
