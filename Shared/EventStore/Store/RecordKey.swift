public import Events
import Foundation
public import GRDB

/// What a record is keyed by on its topic: nearly always an identifier (stored in 16 bytes), else text.
public enum RecordKey: Hashable, Sendable, CustomStringConvertible, DatabaseValueConvertible {
    /// A case's or an aggregate's identifier.
    case id(EntityID)
    /// Anything else, such as a figure's indicator, dimensions and period.
    case text(String)

    /// Reads a record's key from its bytes.
    public init(utf8 bytes: UnsafeRawBufferPointer) {
        if let id = EntityID(utf8: bytes) {
            self = .id(id)
        } else {
            self = .text(String(decoding: bytes, as: UTF8.self))
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

    /// The stored form.
    public var databaseValue: DatabaseValue {
        switch self {
        case .id(let id): id.databaseValue
        case .text(let text): text.databaseValue
        }
    }

    /// Reads the stored form; `nil` for anything else.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> RecordKey? {
        switch value.storage {
        case .blob: EntityID.fromDatabaseValue(value).map { .id($0) }
        case .string(let text): .text(text)
        default: nil
        }
    }
}

extension EntityID: DatabaseValueConvertible {
    /// The stored form.
    public var databaseValue: DatabaseValue {
        Data(bytes).databaseValue
    }

    /// Reads the stored form; `nil` for anything else.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> EntityID? {
        guard case .blob(let data) = value.storage else { return nil }
        return EntityID(bytes: data)
    }
}

extension Timestamp: DatabaseValueConvertible {
    /// The stored form.
    public var databaseValue: DatabaseValue {
        millisecondsSince1970.databaseValue
    }

    /// Reads the stored form; `nil` for anything else.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> Timestamp? {
        Int64.fromDatabaseValue(value).map { Timestamp(millisecondsSince1970: $0) }
    }
}
