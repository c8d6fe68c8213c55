public import Events
public import GRDB
import GRDBSQLite

extension Database {
    /// A statement of this connection for the paths that every event takes: prepared once, bound and read through
    /// SQLite itself.
    ///
    /// GRDB boxes each argument and each column; for one row of the log that costs as much as SQLite's own work. No two
    /// users may have the same statement under way, so each SQL text belongs to one place.
    ///
    /// - Throws: `DatabaseError`.
    public func prepared(_ sql: String) throws -> Prepared {
        Prepared(try cachedStatement(sql: sql))
    }
}

/// A statement under way: bind its parameters in order, then run it or read its rows.
public struct Prepared: ~Copyable {
    private let statement: Statement
    private let handle: OpaquePointer
    private var bound: Int32 = 0

    init(_ statement: Statement) {
        self.statement = statement
        handle = statement.sqliteStatement
    }

    deinit { sqlite3_reset(handle) }

    // MARK: Parameters

    /// Binds the next parameter to an integer, or NULL.
    public mutating func bind(_ value: Int64?) {
        bound += 1
        if let value { sqlite3_bind_int64(handle, bound, value) } else { sqlite3_bind_null(handle, bound) }
    }

    /// Binds the next parameter to an integer, or NULL.
    public mutating func bind(_ value: Int?) { bind(value.map { Int64($0) }) }

    /// Binds the next parameter to an integer, or NULL.
    public mutating func bind(_ value: Int32?) { bind(value.map { Int64($0) }) }

    /// Binds the next parameter to milliseconds since 1970, or NULL.
    public mutating func bind(_ value: Timestamp?) { bind(value?.millisecondsSince1970) }

    /// Binds the next parameter to a number, or NULL.
    public mutating func bind(_ value: Double?) {
        bound += 1
        if let value { sqlite3_bind_double(handle, bound, value) } else { sqlite3_bind_null(handle, bound) }
    }

    /// Binds the next parameter to the 16 bytes of an identifier, or NULL.
    public mutating func bind(_ value: EntityID?) {
        bound += 1
        guard let value else {
            sqlite3_bind_null(handle, bound)
            return
        }
        var bytes = (value.high.bigEndian, value.low.bigEndian)
        _ = withUnsafeBytes(of: &bytes) { sqlite3_bind_blob(handle, bound, $0.baseAddress, 16, Self.copied) }
    }

    /// Binds the next parameter to bytes, or NULL.
    public mutating func bind(_ value: [UInt8]?) {
        bound += 1
        guard let value else {
            sqlite3_bind_null(handle, bound)
            return
        }
        // An empty array has no address, which SQLite would take for NULL.
        guard !value.isEmpty else {
            sqlite3_bind_zeroblob(handle, bound, 0)
            return
        }
        _ = value.withUnsafeBytes {
            sqlite3_bind_blob(handle, bound, $0.baseAddress, Int32($0.count), Self.copied)
        }
    }

    /// Binds the next parameter to text, or NULL.
    public mutating func bind(_ value: String?) {
        bound += 1
        guard var value else {
            sqlite3_bind_null(handle, bound)
            return
        }
        _ = value.withUTF8 {
            $0.withMemoryRebound(to: CChar.self) {
                // The empty text has an address of its own here, so that it is not taken for NULL.
                sqlite3_bind_text(handle, bound, $0.baseAddress, Int32($0.count), Self.copied)
            }
        }
    }

    /// Binds the next parameter to a key: 16 bytes, text, or NULL.
    public mutating func bind(_ value: RecordKey?) {
        switch value {
        case .id(let id): bind(id)
        case .text(let text): bind(text)
        case nil: bind(nil as Int64?)
        }
    }

    /// Tells SQLite to take a copy (`SQLITE_TRANSIENT`); it keeps the memory for the next value of the parameter.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    // MARK: Running

    /// Runs a statement whose rows, if any, do not matter.
    ///
    /// - Throws: `DatabaseError`.
    public consuming func run() throws {
        while try step() {}
    }

    /// What `read` makes of the first row; `nil` when there is none.
    ///
    /// - Throws: `DatabaseError`, or what `read` throws.
    public consuming func first<T>(_ read: (Columns) throws -> T) throws -> T? {
        try step() ? read(Columns(handle: handle)) : nil
    }

    /// What `read` makes of each row, in order.
    ///
    /// - Throws: `DatabaseError`, or what `read` throws.
    public consuming func all<T>(_ read: (Columns) throws -> T) throws -> [T] {
        var values: [T] = []
        try each { values.append(try read($0)) }
        return values
    }

    /// Gives each row to `body`, in order.
    ///
    /// - Throws: `DatabaseError`, or what `body` throws.
    public consuming func each(_ body: (Columns) throws -> Void) throws {
        while try step() { try body(Columns(handle: handle)) }
    }

    private borrowing func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let message = sqlite3_errmsg(sqlite3_db_handle(handle)).map { String(cString: $0) }
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: statement.sql)
        }
    }
}

/// The columns of the row that a statement has come to, from 0.
public struct Columns {
    let handle: OpaquePointer

    /// Whether the column is NULL.
    public func isNull(_ index: Int32) -> Bool { sqlite3_column_type(handle, index) == SQLITE_NULL }

    /// The column as an integer; 0 when it is NULL.
    public func integer(_ index: Int32) -> Int64 { sqlite3_column_int64(handle, index) }

    /// The column as an integer.
    public func optionalInteger(_ index: Int32) -> Int64? { isNull(index) ? nil : integer(index) }

    /// The column as an instant; 1970 when it is NULL.
    public func timestamp(_ index: Int32) -> Timestamp { Timestamp(millisecondsSince1970: integer(index)) }

    /// The column as an identifier; `nil` when it is anything but 16 bytes.
    public func id(_ index: Int32) -> EntityID? {
        guard sqlite3_column_type(handle, index) == SQLITE_BLOB, let start = sqlite3_column_blob(handle, index) else {
            return nil
        }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))
        return EntityID(bytes: bytes)
    }

    /// Gives the column's bytes, where they are, to `body`; none when it is NULL.
    public func withBytes<T>(_ index: Int32, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        let start = sqlite3_column_blob(handle, index)
        return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index))))
    }

    /// The column's bytes; `nil` when it is NULL.
    public func bytes(_ index: Int32) -> [UInt8]? {
        guard !isNull(index) else { return nil }
        guard let start = sqlite3_column_blob(handle, index) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index))))
    }

    /// The column as text; `nil` when it is NULL.
    public func text(_ index: Int32) -> String? {
        sqlite3_column_text(handle, index).map { start in
            // By its length, because a text may hold a NUL.
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// The column as a key; `nil` when it is neither text nor 16 bytes.
    public func key(_ index: Int32) -> RecordKey? {
        if sqlite3_column_type(handle, index) == SQLITE_TEXT { return text(index).map { .text($0) } }
        return id(index).map { .id($0) }
    }
}

/// A statement belongs to the thread that its connection is on.
@available(*, unavailable)
extension Prepared: Sendable {}

/// A row belongs to the thread that its connection is on.
@available(*, unavailable)
extension Columns: Sendable {}
