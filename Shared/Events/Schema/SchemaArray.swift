/// The elements that a type asks for: one, which stands for all.
struct SchemaArray: UnkeyedDecodingContainer {
    let recorder: SchemaRecorder
    private(set) var currentIndex = 0

    init(recorder: SchemaRecorder) {
        self.recorder = recorder
    }

    var codingPath: [any CodingKey] { [] }
    var count: Int? { 1 }
    var isAtEnd: Bool { currentIndex > 0 }

    private mutating func note<Value>(_ found: (schema: JSONSchema, sample: Value)) -> Value {
        recorder.note(.array(found.schema))
        currentIndex += 1
        return found.sample
    }

    mutating func decodeNil() -> Bool { false }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { note(try recorder.describe(type)) }
    mutating func decode(_ type: Bool.Type) -> Bool { note(SchemaSample.of(type)) }
    mutating func decode(_ type: String.Type) -> String { note(SchemaSample.of(type)) }
    mutating func decode(_ type: Double.Type) -> Double { note(SchemaSample.of(type)) }
    mutating func decode(_ type: Float.Type) -> Float { note(SchemaSample.of(type)) }
    mutating func decode(_ type: Int.Type) -> Int { note(SchemaSample.of(type)) }
    mutating func decode(_ type: Int8.Type) -> Int8 { note(SchemaSample.of(type)) }
    mutating func decode(_ type: Int16.Type) -> Int16 { note(SchemaSample.of(type)) }
    mutating func decode(_ type: Int32.Type) -> Int32 { note(SchemaSample.of(type)) }
    mutating func decode(_ type: Int64.Type) -> Int64 { note(SchemaSample.of(type)) }
    mutating func decode(_ type: UInt.Type) -> UInt { note(SchemaSample.of(type)) }
    mutating func decode(_ type: UInt8.Type) -> UInt8 { note(SchemaSample.of(type)) }
    mutating func decode(_ type: UInt16.Type) -> UInt16 { note(SchemaSample.of(type)) }
    mutating func decode(_ type: UInt32.Type) -> UInt32 { note(SchemaSample.of(type)) }
    mutating func decode(_ type: UInt64.Type) -> UInt64 { note(SchemaSample.of(type)) }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        throw JSONSchemaError(type: "\(NestedKey.self)", reason: "it takes nested members apart itself")
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw JSONSchemaError(type: "an array", reason: "it takes nested elements apart itself")
    }

    mutating func superDecoder() throws -> any Decoder {
        throw JSONSchemaError(type: "an array", reason: "it has a superclass")
    }
}
