/// What stands for a value that is not told: 64 bits of a keyed hash.
///
/// 64 bits keep a person's tokens small (11 letters each on the wire, 8 bytes in an index); over the some tens of
/// millions of tokens of a million people a chance collision is expected less than once in a hundred thousand.
struct MatchToken: Sendable, Hashable, Comparable {
    var bits: UInt64

    /// Stands for no value.
    static let none = MatchToken(bits: 0)

    static func < (left: MatchToken, right: MatchToken) -> Bool { left.bits < right.bits }

    /// A token made of two, whatever their order; whoever holds both can make it, with no key.
    func combined(with other: MatchToken) -> MatchToken {
        let (low, high) = bits < other.bits ? (bits, other.bits) : (other.bits, bits)
        return MatchToken(bits: Self.mixed(Self.mixed(low) &+ high))
    }

    /// The finaliser of SplitMix64.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value &+ 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

extension MatchToken: Codable, LosslessStringConvertible {
    private static let letterCount = 11
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// 11 letters of base64url, the highest bits first; the last letter holds four bits.
    var description: String {
        String(unsafeUninitializedCapacity: Self.letterCount) { buffer in
            for index in 0..<Self.letterCount {
                let isLast = index == Self.letterCount - 1
                let six = isLast ? (bits & 0xF) << 2 : (bits >> UInt64(58 - 6 * index)) & 0x3F
                buffer[index] = Self.alphabet[Int(six)]
            }
            return Self.letterCount
        }
    }

    /// Reads the written form; `nil` for anything else.
    init?(_ text: String) {
        let letters = Array(text.utf8)
        guard letters.count == Self.letterCount else { return nil }
        bits = 0
        for (index, letter) in letters.enumerated() {
            guard let six = Self.value(letter) else { return nil }
            let isLast = index == Self.letterCount - 1
            guard !isLast || six & 0x3 == 0 else { return nil }
            bits = isLast ? bits << 4 | six >> 2 : bits << 6 | six
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let token = MatchToken(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a token of 11 letters")
        }
        self = token
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    private static func value(_ letter: UInt8) -> UInt64? {
        switch letter {
        case 65...90: UInt64(letter - 65)
        case 97...122: UInt64(letter - 71)
        case 48...57: UInt64(letter + 4)
        case 45: 62
        case 95: 63
        default: nil
        }
    }
}
