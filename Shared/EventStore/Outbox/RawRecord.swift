/// A Kafka record's key, headers and value, byte for byte.
public struct RawRecord: Sendable, Hashable {
    /// A header; names may repeat, a value may be null.
    public struct Header: Sendable, Hashable {
        /// The name.
        public var name: String
        /// The value, or null.
        public var value: [UInt8]?

        /// Makes a header.
        public init(_ name: String, _ value: [UInt8]?) {
            self.name = name
            self.value = value
        }
    }

    /// The key, or null.
    public var key: [UInt8]?
    /// The value, or null (a tombstone).
    public var value: [UInt8]?
    /// The headers, in order.
    public var headers: [Header]

    /// Makes a record.
    public init(key: [UInt8]?, value: [UInt8]?, headers: [Header]) {
        self.key = key
        self.value = value
        self.headers = headers
    }

    /// The first header with this name.
    public func header(_ name: String) -> [UInt8]? {
        headers.first { $0.name == name }?.value
    }

    /// The stored form: length-prefixed fields, little-endian 32-bit lengths, -1 for null.
    func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        func put(_ field: [UInt8]?) {
            let length = field.map { Int32($0.count) } ?? -1
            withUnsafeBytes(of: length.littleEndian) { bytes.append(contentsOf: $0) }
            if let field { bytes.append(contentsOf: field) }
        }
        put(key)
        put(value)
        for header in headers {
            put(Array(header.name.utf8))
            put(header.value)
        }
        return bytes
    }

    /// Reads the stored form.
    ///
    /// - Throws: ``StoreError/corrupt(path:reason:)``.
    init(encoded bytes: [UInt8]) throws {
        var position = 0
        func field() throws -> [UInt8]? {
            guard position + 4 <= bytes.count else { throw StoreError.corrupt(path: "record", reason: "cut short") }
            let length = bytes.withUnsafeBytes {
                Int(Int32(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Int32.self)))
            }
            position += 4
            guard length >= 0 else { return nil }
            guard position + length <= bytes.count else {
                throw StoreError.corrupt(path: "record", reason: "cut short")
            }
            defer { position += length }
            return Array(bytes[position..<position + length])
        }
        key = try field()
        value = try field()
        headers = []
        while position < bytes.count {
            let name = try field() ?? []
            headers.append(Header(String(decoding: name, as: UTF8.self), try field()))
        }
    }
}

extension RawRecord: RecordSource {
    /// Itself.
    public func copiedRecord() -> RawRecord { self }

    /// Its value.
    public func copiedValue() -> [UInt8] { value ?? [] }
}
