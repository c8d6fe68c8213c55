/// A decoder that has no data: it notes what a type asks for and answers with samples.
final class SchemaRecorder: Decoder {
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    /// The types being recorded, outermost first, to notice one that contains itself.
    private let types: [any Any.Type]
    private var properties: [JSONSchema.Property] = []
    /// Set when the type turns out to be anything but an object.
    private var schema: JSONSchema?

    private init(types: [any Any.Type]) {
        self.types = types
    }

    /// The shape of a type.
    static func record(_ type: any Decodable.Type) throws -> JSONSchema {
        func open<Value: Decodable>(_ type: Value.Type) throws -> JSONSchema {
            try SchemaRecorder(types: []).describe(type).schema
        }
        return try open(type)
    }

    /// The shape of a type, and a sample of it.
    func describe<Value: Decodable>(_ type: Value.Type) throws -> (schema: JSONSchema, sample: Value) {
        if let provider = type as? any JSONSchemaProviding.Type, let sample = Self.sample(of: provider) as? Value {
            return (provider.jsonSchema, sample)
        }
        if let list = type as? any CodeList.Type, let (codes, first) = Self.codes(of: list),
            let sample = first as? Value
        {
            return (.codes(codes), sample)
        }
        guard !types.contains(where: { $0 == type }) else {
            throw JSONSchemaError(type: "\(type)", reason: "it contains itself")
        }
        let inner = SchemaRecorder(types: types + [type])
        do {
            let sample = try Value(from: inner)
            return (inner.schema ?? .object(title: "\(type)", properties: inner.properties), sample)
        } catch let error as JSONSchemaError {
            throw error
        } catch {
            throw JSONSchemaError(type: "\(type)", reason: "it refused the recorder's samples")
        }
    }

    private static func sample<Provider: JSONSchemaProviding>(of type: Provider.Type) -> Any {
        type.schemaSample
    }

    private static func codes<List: CodeList>(of type: List.Type) -> (codes: [String], first: Any)? {
        guard let first = type.allCases.first else { return nil }
        return (type.allCases.map(\.rawValue), first)
    }

    /// Notes a member; one that is asked for twice is required when it is required once.
    func note(_ name: String, _ schema: JSONSchema, isRequired: Bool) {
        if let index = properties.firstIndex(where: { $0.name == name }) {
            properties[index].isRequired = properties[index].isRequired || isRequired
        } else {
            properties.append(.init(name, schema, isRequired: isRequired))
        }
    }

    /// Notes that the type is not an object with declared members.
    func note(_ schema: JSONSchema) {
        self.schema = schema
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(
            SchemaObject<Key>(recorder: self, isDictionary: JSONOutput.dictionaryKey == ObjectIdentifier(type))
        )
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer {
        SchemaArray(recorder: self)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        SchemaScalar(recorder: self)
    }
}

/// The shapes and samples of the types that JSON itself has.
enum SchemaSample {
    static func of(_ type: Bool.Type) -> (JSONSchema, Bool) { (.boolean, false) }
    static func of(_ type: String.Type) -> (JSONSchema, String) { (.string(format: nil, pattern: nil), "") }
    static func of(_ type: Double.Type) -> (JSONSchema, Double) { (.number, 0) }
    static func of(_ type: Float.Type) -> (JSONSchema, Float) { (.number, 0) }
    static func of<Number: FixedWidthInteger>(_ type: Number.Type) -> (JSONSchema, Number) {
        (.integer(minimum: type.isSigned ? nil : 0), 0)
    }
}

/// What a type that is one value asks for.
struct SchemaScalar: SingleValueDecodingContainer {
    let recorder: SchemaRecorder

    var codingPath: [any CodingKey] { [] }

    private func note<Value>(_ found: (schema: JSONSchema, sample: Value)) -> Value {
        recorder.note(found.schema)
        return found.sample
    }

    func decodeNil() -> Bool { false }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { note(try recorder.describe(type)) }
    func decode(_ type: Bool.Type) -> Bool { note(SchemaSample.of(type)) }
    func decode(_ type: String.Type) -> String { note(SchemaSample.of(type)) }
    func decode(_ type: Double.Type) -> Double { note(SchemaSample.of(type)) }
    func decode(_ type: Float.Type) -> Float { note(SchemaSample.of(type)) }
    func decode(_ type: Int.Type) -> Int { note(SchemaSample.of(type)) }
    func decode(_ type: Int8.Type) -> Int8 { note(SchemaSample.of(type)) }
    func decode(_ type: Int16.Type) -> Int16 { note(SchemaSample.of(type)) }
    func decode(_ type: Int32.Type) -> Int32 { note(SchemaSample.of(type)) }
    func decode(_ type: Int64.Type) -> Int64 { note(SchemaSample.of(type)) }
    func decode(_ type: UInt.Type) -> UInt { note(SchemaSample.of(type)) }
    func decode(_ type: UInt8.Type) -> UInt8 { note(SchemaSample.of(type)) }
    func decode(_ type: UInt16.Type) -> UInt16 { note(SchemaSample.of(type)) }
    func decode(_ type: UInt32.Type) -> UInt32 { note(SchemaSample.of(type)) }
    func decode(_ type: UInt64.Type) -> UInt64 { note(SchemaSample.of(type)) }
}
