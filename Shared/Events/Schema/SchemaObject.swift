/// The members that a type asks for.
struct SchemaObject<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let recorder: SchemaRecorder
    /// Whether the type is a dictionary, which asks for whatever names there are.
    let isDictionary: Bool

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { isDictionary ? [Key(stringValue: "0")].compactMap { $0 } : [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }

    private func note<Value>(_ key: Key, _ found: (schema: JSONSchema, sample: Value)) -> Value {
        if isDictionary {
            recorder.note(.map(found.schema))
        } else {
            recorder.note(key.stringValue, found.schema, isRequired: true)
        }
        return found.sample
    }

    private func noteOptional<Value>(_ key: Key, _ found: (schema: JSONSchema, sample: Value)) -> Value? {
        recorder.note(key.stringValue, found.schema, isRequired: false)
        return nil
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        note(key, try recorder.describe(type))
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        noteOptional(key, try recorder.describe(type))
    }

    func decode(_ type: Bool.Type, forKey key: Key) -> Bool { note(key, SchemaSample.of(type)) }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) -> Bool? { noteOptional(key, SchemaSample.of(type)) }
    func decode(_ type: String.Type, forKey key: Key) -> String { note(key, SchemaSample.of(type)) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) -> String? { noteOptional(key, SchemaSample.of(type)) }
    func decode(_ type: Double.Type, forKey key: Key) -> Double { note(key, SchemaSample.of(type)) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) -> Double? { noteOptional(key, SchemaSample.of(type)) }
    func decode(_ type: Float.Type, forKey key: Key) -> Float { note(key, SchemaSample.of(type)) }
    func decodeIfPresent(_ type: Float.Type, forKey key: Key) -> Float? { noteOptional(key, SchemaSample.of(type)) }
    func decode(_ type: Int.Type, forKey key: Key) -> Int { note(key, SchemaSample.of(type)) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) -> Int? { noteOptional(key, SchemaSample.of(type)) }
    func decode(_ type: Int8.Type, forKey key: Key) -> Int8 { note(key, SchemaSample.of(type)) }
    func decodeIfPresent(_ type: Int8.Type, forKey key: Key) -> Int8? { noteOptional(key, SchemaSample.of(type)) }
    func decode(_ type: Int16.Type, forKey key: Key) -> Int16 { note(key, SchemaSample.of(type)) }
    func decodeIfPresent(_ type: Int16.Type, forKey key: Key) -> Int16? { noteOptional(key, SchemaSample.of(type)) }
    func decode(_ type: Int32.Type, forKey key: Key) -> Int32 { note(key, SchemaSample.of(type)) }
    func decodeIfPresent(_ type: Int32.Type, forKey key: Key) -> Int32? { noteOptional(key, SchemaSample.of(type)) }
    func decode(_ type: Int64.Type, forKey key: Key) -> Int64 { note(key, SchemaSample.of(type)) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) -> Int64? { noteOptional(key, SchemaSample.of(type)) }
    func decode(_ type: UInt.Type, forKey key: Key) -> UInt { note(key, SchemaSample.of(type)) }
    func decodeIfPresent(_ type: UInt.Type, forKey key: Key) -> UInt? { noteOptional(key, SchemaSample.of(type)) }
    func decode(_ type: UInt8.Type, forKey key: Key) -> UInt8 { note(key, SchemaSample.of(type)) }
    func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) -> UInt8? { noteOptional(key, SchemaSample.of(type)) }
    func decode(_ type: UInt16.Type, forKey key: Key) -> UInt16 { note(key, SchemaSample.of(type)) }
    func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) -> UInt16? { noteOptional(key, SchemaSample.of(type)) }
    func decode(_ type: UInt32.Type, forKey key: Key) -> UInt32 { note(key, SchemaSample.of(type)) }
    func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) -> UInt32? { noteOptional(key, SchemaSample.of(type)) }
    func decode(_ type: UInt64.Type, forKey key: Key) -> UInt64 { note(key, SchemaSample.of(type)) }
    func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) -> UInt64? { noteOptional(key, SchemaSample.of(type)) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        throw JSONSchemaError(type: "\(Key.self)", reason: "it takes nested members apart itself")
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw JSONSchemaError(type: "\(Key.self)", reason: "it takes nested elements apart itself")
    }

    func superDecoder() throws -> any Decoder {
        throw JSONSchemaError(type: "\(Key.self)", reason: "it has a superclass")
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        throw JSONSchemaError(type: "\(Key.self)", reason: "it has a superclass")
    }
}
