extension JSONDocument {
    /// Reads a value of any type; the values that events are made of are read straight from the bytes.
    func decode<Value: Decodable>(_ type: Value.Type, at index: Int) throws -> Value {
        if type == EntityID.self {
            guard let value = EntityID(utf8: try plain(at: index)) else { throw corrupted("not a UUID", at: index) }
            return same(value)
        }
        if type == Timestamp.self {
            guard let value = Timestamp(utf8: try plain(at: index)) else {
                throw corrupted("not an RFC 3339 instant", at: index)
            }
            return same(value)
        }
        if type == CalendarDate.self {
            guard let value = CalendarDate(utf8: try plain(at: index)) else {
                throw corrupted("not an ISO 8601 date (YYYY-MM-DD)", at: index)
            }
            return same(value)
        }
        return try Value(from: JSONValueDecoder(document: self, index: index))
    }

    /// The same value under the name of the type that was asked for, which the caller has found equal.
    ///
    /// Not by `as?`, which costs every call the look-up of a type's metadata.
    private func same<Value, Known>(_ value: Known) -> Value {
        unsafeBitCast(value, to: Value.self)
    }

    func isNull(at index: Int) -> Bool {
        nodes[index].kind == .null
    }

    /// Checks that the value at `index` is a container of `kind`, and returns its position.
    func container(_ kind: JSONNode.Kind, at index: Int) throws -> Int {
        guard nodes[index].kind == kind else {
            throw kind == .object ? mismatch([String: Any].self, at: index) : mismatch([Any].self, at: index)
        }
        return index
    }

    func bool(at index: Int) throws -> Bool {
        guard nodes[index].kind == .bool else { throw mismatch(Bool.self, at: index) }
        return nodes[index].flag
    }

    func string(at index: Int) throws -> String {
        guard nodes[index].kind == .string else { throw mismatch(String.self, at: index) }
        return text(nodes[index])
    }

    /// The bytes of a string, escapes resolved where there are any.
    private func plain(at index: Int) throws -> UnsafeRawBufferPointer {
        let node = nodes[index]
        guard node.kind == .string else { throw mismatch(String.self, at: index) }
        // No identifier or date needs an escape; whoever writes one gets the error of a wrong value.
        return raw(node)
    }

    func integer<Number: FixedWidthInteger>(_ type: Number.Type, at index: Int) throws -> Number {
        let node = nodes[index]
        guard node.kind == .number else { throw mismatch(type, at: index) }
        let digits = raw(node)
        if node.flag {
            // 1.0 and 1e3 are whole numbers too, as far as a Double tells them exactly.
            let value = try double(at: index)
            guard value.magnitude < 9_007_199_254_740_992, let whole = Number(exactly: value) else {
                throw corrupted("not a whole number in range", at: index)
            }
            return whole
        }
        let isNegative = digits[0] == UInt8(ascii: "-")
        guard digits.count <= 20 else { throw corrupted("not a whole number in range", at: index) }
        var magnitude: UInt64 = 0
        var overflowed = false
        for byte in digits[(isNegative ? 1 : 0)...] {
            let (product, first) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, second) = product.addingReportingOverflow(UInt64(byte &- 48))
            magnitude = sum
            overflowed = overflowed || first || second
        }
        let value =
            isNegative
            ? (magnitude <= UInt64(Int64.max) + 1 ? Number(exactly: Int64(truncatingIfNeeded: 0 &- magnitude)) : nil)
            : Number(exactly: magnitude)
        guard !overflowed, let value else { throw corrupted("not a whole number in range", at: index) }
        return value
    }

    func double(at index: Int) throws -> Double {
        let node = nodes[index]
        guard node.kind == .number else { throw mismatch(Double.self, at: index) }
        let digits = raw(node)
        if let value = Self.shortDouble(digits) { return value }
        guard let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite else {
            throw corrupted("not a number in range", at: index)
        }
        return value
    }

    /// A number without exponent and with at most 15 digits: whole digits over an exact power of ten round correctly.
    private static func shortDouble(_ digits: UnsafeRawBufferPointer) -> Double? {
        guard digits.count <= 16 else { return nil }
        var mantissa: Int64 = 0
        var fraction = 0
        var isFraction = false
        var position = digits[0] == UInt8(ascii: "-") ? 1 : 0
        guard digits.count - position <= 16 else { return nil }
        while position < digits.count {
            let byte = digits[position]
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else if byte &- 48 < 10 {
                mantissa = mantissa * 10 + Int64(byte &- 48)
                if isFraction { fraction += 1 }
            } else {
                return nil
            }
            position += 1
        }
        guard mantissa < 9_007_199_254_740_992 else { return nil }
        let value = Double(mantissa) / powersOfTen[fraction]
        return digits[0] == UInt8(ascii: "-") ? -value : value
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    ]

    func corrupted(_ description: String, at index: Int) -> DecodingError {
        .dataCorrupted(.init(codingPath: path(to: index), debugDescription: description))
    }

    func mismatch(_ type: Any.Type, at index: Int) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: path(to: index),
            debugDescription: "expected \(type), found \(nodes[index].kind)"
        )
        return nodes[index].kind == .null ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }
}
