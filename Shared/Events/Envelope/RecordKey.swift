/// What a record is keyed by on its topic: nearly always an identifier (stored in 16 bytes), else text.
public enum RecordKey: Hashable, Sendable, CustomStringConvertible {
    /// A case's or an aggregate's identifier.
    case id(EntityID)
    /// Anything else, such as a figure's indicator, dimensions and period.
    case text(String)

    /// Reads a record's key from its bytes; `nil` when they are not UTF-8.
    public init?(utf8 bytes: UnsafeRawBufferPointer) {
        if let id = EntityID(utf8: bytes) {
            self = .id(id)
        } else {
            guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
            self = .text(text)
        }
    }

    /// Reads a key from its written form.
    public init(_ text: String) {
        self = EntityID(text).map { .id($0) } ?? .text(text)
    }

    /// The written form.
    public var description: String {
        switch self {
        case .id(let id): id.description
        case .text(let text): text
        }
    }

    /// The identifier, when it is one.
    public var id: EntityID? {
        if case .id(let id) = self { id } else { nil }
    }
}
