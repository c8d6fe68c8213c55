public import Events
public import GRDB

/// A value for a statement's parameter; `nil` is NULL.
public enum StoredValue: Sendable, Hashable {
    /// A whole number.
    case integer(Int?)
    /// Text.
    case text(String?)
    /// Bytes.
    case bytes([UInt8]?)
    /// An identifier, kept in 16 bytes.
    case id(EntityID?)
    /// An instant, kept in milliseconds since 1970.
    case time(Timestamp?)
    /// A day, kept as it is written: `2018-01-10`.
    case day(CalendarDate?)
}

extension Database {
    /// Runs a statement that is prepared once, its parameters bound in order and without a detour through GRDB: for read
    /// tables, which follow every event.
    ///
    /// - Throws: `DatabaseError`.
    public func run(_ sql: String, _ values: StoredValue...) throws {
        var statement = try prepared(sql)
        for value in values {
            switch value {
            case .integer(let value): statement.bind(value)
            case .text(let value): statement.bind(value)
            case .bytes(let value): statement.bind(value)
            case .id(let value): statement.bind(value)
            case .time(let value): statement.bind(value)
            case .day(let value): statement.bind(value?.description)
            }
        }
        try statement.run()
    }
}
