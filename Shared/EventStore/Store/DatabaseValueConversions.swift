public import Events
import Foundation
public import GRDB

extension RecordKey: DatabaseValueConvertible {
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
        return data.withUnsafeBytes { EntityID(bytes: $0) }
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
