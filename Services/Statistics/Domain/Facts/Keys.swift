import Events

extension EntityID {
    /// An identifier made of 122 of these 128 bits (UUID version 8): always the same for the same.
    static func v8(_ high: UInt64, _ low: UInt64) -> EntityID {
        EntityID(
            high: high & 0xFFFF_FFFF_FFFF_0FFF | 0x8000,
            low: low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        )
    }

    /// A key of 64 bits by which facts refer to institutions, agreements, cases and sessions.
    ///
    /// Two different identifiers share one with a probability of 2⁻⁶⁴; persons and enrolments, which are counted, are
    /// kept whole. Never 0.
    var key64: UInt64 {
        let key = mixed(high) ^ (low &* 0x9E37_79B9_7F4A_7C15)
        return key == 0 ? 1 : mixed(key)
    }
}

/// Spreads the bits of `value` (the finaliser of SplitMix64).
@inline(__always)
func mixed(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
}

/// A key of 64 bits of a text, such as a certificate's number.
///
/// Never 0.
func textKey(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return max(1, mixed(hash))
}

extension CountryCode {
    /// Its two letters in 16 bits.
    var bits: UInt64 {
        code.utf8.prefix(2).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The code of ``bits``.
    static func text(bits: UInt64) -> String {
        String(decoding: [UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits)], as: UTF8.self)
    }
}
