/// Turns a JSON text (RFC 8259) into the flat index of a ``JSONDocument``, in one pass and without recursion.
struct JSONScanner {
    private let bytes: UnsafeRawBufferPointer
    private let maxDepth: Int
    private var position = 0
    /// The index so far; whoever scans deallocates it, whether the scan succeeds or not.
    private(set) var nodes: UnsafeMutablePointer<JSONNode>
    private(set) var nodeCount = 0
    private var capacity: Int

    init(_ bytes: UnsafeRawBufferPointer, maxDepth: Int) {
        self.bytes = bytes
        self.maxDepth = maxDepth
        // Enough for most events, and small enough for the allocator's fast path.
        capacity = bytes.count / 16 + 8
        nodes = .allocate(capacity: capacity)
    }

    /// Adds a node and returns its position.
    private mutating func append(_ node: JSONNode) -> Int {
        if nodeCount == capacity {
            let larger = UnsafeMutablePointer<JSONNode>.allocate(capacity: capacity * 2)
            larger.moveInitialize(from: nodes, count: nodeCount)
            nodes.deallocate()
            nodes = larger
            capacity *= 2
        }
        (nodes + nodeCount).initialize(to: node)
        nodeCount += 1
        return nodeCount - 1
    }

    /// Scans one value with nothing but white space around it.
    mutating func scan() throws(JSONProblem) {
        // While a container is open its node's `next` holds the container around it, and `start` and `hint` the mask of
        // the names met, by which repeated names are found.
        var open = -1
        var depth = 0
        skipSpace()
        while true {
            let opened = try scanValue()
            if let opened {
                depth += 1
                guard depth <= maxDepth else { throw problem("nested too deeply") }
                nodes[opened].next = UInt32(truncatingIfNeeded: open)
                open = opened
                skipSpace()
                let closing = nodes[open].kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")
                if peek != closing {
                    if closing == UInt8(ascii: "}") { try scanName(of: open) }
                    continue
                }
            }
            var expectsValue = false
            while open >= 0, !expectsValue {
                // A container that is still empty here was closed at once and has no element to count.
                let isEmpty = nodeCount == open + 1
                if !isEmpty { nodes[open].count += 1 }
                skipSpace()
                let isObject = nodes[open].kind == .object
                switch peek {
                case UInt8(ascii: ",") where !isEmpty:
                    position += 1
                    skipSpace()
                    if isObject { try scanName(of: open) }
                    expectsValue = true
                case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
                    position += 1
                    depth -= 1
                    open = try close(open)
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
    private mutating func close(_ container: Int) throws(JSONProblem) -> Int {
        let outer = Int(Int32(bitPattern: nodes[container].next))
        nodes[container].next = UInt32(nodeCount)
        nodes[container].hint = UInt32(container + 1)
        nodes[container].start = 0
        if nodes[container].kind == .object, nodes[container].flag {
            guard
                Set(names(in: container)).count == Int(nodes[container].count)
            else { throw problem("a name is repeated") }
        }
        return outer
    }

    /// The names of an object that is closed, escapes resolved.
    private func names(in object: Int) -> [[UInt8]] {
        var result = [[UInt8]]()
        var name = object + 1
        while name < Int(nodes[object].next) {
            result.append(nodes[name].flag ? JSONDocument.unescaped(raw(nodes[name])) : Array(raw(nodes[name])))
            name = Int(nodes[name + 1].next)
        }
        return result
    }

    private func raw(_ node: JSONNode) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[Int(node.start)..<Int(node.start) + Int(node.count)])
    }

    /// Scans a value; returns its node when it is a container, which is then open.
    private mutating func scanValue() throws(JSONProblem) -> Int? {
        switch peek {
        case UInt8(ascii: "\""):
            try scanString()
            return nil
        case UInt8(ascii: "{"):
            position += 1
            return append(JSONNode(kind: .object, flag: false, start: 0, count: 0, next: 0))
        case UInt8(ascii: "["):
            position += 1
            return append(JSONNode(kind: .array, flag: false, start: 0, count: 0, next: 0))
        case UInt8(ascii: "t"):
            try scanLiteral("true", .bool, flag: true)
            return nil
        case UInt8(ascii: "f"):
            try scanLiteral("false", .bool, flag: false)
            return nil
        case UInt8(ascii: "n"):
            try scanLiteral("null", .null, flag: false)
            return nil
        default:
            try scanNumber()
            return nil
        }
    }

    private mutating func scanLiteral(
        _ literal: StaticString,
        _ kind: JSONNode.Kind,
        flag: Bool
    ) throws(JSONProblem) {
        let count = literal.utf8CodeUnitCount
        guard position + count <= bytes.count else { throw problem("expected a value") }
        for index in 0..<count where bytes[position + index] != literal.utf8Start[index] {
            throw problem("expected a value")
        }
        append(kind, flag: flag, from: position, count: count)
        position += count
    }

    private mutating func append(_ kind: JSONNode.Kind, flag: Bool, from start: Int, count: Int) {
        let next = UInt32(nodeCount + 1)
        _ = append(
            JSONNode(kind: kind, flag: flag, start: UInt32(start), count: UInt32(count), next: next)
        )
    }

    private mutating func scanNumber() throws(JSONProblem) {
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
        append(.number, flag: !isWhole, from: start, count: position - start)
    }

    private mutating func scanDigits() throws(JSONProblem) {
        let start = position
        while position < bytes.count, bytes[position] &- 48 < 10 { position += 1 }
        guard position > start else { throw problem("expected a value") }
    }

    /// Scans a name and its colon, and leaves the position at the value.
    private mutating func scanName(of object: Int) throws(JSONProblem) {
        guard peek == UInt8(ascii: "\"") else { throw problem("expected a name") }
        let name = nodeCount
        try scanString()
        try noteName(name, of: object)
        skipSpace()
        guard peek == UInt8(ascii: ":") else { throw problem("expected a colon") }
        position += 1
        skipSpace()
    }

    /// Refuses a repeated name; where that would be slow (many names, escapes) ``close(_:in:)`` does it at the end.
    private mutating func noteName(_ name: Int, of object: Int) throws(JSONProblem) {
        let node = nodes[name]
        guard !nodes[object].flag else { return }
        guard !node.flag, nodes[object].count < 32 else {
            nodes[object].flag = true
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
        let mask = high ? nodes[object].hint : nodes[object].start
        if mask & bit != 0 {
            let text = raw(node)
            var other = object + 1
            while other < name {
                let candidate = nodes[other]
                if candidate.count == node.count, raw(candidate).elementsEqual(text) {
                    throw problem("a name is repeated")
                }
                other = Int(nodes[other + 1].next)
            }
        } else if high {
            nodes[object].hint = mask | bit
        } else {
            nodes[object].start = mask | bit
        }
    }

    private mutating func scanString() throws(JSONProblem) {
        position += 1
        let start = position
        var hasEscapes = false
        while true {
            skipPlain()
            guard position < bytes.count else { throw problem("a string does not end") }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                append(.string, flag: hasEscapes, from: start, count: position - start)
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
