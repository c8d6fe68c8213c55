import GRDB

/// Why a store cannot be opened or trusted.
public enum StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Another process holds the store's lock.
    case locked(path: String)
    /// The folder or file cannot be used.
    case unusable(path: String, reason: String)
    /// The file belongs to another service or instance.
    case foreign(path: String, found: String, expected: String)
    /// The file does not pass SQLite's own check, or its tables are not ours.
    case corrupt(path: String, reason: String)
    /// The file was written by a newer version.
    case newer(path: String)
    /// The master key cannot be used.
    case masterKey(reason: String)
    /// A sealed value cannot be opened with the keys at hand.
    case sealed(reason: String)
    /// An event is larger than ``EventStore/maximumPayloadBytes``.
    case payloadTooLarge(type: String, bytes: Int)

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .locked(let path):
            "the store \(path) is in use by another process; stop it, or choose another JISR_DATA_DIR"
        case .unusable(let path, let reason):
            "the store \(path) cannot be used: \(reason)"
        case .foreign(let path, let found, let expected):
            "the store \(path) belongs to \(found), not to \(expected); correct JISR_DATA_DIR or JISR_INSTANCE"
        case .corrupt(let path, let reason):
            "the store \(path) is damaged (\(reason)); restore it from a backup"
        case .newer(let path):
            "the store \(path) was written by a newer version; run that version or later"
        case .masterKey(let reason):
            "the master key cannot be used: \(reason)"
        case .sealed(let reason):
            "a sealed value cannot be opened: \(reason)"
        case .payloadTooLarge(let type, let bytes):
            "the data of \(type) has \(bytes) bytes, more than an event may have"
        }
    }
}

extension StoreError {
    /// What a failure of SQLite while opening means for the operator.
    init(_ error: DatabaseError, path: String) {
        let reason = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_READONLY, .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_BUSY,
            .SQLITE_LOCKED, .SQLITE_NOMEM:
            self = .unusable(path: path, reason: reason)
        default:
            self = .corrupt(path: path, reason: reason)
        }
    }
}
