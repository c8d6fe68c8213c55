/// An object's members, by name.
struct MemberContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: ValueDecoder

    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { decoder.members.compactMap { Key(stringValue: $0.name) } }

    func contains(_ key: Key) -> Bool {
        decoder.member(key.stringValue) != nil
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        decoder.member(key.stringValue) == .null
    }

    private func child(_ key: Key) throws -> ValueDecoder {
        let path = JSONPath.member(decoder.path, key.stringValue)
        guard let value = decoder.member(key.stringValue) else { throw ValueDecoder.required(path) }
        return ValueDecoder(value, at: path)
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try child(key).decode(type) }
    func decode(_: String.Type, forKey key: Key) throws -> String { try child(key).text() }
    func decode(_: Bool.Type, forKey key: Key) throws -> Bool { try child(key).flag() }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try child(key).fraction(type) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try child(key).fraction(type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try child(key).whole(type) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try child(key).whole(type) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try child(key).whole(type) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try child(key).whole(type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try child(key).whole(type) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try child(key).whole(type) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try child(key).whole(type) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try child(key).whole(type) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try child(key).whole(type) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try child(key).whole(type) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try child(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try child(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { try child(key) }
}
