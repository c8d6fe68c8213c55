import EventStore
import Events

/// Decodes a type from a parsed body, and refuses members that the type never asks for: to drop them in silence would
/// lose what the sender meant to record.
final class ValueDecoder: Decoder {
    let value: BodyValue
    let path: JSONPath
    /// Which members of an object were asked for; nothing is refused when something else took the object over.
    private var asked: Set<Int> = []
    private var isHandedOver = false
    private var positions: [String: Int]?

    var codingPath: [any CodingKey] { path.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(_ value: BodyValue, at path: JSONPath) {
        self.value = value
        self.path = path
    }

    /// Decodes the whole value.
    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if let list = type as? any CodeList.Type { return try cast(code(list)) }
        let decoded: T
        do {
            decoded = try T(from: self)
        } catch let fault as DecodingError {
            throw rejection(fault, of: type)
        }
        try refuseUnasked()
        return decoded
    }

    func container<Key: CodingKey>(keyedBy _: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object = value else { throw mismatch("an object") }
        return KeyedDecodingContainer(MemberContainer<Key>(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let elements) = value else { throw mismatch("a list") }
        guard elements.count <= ValueLimits.listElements else {
            throw Rejection(
                "field.invalid",
                field: path.text,
                "this list has more than \(ValueLimits.listElements) elements; send them in several commands"
            )
        }
        return ElementContainer(elements: elements, path: path)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        ScalarContainer(decoder: self)
    }

    // MARK: Members

    var members: [BodyValue.Member] {
        guard case .object(let members) = value else { return [] }
        return members
    }

    /// The member of this name, which counts as asked for.
    func member(_ name: String) -> BodyValue? {
        guard let index = position(of: name) else { return nil }
        asked.insert(index)
        return members[index].value
    }

    /// Another decoder takes the value over and does the refusing.
    func handOver() {
        isHandedOver = true
    }

    private func position(of name: String) -> Int? {
        let members = members
        // Few members are looked through faster than they are hashed; many must not take quadratic time.
        guard members.count > 24 else { return members.firstIndex { $0.name == name } }
        if positions == nil {
            positions = Dictionary(members.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
        }
        return positions?[name]
    }

    private func refuseUnasked() throws {
        guard !isHandedOver, case .object(let members) = value, asked.count < members.count else { return }
        guard let index = members.indices.first(where: { !asked.contains($0) }) else { return }
        throw Rejection(
            "field.unknown",
            field: JSONPath.member(path, members[index].name).text,
            "there is no such field here; correct its name or leave it out"
        )
    }

    // MARK: Scalars

    func text() throws -> String {
        guard case .string(let text) = value else { throw mismatch("a text") }
        if let fault = ValueLimits.fault(in: text) { throw Rejection("field.invalid", field: path.text, fault) }
        return text
    }

    func flag() throws -> Bool {
        guard case .bool(let flag) = value else { throw mismatch("true or false") }
        return flag
    }

    func whole<Number: FixedWidthInteger>(_: Number.Type) throws -> Number {
        guard case .number(let digits) = value else { throw mismatch("a whole number") }
        let range = Self.range(of: Number.self)
        guard let number = Int(digits) ?? Double(digits).flatMap({ Int(exactly: $0) }), range.contains(number) else {
            throw mismatch("a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return Number(number)
    }

    func fraction<Number: BinaryFloatingPoint & LosslessStringConvertible>(_: Number.Type) throws -> Number {
        guard case .number(let digits) = value else { throw mismatch("a number") }
        guard let number = Number(digits), abs(number) <= Number(ValueLimits.magnitude) else {
            throw mismatch("a number from -\(ValueLimits.magnitude) to \(ValueLimits.magnitude)")
        }
        return number
    }

    /// The numbers that both the type and a request can hold.
    private static func range<Number: FixedWidthInteger>(of _: Number.Type) -> ClosedRange<Int> {
        let limit = ValueLimits.magnitude
        return (Int(exactly: Number.min) ?? -limit).clamped(limit)...(Int(exactly: Number.max) ?? limit).clamped(limit)
    }

    private func code(_ list: (some CodeList).Type) throws -> any CodeList {
        guard let code = list.init(rawValue: try text()) else {
            throw Rejection(
                "code.unknown",
                field: path.text,
                "this is not one of the list's codes: \(list.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        return code
    }

    private func cast<T>(_ value: any CodeList) throws -> T {
        guard let value = value as? T else { throw mismatch("a code") }
        return value
    }

    // MARK: Refusals

    func mismatch(_ expected: String) -> Rejection {
        if case .null = value { return Self.required(path) }
        return Rejection("field.invalid", field: path.text, "this must be \(expected)")
    }

    static func required(_ path: JSONPath) -> Rejection {
        Rejection("field.required", field: path.text, "this field is required")
    }

    /// A type's own refusal, in our words: a decoding error's description may quote the value.
    private func rejection(_ error: DecodingError, of type: Any.Type) -> Rejection {
        let expected: String? =
            switch type {
            case is EntityID.Type: "a UUID"
            case is CalendarDate.Type: "a date, YYYY-MM-DD"
            case is Timestamp.Type: "an instant, RFC 3339"
            default: nil
            }
        guard let expected else {
            return Rejection("field.invalid", field: path.text, "this value is not allowed here")
        }
        return mismatch(expected)
    }
}

extension Int {
    fileprivate func clamped(_ limit: Int) -> Int {
        Swift.min(Swift.max(self, -limit), limit)
    }
}
