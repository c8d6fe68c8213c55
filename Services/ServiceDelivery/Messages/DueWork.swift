import EventStore
import Events
import Foundation

/// What comes due with time, not with a message.
enum DueWork {
    /// Cases looked at in one unit of work.
    static let batch = 200

    /// Begins planned enrolments whose day has come, rejects those that intake never confirmed, lets unanswered referrals
    /// expire and tells of deadlines that have passed.
    ///
    /// What is due is read again from the case itself: the index may lag behind, and to tell twice would be a lie.
    ///
    /// `last`: Where the batch before ended.
    /// Gives where to go on; `nil` when all has been looked at.
    static func run(_ transaction: Transaction, _ index: DeliveryIndex, after last: EntityID?) throws -> EntityID? {
        let due = try transaction.dueCases(after: last, limit: batch)
        for caseID in due {
            var desk = try CaseDesk(transaction, case: caseID, zone: index.zone)
            try desk.settle()
            try desk.tellOverdue(index.policy)
            try index.refresh(caseID, desk.state.deadlines(index.policy, desk.time), caseID: caseID, transaction)
        }
        return due.count < batch ? nil : due.last
    }
}
