import EventStore
import Events
import Foundation

/// What comes due with time, not with a message.
enum DueWork {
    /// Cases looked at in one unit of work.
    static let batch = 200

    /// Begins planned enrolments whose day has come and rejects those that intake never confirmed.
    ///
    /// `last`: Where the batch before ended.
    /// Gives where to go on; `nil` when all has been looked at.
    static func run(_ transaction: Transaction, _ zone: TimeZone, after last: EntityID?) throws -> EntityID? {
        let due = try transaction.dueCases(after: last, limit: batch)
        for caseID in due {
            var desk = try CaseDesk(transaction, case: caseID, zone: zone)
            try desk.settle()
        }
        return due.count < batch ? nil : due.last
    }
}
