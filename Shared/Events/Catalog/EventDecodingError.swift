/// Why the data of an event could not be read; it names fields, never values.
public enum EventDecodingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No version of the type is known.
    case unknownType(String)
    /// The type is known, in other versions.
    case unknownVersion(String, known: [Int])
    /// The type is known and its data do not fit: where (`items[2].kind`), and in what way.
    case malformed(type: String, path: String, problem: String)

    /// Describes an error met while decoding the data of `type`.
    init(type: String, _ error: any Error) {
        guard let error = error as? DecodingError else {
            self = .malformed(type: type, path: "", problem: "not readable")
            return
        }
        switch error {
        case .keyNotFound(let key, let context):
            self = .malformed(type: type, path: Self.path(context.codingPath + [key]), problem: "missing")
        case .valueNotFound(_, let context):
            self = .malformed(type: type, path: Self.path(context.codingPath), problem: "null")
        case .typeMismatch(let expected, let context):
            self = .malformed(type: type, path: Self.path(context.codingPath), problem: "not of type \(expected)")
        case .dataCorrupted(let context):
            self = .malformed(type: type, path: Self.path(context.codingPath), problem: context.debugDescription)
        @unknown default:
            self = .malformed(type: type, path: "", problem: "not readable")
        }
    }

    /// The written form.
    public var description: String {
        switch self {
        case .unknownType(let type): "unknown event type \(type)"
        case .unknownVersion(let type, let known):
            "unknown version \(type); known: \(known.map { "v\($0)" }.joined(separator: ", "))"
        case .malformed(let type, let path, let problem):
            path.isEmpty ? "\(type): \(problem)" : "\(type): \(path): \(problem)"
        }
    }

    /// Writes a path as `items[2].kind`.
    static func path(_ keys: [any CodingKey]) -> String {
        var text = ""
        for key in keys {
            if let key = key as? JSONIndexKey {
                text += "[\(key.index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
        return text
    }
}
