/// The elements of an array being written.
struct JSONArrayEncoding: UnkeyedEncodingContainer {
    let output: JSONOutput
    let depth: Int
    let serial: Int
    private(set) var count = 0

    init(output: JSONOutput, depth: Int, serial: Int) {
        self.output = output
        self.depth = depth
        self.serial = serial
    }

    var codingPath: [any CodingKey] { [] }

    private mutating func begin() {
        output.beginElement(of: serial, at: depth)
        count += 1
    }

    mutating func encodeNil() {
        begin()
        output.append(raw: "null")
    }

    mutating func encode(_ value: Double) throws {
        begin()
        try output.encode(value, path: [])
    }

    mutating func encode(_ value: Float) throws {
        begin()
        try output.encode(Double(value), path: [])
    }

    mutating func encode<T: Encodable>(_ value: T) throws {
        begin()
        try output.encode(value)
    }

    mutating func encode(_ value: Bool) {
        begin()
        output.append(value)
    }

    mutating func encode(_ value: String) {
        begin()
        output.append(value)
    }

    mutating func encode(_ value: Int) {
        begin()
        output.append(value)
    }

    mutating func encode(_ value: Int8) {
        begin()
        output.append(value)
    }

    mutating func encode(_ value: Int16) {
        begin()
        output.append(value)
    }

    mutating func encode(_ value: Int32) {
        begin()
        output.append(value)
    }

    mutating func encode(_ value: Int64) {
        begin()
        output.append(value)
    }

    mutating func encode(_ value: UInt) {
        begin()
        output.append(value)
    }

    mutating func encode(_ value: UInt8) {
        begin()
        output.append(value)
    }

    mutating func encode(_ value: UInt16) {
        begin()
        output.append(value)
    }

    mutating func encode(_ value: UInt32) {
        begin()
        output.append(value)
    }

    mutating func encode(_ value: UInt64) {
        begin()
        output.append(value)
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        begin()
        return JSONValueEncoder(output: output, depth: depth).container(keyedBy: keyType)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        begin()
        return JSONValueEncoder(output: output, depth: depth).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        begin()
        return JSONValueEncoder(output: output, depth: depth)
    }
}
