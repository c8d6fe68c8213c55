/// Reads `Decodable` values from JSON (RFC 8259), several times faster than Foundation's decoder.
///
/// It refuses repeated names, text that is not UTF-8, nesting deeper than ``maxDepth`` and texts longer than
/// ``maxBytes``; unknown names are skipped. Errors are `DecodingError`s with the path of the value, never its content.
public struct FastJSONDecoder: Sendable {
    /// How deep containers may nest.
    ///
    /// Default: 64.
    public var maxDepth: Int
    /// How long a text may be, in bytes; at most 1 GiB.
    ///
    /// Default: 16 MiB.
    public var maxBytes: Int

    /// Makes a decoder with limits.
    public init(maxDepth: Int = 64, maxBytes: Int = 16 << 20) {
        self.maxDepth = maxDepth
        self.maxBytes = min(maxBytes, 1 << 30)
    }

    /// Reads a value of `type`.
    public func decode<Value: Decodable>(_ type: Value.Type, from bytes: UnsafeRawBufferPointer) throws -> Value {
        let document = try document(bytes)
        return try withExtendedLifetime(document) { try document.decode(type, at: 0) }
    }

    /// The index of a text that keeps to the limits.
    func document(_ bytes: UnsafeRawBufferPointer) throws -> JSONDocument {
        guard bytes.count <= maxBytes else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "longer than \(maxBytes) bytes"))
        }
        do {
            return try JSONDocument(bytes, maxDepth: maxDepth)
        } catch {
            throw error.decodingError
        }
    }

    /// Reads a value of `type`.
    public func decode<Value: Decodable>(_ type: Value.Type, from bytes: some Sequence<UInt8>) throws -> Value {
        let direct = try bytes.withContiguousStorageIfAvailable {
            try decode(type, from: UnsafeRawBufferPointer($0))
        }
        if let direct { return direct }
        return try Array(bytes).withUnsafeBytes { try decode(type, from: $0) }
    }
}

/// A value of a document as `Decodable` types see it.
struct JSONValueDecoder: Decoder {
    let document: JSONDocument
    let index: Int

    var codingPath: [any CodingKey] { document.path(to: index) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(
            JSONObjectDecoding<Key>(document: document, index: try document.container(.object, at: index))
        )
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        JSONArrayDecoding(document: document, index: try document.container(.array, at: index))
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        JSONScalarDecoding(document: document, index: index)
    }
}

struct JSONScalarDecoding: SingleValueDecodingContainer {
    let document: JSONDocument
    let index: Int

    var codingPath: [any CodingKey] { document.path(to: index) }

    func decodeNil() -> Bool { document.isNull(at: index) }
    func decode(_ type: Bool.Type) throws -> Bool { try document.bool(at: index) }
    func decode(_ type: String.Type) throws -> String { try document.string(at: index) }
    func decode(_ type: Double.Type) throws -> Double { try document.double(at: index) }
    func decode(_ type: Float.Type) throws -> Float { Float(try document.double(at: index)) }
    func decode(_ type: Int.Type) throws -> Int { try document.integer(type, at: index) }
    func decode(_ type: Int8.Type) throws -> Int8 { try document.integer(type, at: index) }
    func decode(_ type: Int16.Type) throws -> Int16 { try document.integer(type, at: index) }
    func decode(_ type: Int32.Type) throws -> Int32 { try document.integer(type, at: index) }
    func decode(_ type: Int64.Type) throws -> Int64 { try document.integer(type, at: index) }
    func decode(_ type: UInt.Type) throws -> UInt { try document.integer(type, at: index) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try document.integer(type, at: index) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try document.integer(type, at: index) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try document.integer(type, at: index) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try document.integer(type, at: index) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try document.decode(type, at: index) }
}
