import Foundation

/// A JSON text and the flat index of its values; strings and numbers are read when they are asked for.
///
/// It borrows the text's bytes, so it lives only inside one call of the decoder.
final class JSONDocument {
    let bytes: UnsafeRawBufferPointer
    let nodes: UnsafeMutablePointer<JSONNode>
    let nodeCount: Int

    /// Reads the whole text and refuses what RFC 8259 does not allow, repeated names, and deeper nesting than `maxDepth`.
    init(_ bytes: UnsafeRawBufferPointer, maxDepth: Int) throws(JSONProblem) {
        var scanner = JSONScanner(bytes, maxDepth: maxDepth)
        do throws(JSONProblem) {
            try scanner.scan()
        } catch {
            scanner.nodes.deallocate()
            throw error
        }
        self.bytes = bytes
        nodes = scanner.nodes
        nodeCount = scanner.nodeCount
    }

    deinit {
        nodes.deallocate()
    }

    /// The value of the name `key` in the object at `object`.
    func value(of key: borrowing some CodingKey, in object: Int) -> Int? {
        var name = key.stringValue
        return name.withUTF8 { value(of: UnsafeRawBufferPointer($0), in: object) }
    }

    /// The value of the name with these bytes in the object at `object`.
    func value(of name: UnsafeRawBufferPointer, in object: Int) -> Int? {
        let first = object + 1
        let end = Int(nodes[object].next)
        let hint = Int(nodes[object].hint)
        var position = hint
        while position < end {
            let value = position + 1
            if isName(name, at: position) {
                nodes[object].hint = nodes[value].next
                return value
            }
            position = Int(nodes[value].next)
        }
        position = first
        while position < hint {
            let value = position + 1
            if isName(name, at: position) {
                nodes[object].hint = nodes[value].next
                return value
            }
            position = Int(nodes[value].next)
        }
        return nil
    }

    private func isName(_ name: UnsafeRawBufferPointer, at position: Int) -> Bool {
        let node = nodes[position]
        if node.flag { return Self.unescaped(raw(node)).elementsEqual(name) }
        guard Int(node.count) == name.count else { return false }
        guard let left = name.baseAddress, let right = bytes.baseAddress else { return true }
        return memcmp(left, right + Int(node.start), name.count) == 0
    }

    /// The bytes of a scalar as written; of a string, without quotes.
    func raw(_ node: JSONNode) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[Int(node.start)..<Int(node.start) + Int(node.count)])
    }

    /// The text of a string.
    func text(_ node: JSONNode) -> String {
        if node.flag { return String(decoding: Self.unescaped(raw(node)), as: UTF8.self) }
        return String(decoding: raw(node), as: UTF8.self)
    }

    /// The positions of an array's elements or an object's names.
    func names(in object: Int) -> [String] {
        var result = [String]()
        result.reserveCapacity(Int(nodes[object].count))
        var position = object + 1
        while position < Int(nodes[object].next) {
            result.append(text(nodes[position]))
            position = Int(nodes[position + 1].next)
        }
        return result
    }

    /// The way from the root to the value at `target`: computed only when an error is reported.
    func path(to target: Int) -> [any CodingKey] {
        var keys = [any CodingKey]()
        var node = 0
        while node < target, node < nodeCount {
            let isObject = nodes[node].kind == .object
            var child = node + 1
            var index = 0
            var found: Int?
            while child < Int(nodes[node].next) {
                let value = isObject ? child + 1 : child
                if target < Int(nodes[value].next) {
                    keys.append(isObject ? JSONNameKey(text(nodes[child])) : JSONIndexKey(index))
                    found = value
                    break
                }
                child = Int(nodes[value].next)
                index += 1
            }
            guard let found else { break }
            node = found
        }
        return keys
    }

    /// The bytes that a string with escapes stands for; the scanner has checked them.
    static func unescaped(_ raw: UnsafeRawBufferPointer) -> [UInt8] {
        var result = [UInt8]()
        result.reserveCapacity(raw.count)
        var position = 0
        while position < raw.count {
            guard raw[position] == UInt8(ascii: "\\") else {
                result.append(raw[position])
                position += 1
                continue
            }
            switch raw[position + 1] {
            case UInt8(ascii: "b"): result.append(8)
            case UInt8(ascii: "f"): result.append(12)
            case UInt8(ascii: "n"): result.append(10)
            case UInt8(ascii: "r"): result.append(13)
            case UInt8(ascii: "t"): result.append(9)
            case UInt8(ascii: "u"):
                var scalar = JSONScanner.hexadecimal(raw, at: position + 2) ?? 0
                position += 4
                if scalar >= 0xD800, scalar < 0xDC00 {
                    let low = JSONScanner.hexadecimal(raw, at: position + 4) ?? 0xDC00
                    scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
                    position += 6
                }
                result.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
            case let other: result.append(other)
            }
            position += 2
        }
        return result
    }
}
