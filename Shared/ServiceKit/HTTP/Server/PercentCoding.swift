/// Percent-encoding as in RFC 3986 §2.1.
enum PercentCoding {
    /// The text that `encoded` stands for; `nil` when an escape is broken or the result is not UTF-8.
    static func decoded(_ encoded: Substring, plusIsSpace: Bool = false) -> String? {
        guard encoded.utf8.contains(where: { $0 == 37 || (plusIsSpace && $0 == 43) }) else { return String(encoded) }
        var bytes: [UInt8] = []
        var rest = Substring(encoded).utf8
        while let byte = rest.popFirst() {
            switch byte {
            case 37:
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            case 43 where plusIsSpace: bytes.append(32)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 97...102: byte - 87
        case 65...70: byte - 55
        default: nil
        }
    }
}
