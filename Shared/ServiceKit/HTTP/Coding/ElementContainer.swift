/// A list's elements, one after the other.
struct ElementContainer: UnkeyedDecodingContainer {
    let elements: [BodyValue]
    let path: JSONPath
    private(set) var currentIndex = 0

    init(elements: [BodyValue], path: JSONPath) {
        self.elements = elements
        self.path = path
    }

    var codingPath: [any CodingKey] { path.codingPath }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, elements[currentIndex] == .null else { return false }
        currentIndex += 1
        return true
    }

    private mutating func next() throws -> ValueDecoder {
        let path = JSONPath.element(path, currentIndex)
        guard !isAtEnd else { throw ValueDecoder.required(path) }
        defer { currentIndex += 1 }
        return ValueDecoder(elements[currentIndex], at: path)
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next().decode(type) }
    mutating func decode(_: String.Type) throws -> String { try next().text() }
    mutating func decode(_: Bool.Type) throws -> Bool { try next().flag() }
    mutating func decode(_ type: Double.Type) throws -> Double { try next().fraction(type) }
    mutating func decode(_ type: Float.Type) throws -> Float { try next().fraction(type) }
    mutating func decode(_ type: Int.Type) throws -> Int { try next().whole(type) }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try next().whole(type) }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try next().whole(type) }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try next().whole(type) }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try next().whole(type) }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try next().whole(type) }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try next().whole(type) }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try next().whole(type) }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try next().whole(type) }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try next().whole(type) }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { try next() }
}

/// A value that is not taken apart, or is taken over by another type.
struct ScalarContainer: SingleValueDecodingContainer {
    let decoder: ValueDecoder

    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { decoder.value == .null }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        decoder.handOver()
        return try ValueDecoder(decoder.value, at: decoder.path).decode(type)
    }

    func decode(_: String.Type) throws -> String { try decoder.text() }
    func decode(_: Bool.Type) throws -> Bool { try decoder.flag() }
    func decode(_ type: Double.Type) throws -> Double { try decoder.fraction(type) }
    func decode(_ type: Float.Type) throws -> Float { try decoder.fraction(type) }
    func decode(_ type: Int.Type) throws -> Int { try decoder.whole(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try decoder.whole(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try decoder.whole(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try decoder.whole(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try decoder.whole(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try decoder.whole(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.whole(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try decoder.whole(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.whole(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try decoder.whole(type) }
}
