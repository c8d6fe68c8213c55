/// The identifier of anything in Jisr: a UUID, written in lowercase with hyphens (36 characters).
///
/// New identifiers are UUID version 7 (RFC 9562 §5.7): time-ordered, so they are minted locally while offline and
/// still insert into an index in order.
public struct EntityID: Hashable, Sendable, Comparable, Codable, CustomStringConvertible, LosslessStringConvertible {
    /// The 16 bytes of the identifier, big-endian halves.
    public let high: UInt64
    /// The lower half of the 16 bytes.
    public let low: UInt64

    /// Makes an identifier of its two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A new version 7 identifier for the instant `milliseconds` after 1970-01-01T00:00:00Z.
    public static func v7(at time: Timestamp = .now) -> EntityID {
        var generator = SystemRandomNumberGenerator()
        let millis = UInt64(max(0, time.millisecondsSince1970)) & 0xFFFF_FFFF_FFFF
        let high = (millis << 16) | 0x7000 | (generator.next() & 0x0FFF)
        let low = (generator.next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
        return EntityID(high: high, low: low)
    }

    /// Reads 36 characters `8-4-4-4-12` of hexadecimal digits, either case; `nil` for anything else.
    public init?(_ description: String) {
        var copy = description
        let parsed = copy.withUTF8 { EntityID(utf8: UnsafeRawBufferPointer($0)) }
        guard let parsed else { return nil }
        self = parsed
    }

    /// Reads the 36 UTF-8 bytes of the written form; `nil` for anything else.
    public init?(utf8 bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 36, bytes[8] == 45, bytes[13] == 45, bytes[18] == 45, bytes[23] == 45 else { return nil }
        func four(_ offset: Int) -> UInt64 {
            UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
        }
        func eight(_ offset: Int) -> UInt64 {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        guard let first = Self.nibbles(eight(0)), let second = Self.nibbles(four(9) | four(14) << 32),
            let third = Self.nibbles(four(19) | four(24) << 32), let fourth = Self.nibbles(eight(28))
        else { return nil }
        self.init(high: first << 32 | second, low: third << 32 | fourth)
    }

    /// The 32 bits that eight hexadecimal digits stand for, the first of them in the lowest byte of `digits`.
    ///
    /// It works on all eight at once: events are full of identifiers.
    private static func nibbles(_ digits: UInt64) -> UInt64? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let lower = digits | ones &* 0x20
        // With every byte below 0x80, adding 0x80 - c sets a byte's top bit exactly where it is c or more.
        let isDigit = (digits &+ ones &* 0x50) & ~(digits &+ ones &* 0x46)
        let isLetter = (lower &+ ones &* 0x1F) & ~(lower &+ ones &* 0x19)
        let tops = ones << 7
        guard digits & tops == 0, (isDigit | isLetter) & tops == tops else { return nil }
        var value = ((digits & (ones &* 0x0F)) &+ (digits >> 6 & ones) &* 9).byteSwapped
        value = (value | value >> 4) & 0x00FF_00FF_00FF_00FF
        value = (value | value >> 8) & 0x0000_FFFF_0000_FFFF
        return (value | value >> 16) & 0xFFFF_FFFF
    }

    /// Reads the 16 bytes of ``bytes``; `nil` for any other count.
    public init?(bytes: [UInt8]) {
        guard let id = bytes.withUnsafeBytes({ EntityID(bytes: $0) }) else { return nil }
        self = id
    }

    /// Reads the 16 bytes of ``bytes`` where they are; `nil` for any other count.
    public init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return nil }
        self.init(
            high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        )
    }

    /// The 16 bytes, in network order.
    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            raw.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
            raw.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
            count = 16
        }
    }

    /// The written form.
    public var description: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            write(utf8: buffer)
            return 36
        }
    }

    /// Writes the 36 UTF-8 bytes of the written form to the beginning of `buffer`.
    public func write(utf8 buffer: UnsafeMutableBufferPointer<UInt8>) {
        let raw = UnsafeMutableRawBufferPointer(buffer)
        func put(_ value: UInt64, at offset: Int) {
            raw.storeBytes(of: Self.digits(value).littleEndian, toByteOffset: offset, as: UInt64.self)
        }
        func putFour(_ value: UInt64, at offset: Int) {
            let digits = UInt32(truncatingIfNeeded: Self.digits(value << 16))
            raw.storeBytes(of: digits.littleEndian, toByteOffset: offset, as: UInt32.self)
        }
        put(high >> 32, at: 0)
        putFour(high >> 16 & 0xFFFF, at: 9)
        putFour(high & 0xFFFF, at: 14)
        putFour(low >> 48, at: 19)
        putFour(low >> 32 & 0xFFFF, at: 24)
        put(low & 0xFFFF_FFFF, at: 28)
        for hyphen in [8, 13, 18, 23] { buffer[hyphen] = UInt8(ascii: "-") }
    }

    /// The eight hexadecimal digits of 32 bits, the first of them in the lowest byte.
    private static func digits(_ value: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var spread = (value | value << 16) & 0x0000_FFFF_0000_FFFF
        spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
        spread = (spread | spread << 4) & (ones &* 0x0F)
        let isLetter = ((spread &+ ones &* 6) >> 4) & ones
        return (spread &+ ones &* 0x30 &+ isLetter &* 39).byteSwapped
    }

    /// Reads the written form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = EntityID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a UUID")
        }
        self = id
    }

    /// Writes the written form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Whether `left` comes before `right`.
    public static func < (left: EntityID, right: EntityID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
