import Crypto

/// Bits that nobody without the key can tell from random ones, and that are always the same under one key and label.
///
/// HMAC-SHA-256 of the label and a counter (RFC 2104; as the expansion of RFC 5869, without its limit of 255 blocks).
struct KeyedBits {
    private let labelled: HMAC<SHA256>
    private var blockNumber: UInt64 = 0
    private var words: [UInt64] = []
    private var word: UInt64 = 0
    private var bitsLeft = 0

    init(key: SymmetricKey, label: String) {
        var hash = HMAC<SHA256>(key: key)
        // The length before it: no label followed by a counter is another label.
        hash.update(data: Self.bytes(UInt64(label.utf8.count)))
        hash.update(data: Array(label.utf8))
        labelled = hash
    }

    /// A whole number from 0 to below the limit, each equally likely, exactly; the limit is 1 or more.
    mutating func number(below limit: UInt64) -> UInt64 {
        precondition(limit > 0)
        let width = UInt64.bitWidth - (limit - 1).leadingZeroBitCount
        // What lies above is drawn again: a remainder would make small numbers likelier.
        while true {
            let drawn = bits(width)
            if drawn < limit { return drawn }
        }
    }

    /// A number of so many bits, 0 to 64.
    private mutating func bits(_ width: Int) -> UInt64 {
        var result: UInt64 = 0
        var filled = 0
        while filled < width {
            if bitsLeft == 0 { refill() }
            let taken = min(width - filled, bitsLeft)
            let low = taken == UInt64.bitWidth ? word : word & ((1 << UInt64(taken)) - 1)
            result |= low << UInt64(filled)
            word >>= UInt64(taken)
            bitsLeft -= taken
            filled += taken
        }
        return result
    }

    private mutating func refill() {
        if words.isEmpty {
            var hash = labelled
            hash.update(data: Self.bytes(blockNumber))
            blockNumber += 1
            let block = Array(hash.finalize())
            words = stride(from: 0, to: block.count, by: 8).map { start in
                block[start..<(start + 8)].reduce(0) { $0 << 8 | UInt64($1) }
            }
        }
        word = words.removeLast()
        bitsLeft = UInt64.bitWidth
    }

    private static func bytes(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }
}
