/// The elements of an array, in order.
struct JSONArrayDecoding: UnkeyedDecodingContainer {
    let document: JSONDocument
    let index: Int
    private(set) var currentIndex = 0
    private var element: Int

    init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
        element = index + 1
    }

    var codingPath: [any CodingKey] { document.path(to: index) }
    var count: Int? { Int(document.nodes[index].count) }
    var isAtEnd: Bool { currentIndex >= Int(document.nodes[index].count) }

    private func current(_ type: Any.Type) throws -> Int {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(type, .init(codingPath: codingPath, debugDescription: "no more elements"))
        }
        return element
    }

    private mutating func advance<Value>(_ value: Value) -> Value {
        element = Int(document.nodes[element].next)
        currentIndex += 1
        return value
    }

    mutating func decodeNil() throws -> Bool {
        guard document.isNull(at: try current(Any?.self)) else { return false }
        return advance(true)
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool {
        advance(try document.bool(at: try current(type)))
    }

    mutating func decode(_ type: String.Type) throws -> String {
        advance(try document.string(at: try current(type)))
    }

    mutating func decode(_ type: Double.Type) throws -> Double {
        advance(try document.double(at: try current(type)))
    }

    mutating func decode(_ type: Float.Type) throws -> Float {
        advance(Float(try document.double(at: try current(type))))
    }

    mutating func decode(_ type: Int.Type) throws -> Int {
        advance(try document.integer(type, at: try current(type)))
    }

    mutating func decode(_ type: Int8.Type) throws -> Int8 {
        advance(try document.integer(type, at: try current(type)))
    }

    mutating func decode(_ type: Int16.Type) throws -> Int16 {
        advance(try document.integer(type, at: try current(type)))
    }

    mutating func decode(_ type: Int32.Type) throws -> Int32 {
        advance(try document.integer(type, at: try current(type)))
    }

    mutating func decode(_ type: Int64.Type) throws -> Int64 {
        advance(try document.integer(type, at: try current(type)))
    }

    mutating func decode(_ type: UInt.Type) throws -> UInt {
        advance(try document.integer(type, at: try current(type)))
    }

    mutating func decode(_ type: UInt8.Type) throws -> UInt8 {
        advance(try document.integer(type, at: try current(type)))
    }

    mutating func decode(_ type: UInt16.Type) throws -> UInt16 {
        advance(try document.integer(type, at: try current(type)))
    }

    mutating func decode(_ type: UInt32.Type) throws -> UInt32 {
        advance(try document.integer(type, at: try current(type)))
    }

    mutating func decode(_ type: UInt64.Type) throws -> UInt64 {
        advance(try document.integer(type, at: try current(type)))
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        advance(try document.decode(type, at: try current(type)))
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        advance(try JSONValueDecoder(document: document, index: try current(type)).container(keyedBy: type))
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        advance(try JSONValueDecoder(document: document, index: try current([Any].self)).unkeyedContainer())
    }

    mutating func superDecoder() throws -> any Decoder {
        advance(JSONValueDecoder(document: document, index: try current((any Decoder).self)))
    }
}
