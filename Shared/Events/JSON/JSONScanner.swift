/// Turns a JSON text (RFC 8259) into a ``JSONDocument``'s flat index, in one pass and without recursion.
struct JSONScanner {
    private let bytes: UnsafeRawBufferPointer
    private let maxDepth: Int
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer, maxDepth: Int) {
        self.bytes = bytes
        self.maxDepth = maxDepth
    }

    /// Scans one value with nothing but white space around it.
    mutating func scan(into document: JSONDocument) throws(JSONProblem) {
        // While a container is open its node's `next` holds the container around it, and `start` and `hint` the mask of
        // the names met, by which repeated names are found.
        var open = -1
        var depth = 0
        skipSpace()
        while true {
            let opened = try scanValue(into: document)
            if let opened {
                depth += 1
                guard depth <= maxDepth else { throw problem("nested too deeply") }
                document.nodes[opened].next = UInt32(truncatingIfNeeded: open)
                open = opened
                skipSpace()
                let closing = document.nodes[open].kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")
                if peek != closing {
                    if closing == UInt8(ascii: "}") { try scanName(of: open, into: document) }
                    continue
                }
            }
            var expectsValue = false
            while open >= 0, !expectsValue {
                // A container that is still empty here was closed at once and has no element to count.
                let isEmpty = document.nodeCount == open + 1
                if !isEmpty { document.nodes[open].count += 1 }
                skipSpace()
                let isObject = document.nodes[open].kind == .object
                switch peek {
                case UInt8(ascii: ",") where !isEmpty:
                    position += 1
                    skipSpace()
                    if isObject { try scanName(of: open, into: document) }
                    expectsValue = true
                case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
                    position += 1
                    depth -= 1
                    open = try close(open, in: document)
                default:
                    throw problem("expected a comma or the end of the container")
                }
            }
            if open < 0 { break }
        }
        skipSpace()
        guard position == bytes.count else { throw problem("something follows the value") }
    }

    private var peek: UInt8 {
        position < bytes.count ? bytes[position] : 0
    }

    private func problem(_ reason: StaticString) -> JSONProblem {
        JSONProblem(reason: reason, offset: position)
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 32 || byte == 10 || byte == 13 || byte == 9 else { return }
            position += 1
        }
    }

    /// Finishes a container and returns the one around it, -1 for none.
    private func close(_ container: Int, in document: JSONDocument) throws(JSONProblem) -> Int {
        let outer = Int(Int32(bitPattern: document.nodes[container].next))
        document.nodes[container].next = UInt32(document.nodeCount)
        document.nodes[container].hint = UInt32(container + 1)
        document.nodes[container].start = 0
        if document.nodes[container].kind == .object, document.nodes[container].flag {
            guard
                Set(document.names(in: container).map { Array($0.utf8) }).count == Int(document.nodes[container].count)
            else { throw problem("a name is repeated") }
        }
        return outer
    }

    /// Scans a value; returns its node when it is a container, which is then open.
    private mutating func scanValue(into document: JSONDocument) throws(JSONProblem) -> Int? {
        switch peek {
        case UInt8(ascii: "\""):
            try scanString(into: document)
            return nil
        case UInt8(ascii: "{"):
            position += 1
            return document.append(JSONNode(kind: .object, flag: false, start: 0, count: 0, next: 0))
        case UInt8(ascii: "["):
            position += 1
            return document.append(JSONNode(kind: .array, flag: false, start: 0, count: 0, next: 0))
        case UInt8(ascii: "t"):
            try scanLiteral("true", .bool, flag: true, into: document)
            return nil
        case UInt8(ascii: "f"):
            try scanLiteral("false", .bool, flag: false, into: document)
            return nil
        case UInt8(ascii: "n"):
            try scanLiteral("null", .null, flag: false, into: document)
            return nil
        default:
            try scanNumber(into: document)
            return nil
        }
    }

    private mutating func scanLiteral(
        _ literal: StaticString,
        _ kind: JSONNode.Kind,
        flag: Bool,
        into document: JSONDocument
    ) throws(JSONProblem) {
        let count = literal.utf8CodeUnitCount
        guard position + count <= bytes.count else { throw problem("expected a value") }
        for index in 0..<count where bytes[position + index] != literal.utf8Start[index] {
            throw problem("expected a value")
        }
        append(kind, flag: flag, from: position, count: count, to: document)
        position += count
    }

    private func append(_ kind: JSONNode.Kind, flag: Bool, from start: Int, count: Int, to document: JSONDocument) {
        let next = UInt32(document.nodeCount + 1)
        _ = document.append(
            JSONNode(kind: kind, flag: flag, start: UInt32(start), count: UInt32(count), next: next)
        )
    }

    private mutating func scanNumber(into document: JSONDocument) throws(JSONProblem) {
        let start = position
        if peek == UInt8(ascii: "-") { position += 1 }
        if peek == UInt8(ascii: "0") {
            position += 1
        } else {
            try scanDigits()
        }
        var isWhole = true
        if peek == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            try scanDigits()
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            isWhole = false
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            try scanDigits()
        }
        append(.number, flag: !isWhole, from: start, count: position - start, to: document)
    }

    private mutating func scanDigits() throws(JSONProblem) {
        let start = position
        while position < bytes.count, bytes[position] &- 48 < 10 { position += 1 }
        guard position > start else { throw problem("expected a value") }
    }

    /// Scans a name and its colon, and leaves the position at the value.
    private mutating func scanName(of object: Int, into document: JSONDocument) throws(JSONProblem) {
        guard peek == UInt8(ascii: "\"") else { throw problem("expected a name") }
        let name = document.nodeCount
        try scanString(into: document)
        try noteName(name, of: object, in: document)
        skipSpace()
        guard peek == UInt8(ascii: ":") else { throw problem("expected a colon") }
        position += 1
        skipSpace()
    }

    /// Refuses a repeated name; where that would be slow (many names, escapes) ``close(_:in:)`` does it at the end.
    private func noteName(_ name: Int, of object: Int, in document: JSONDocument) throws(JSONProblem) {
        let node = document.nodes[name]
        guard !document.nodes[object].flag else { return }
        guard !node.flag, document.nodes[object].count < 32 else {
            document.nodes[object].flag = true
            return
        }
        let count = Int(node.count)
        let start = Int(node.start)
        let hash =
            count == 0
            ? 0
            : count &* 7 &+ Int(bytes[start]) &* 5 &+ Int(bytes[start + count - 1]) &* 3
                &+ Int(bytes[start + count / 2])
        let high = hash & 32 != 0
        let bit = UInt32(1) << UInt32(hash & 31)
        let mask = high ? document.nodes[object].hint : document.nodes[object].start
        if mask & bit != 0 {
            let text = document.raw(node)
            var other = object + 1
            while other < name {
                let candidate = document.nodes[other]
                if candidate.count == node.count, document.raw(candidate).elementsEqual(text) {
                    throw problem("a name is repeated")
                }
                other = Int(document.nodes[other + 1].next)
            }
        } else if high {
            document.nodes[object].hint = mask | bit
        } else {
            document.nodes[object].start = mask | bit
        }
    }

    private mutating func scanString(into document: JSONDocument) throws(JSONProblem) {
        position += 1
        let start = position
        var hasEscapes = false
        while true {
            skipPlain()
            guard position < bytes.count else { throw problem("a string does not end") }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                append(.string, flag: hasEscapes, from: start, count: position - start, to: document)
                position += 1
                return
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try scanEscape()
            case ..<0x20:
                throw problem("a control character in a string")
            default:
                try scanMultibyte()
            }
        }
    }

    /// Moves to the next quote, backslash, control character or byte above 0x7F, eight bytes at a time.
    private mutating func skipPlain() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        while position + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let found =
                ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word | word)
                & tops
            if found != 0 {
                position += found.trailingZeroBitCount / 8
                return
            }
            position += 8
        }
        while position < bytes.count {
            let byte = bytes[position]
            if byte < 0x20 || byte >= 0x80 || byte == 0x22 || byte == 0x5C { return }
            position += 1
        }
    }

    private mutating func scanEscape() throws(JSONProblem) {
        guard position + 1 < bytes.count else { throw problem("a string does not end") }
        switch bytes[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"):
            guard let unit = Self.hexadecimal(bytes, at: position + 2) else { throw problem("a bad escape") }
            if unit >= 0xD800, unit < 0xE000 {
                guard unit < 0xDC00, position + 7 < bytes.count, bytes[position + 6] == UInt8(ascii: "\\"),
                    bytes[position + 7] == UInt8(ascii: "u"), let low = Self.hexadecimal(bytes, at: position + 8),
                    low >= 0xDC00, low < 0xE000
                else { throw problem("half a surrogate pair") }
                position += 6
            }
            position += 6
        default:
            throw problem("a bad escape")
        }
    }

    /// Checks one character of two to four bytes (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
    private mutating func scanMultibyte() throws(JSONProblem) {
        func isContinuation(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            position + offset < bytes.count && range.contains(bytes[position + offset])
        }
        let isValid: Bool
        let length: Int
        switch bytes[position] {
        case 0xC2...0xDF: (isValid, length) = (isContinuation(1), 2)
        case 0xE0: (isValid, length) = (isContinuation(1, 0xA0...0xBF) && isContinuation(2), 3)
        case 0xED: (isValid, length) = (isContinuation(1, 0x80...0x9F) && isContinuation(2), 3)
        case 0xE1...0xEF: (isValid, length) = (isContinuation(1) && isContinuation(2), 3)
        case 0xF0: (isValid, length) = (isContinuation(1, 0x90...0xBF) && isContinuation(2) && isContinuation(3), 4)
        case 0xF1...0xF3: (isValid, length) = (isContinuation(1) && isContinuation(2) && isContinuation(3), 4)
        case 0xF4: (isValid, length) = (isContinuation(1, 0x80...0x8F) && isContinuation(2) && isContinuation(3), 4)
        default: (isValid, length) = (false, 1)
        }
        guard isValid else { throw problem("not UTF-8") }
        position += length
    }

    /// The value of four hexadecimal digits.
    static func hexadecimal(_ bytes: UnsafeRawBufferPointer, at start: Int) -> UInt32? {
        guard start + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for index in start..<start + 4 {
            let byte = bytes[index]
            switch byte {
            case 48...57: value = value << 4 | UInt32(byte - 48)
            case 65...70: value = value << 4 | UInt32(byte - 55)
            case 97...102: value = value << 4 | UInt32(byte - 87)
            default: return nil
            }
        }
        return value
    }
}
