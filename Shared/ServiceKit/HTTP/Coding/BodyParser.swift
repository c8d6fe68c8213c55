/// Reads a body strictly as RFC 8259 has it, and refuses a name that occurs twice in an object: which of the two was meant
/// cannot be known.
struct BodyParser {
    /// What is not JSON, and at which byte.
    struct Malformed: Error, Sendable, Hashable {
        let offset: Int
        let reason: String
    }

    private static let maximumDepth = 64

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    static func parse(_ bytes: [UInt8]) throws(Malformed) -> BodyValue {
        var parser = BodyParser(bytes: bytes)
        parser.skipSpace()
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.malformed("something follows the value") }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private func malformed(_ reason: String) -> Malformed {
        Malformed(offset: position, reason: reason)
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while position < bytes.count, [32, 9, 10, 13].contains(bytes[position]) { position += 1 }
    }

    private mutating func value() throws(Malformed) -> BodyValue {
        switch next {
        case UInt8(ascii: "{"): return try nested { (parser) throws(Malformed) in try parser.object() }
        case UInt8(ascii: "["): return try nested { (parser) throws(Malformed) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case .some(45), .some(48...57): return .number(try number())
        case nil: throw malformed("it ends too early")
        default: throw malformed("a value is expected")
        }
    }

    private mutating func nested(
        _ body: (inout BodyParser) throws(Malformed) -> BodyValue
    ) throws(Malformed) -> BodyValue {
        depth += 1
        guard depth <= Self.maximumDepth else { throw malformed("it is nested too deeply") }
        position += 1
        skipSpace()
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(Malformed) -> BodyValue {
        var members: [BodyValue.Member] = []
        var names: Set<String> = []
        if next == UInt8(ascii: "}") {
            position += 1
            return .object([])
        }
        while true {
            guard next == UInt8(ascii: "\"") else { throw malformed("a name is expected") }
            let name = try string()
            guard names.insert(name).inserted else { throw malformed("a name occurs twice in one object") }
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw malformed("a colon is expected") }
            position += 1
            skipSpace()
            members.append(.init(name, try value()))
            if try isLast(closing: UInt8(ascii: "}")) { return .object(members) }
        }
    }

    private mutating func array() throws(Malformed) -> BodyValue {
        var elements: [BodyValue] = []
        if next == UInt8(ascii: "]") {
            position += 1
            return .array([])
        }
        while true {
            elements.append(try value())
            if try isLast(closing: UInt8(ascii: "]")) { return .array(elements) }
        }
    }

    private mutating func isLast(closing: UInt8) throws(Malformed) -> Bool {
        skipSpace()
        guard next == closing || next == UInt8(ascii: ",") else { throw malformed("a comma or an end is expected") }
        let isLast = next == closing
        position += 1
        skipSpace()
        return isLast
    }

    private mutating func literal(_ text: StaticString, _ value: BodyValue) throws(Malformed) -> BodyValue {
        let end = position + text.utf8CodeUnitCount
        guard end <= bytes.count,
            text.withUTF8Buffer({ $0.elementsEqual(bytes[position..<end]) })
        else { throw malformed("a value is expected") }
        position = end
        return value
    }

    private mutating func number() throws(Malformed) -> String {
        let start = position
        if next == UInt8(ascii: "-") { position += 1 }
        if next == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if next == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(Malformed) {
        let start = position
        while let byte = next, (48...57).contains(byte) { position += 1 }
        guard position > start else { throw malformed("a digit is expected") }
    }

    private mutating func string() throws(Malformed) -> String {
        position += 1
        let start = position
        while let byte = next, byte != 34, byte != 92, byte >= 32 { position += 1 }
        guard next != UInt8(ascii: "\"") else {
            let text = try checked(bytes[start..<position])
            position += 1
            return text
        }
        var unescaped = Array(bytes[start..<position])
        while let byte = next {
            switch byte {
            case 34:
                position += 1
                return try checked(unescaped[...])
            case 92: try escape(into: &unescaped)
            case 0..<32: throw malformed("a control character is not escaped")
            default:
                unescaped.append(byte)
                position += 1
            }
        }
        throw malformed("a text does not end")
    }

    private func checked(_ text: ArraySlice<UInt8>) throws(Malformed) -> String {
        guard let text = String(validating: text, as: UTF8.self) else { throw malformed("it is not UTF-8") }
        return text
    }

    private mutating func escape(into text: inout [UInt8]) throws(Malformed) {
        position += 1
        guard let byte = next else { throw malformed("a text does not end") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar()).utf8)
        default: throw malformed("an escape is unknown")
        }
    }

    private mutating func scalar() throws(Malformed) -> Unicode.Scalar {
        var value = try codeUnit()
        if (0xD800..<0xDC00).contains(value) {
            guard next == 92, position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u") else {
                throw malformed("half of a surrogate pair")
            }
            position += 2
            let low = try codeUnit()
            guard (0xDC00..<0xE000).contains(low) else { throw malformed("half of a surrogate pair") }
            value = 0x1_0000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw malformed("half of a surrogate pair") }
        return scalar
    }

    private mutating func codeUnit() throws(Malformed) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw malformed("an escape needs four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
