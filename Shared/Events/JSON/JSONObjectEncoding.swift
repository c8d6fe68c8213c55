/// The members of an object being written.
struct JSONObjectEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let output: JSONOutput
    let depth: Int
    let serial: Int

    var codingPath: [any CodingKey] { [] }

    private func begin(_ name: String) {
        output.beginElement(of: serial, at: depth)
        output.append(name)
        output.append(UInt8(ascii: ":"))
    }

    func encodeNil(forKey key: Key) {
        begin(key.stringValue)
        output.append(raw: "null")
    }

    func encode(_ value: Double, forKey key: Key) throws {
        begin(key.stringValue)
        try output.encode(value, path: [key])
    }

    func encode(_ value: Float, forKey key: Key) throws {
        begin(key.stringValue)
        try output.encode(Double(value), path: [key])
    }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        begin(key.stringValue)
        try output.encode(value)
    }

    func encode(_ value: Bool, forKey key: Key) {
        begin(key.stringValue)
        output.append(value)
    }

    func encode(_ value: String, forKey key: Key) {
        begin(key.stringValue)
        output.append(value)
    }

    func encode(_ value: Int, forKey key: Key) {
        begin(key.stringValue)
        output.append(value)
    }

    func encode(_ value: Int8, forKey key: Key) {
        begin(key.stringValue)
        output.append(value)
    }

    func encode(_ value: Int16, forKey key: Key) {
        begin(key.stringValue)
        output.append(value)
    }

    func encode(_ value: Int32, forKey key: Key) {
        begin(key.stringValue)
        output.append(value)
    }

    func encode(_ value: Int64, forKey key: Key) {
        begin(key.stringValue)
        output.append(value)
    }

    func encode(_ value: UInt, forKey key: Key) {
        begin(key.stringValue)
        output.append(value)
    }

    func encode(_ value: UInt8, forKey key: Key) {
        begin(key.stringValue)
        output.append(value)
    }

    func encode(_ value: UInt16, forKey key: Key) {
        begin(key.stringValue)
        output.append(value)
    }

    func encode(_ value: UInt32, forKey key: Key) {
        begin(key.stringValue)
        output.append(value)
    }

    func encode(_ value: UInt64, forKey key: Key) {
        begin(key.stringValue)
        output.append(value)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        begin(key.stringValue)
        return JSONValueEncoder(output: output, depth: depth).container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        begin(key.stringValue)
        return JSONValueEncoder(output: output, depth: depth).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        begin("super")
        return JSONValueEncoder(output: output, depth: depth)
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        begin(key.stringValue)
        return JSONValueEncoder(output: output, depth: depth)
    }
}
