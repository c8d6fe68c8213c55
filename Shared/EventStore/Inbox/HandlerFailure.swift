import Foundation
import GRDB

/// What to do about a handler's error.
enum HandlerFailure {
    /// Park the record.
    case later(String)
    /// Dead-letter the record.
    case never(Permanent)
    /// The store itself failed: nothing of the batch may stay.
    case store

    /// Why a record will never be handled, without any of its values.
    struct Permanent {
        let reason: String
        /// The error's type; `nil` when no code of ours threw.
        var exception: String?
    }

    init(_ error: any Error) {
        func never(_ reason: String) -> HandlerFailure {
            .never(Permanent(reason: reason, exception: "\(type(of: error))"))
        }
        switch error {
        case let error as RetryLater: self = .later(error.reason)
        case let error as Rejection: self = never("\(error.code): \(error.message)")
        case let error as StoreError: self = never("\(error)")
        case is DecodingError: self = never("the data does not fit its type")
        case let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT:
            self = never("it contradicts what is stored")
        case is DatabaseError: self = .store
        // The error's text could hold a value of the record; its type cannot.
        default: self = never("\(type(of: error))")
        }
    }
}
