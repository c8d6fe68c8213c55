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
        guard bytes.count == 36 else { return nil }
        var halves: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for (index, byte) in bytes.enumerated() {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let nibble = Self.nibble(byte) else { return nil }
            if digits < 16 {
                halves.0 = halves.0 << 4 | nibble
            } else {
                halves.1 = halves.1 << 4 | nibble
            }
            digits += 1
        }
        self.init(high: halves.0, low: halves.1)
    }

    /// Reads the 16 bytes of ``bytes``; `nil` for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var halves: (UInt64, UInt64) = (0, 0)
        for (index, byte) in bytes.enumerated() {
            if index < 8 {
                halves.0 = halves.0 << 8 | UInt64(byte)
            } else {
                halves.1 = halves.1 << 8 | UInt64(byte)
            }
        }
        self.init(high: halves.0, low: halves.1)
    }

    /// The 16 bytes, in network order.
    public var bytes: [UInt8] {
        var result = [UInt8]()
        result.reserveCapacity(16)
        for half in [high, low] {
            for shift in stride(from: 56, through: 0, by: -8) {
                result.append(UInt8(truncatingIfNeeded: half >> UInt64(shift)))
            }
        }
        return result
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
        var position = 0
        for nibble in 0..<32 {
            if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
                buffer[position] = UInt8(ascii: "-")
                position += 1
            }
            let half = nibble < 16 ? high : low
            let value = UInt8(truncatingIfNeeded: half >> UInt64((15 - nibble % 16) * 4)) & 0xF
            buffer[position] = value < 10 ? 48 + value : 87 + value
            position += 1
        }
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

    private static func nibble(_ byte: UInt8) -> UInt64? {
        switch byte {
        case 48...57: UInt64(byte - 48)
        case 97...102: UInt64(byte - 87)
        case 65...70: UInt64(byte - 55)
        default: nil
        }
    }
}
