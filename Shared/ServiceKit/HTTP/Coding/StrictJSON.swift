import EventStore
public import Events

/// JSON as a request's body is read: strictly, with every refusal naming the field and never its value.
public enum StrictJSON: Sendable {
    /// Reads any JSON value.
    ///
    /// - Throws: `Rejection` `json.malformed` (400).
    public static func parse(_ bytes: [UInt8]) throws -> JSONValue {
        do throws(BodyParser.Malformed) {
            return try BodyParser.parse(bytes).json
        } catch {
            throw Rejection("json.malformed", "this is not JSON: \(error.reason), at byte \(error.offset)", status: 400)
        }
    }

    /// Reads a value as a command's body would be.
    ///
    /// - Throws: `Rejection` that names the field.
    public static func decode<T: Decodable>(_ type: T.Type, from value: JSONValue) throws -> T {
        try ValueDecoder(BodyValue(value), at: .root).decode(type)
    }
}

extension BodyValue {
    fileprivate init(_ value: JSONValue) {
        self =
            switch value {
            case .null: .null
            case .bool(let flag): .bool(flag)
            case .integer(let number): .number(String(number))
            case .number(let number): .number("\(number)")
            case .string(let text): .string(text)
            case .array(let elements): .array(elements.map { BodyValue($0) })
            case .object(let members): .object(members.map { Member($0.name, BodyValue($0.value)) })
            }
    }

    fileprivate var json: JSONValue {
        switch self {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .number(let digits):
            Int(digits).map { .integer($0) } ?? Double(digits).map { .number($0) } ?? .string(digits)
        case .string(let text): .string(text)
        case .array(let elements): .array(elements.map(\.json))
        case .object(let members): .object(members.map { .init($0.name, $0.value.json) })
        }
    }
}
