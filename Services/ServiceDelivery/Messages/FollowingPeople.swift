import EventStore
import Events
import Foundation

/// What intake says about persons, of any instance.
struct FollowingPeople {
    let zone: TimeZone

    /// Two persons who were taken for one are two: what was entered under the other is put right.
    func unmerged(_ transaction: Transaction, _ event: SubjectUnmerged, _ message: ReceivedEvent) throws {
        guard try transaction.keep(message) else { return }
        let survivor = try transaction.survivor(of: event.survivingSubjectId) ?? event.survivingSubjectId
        let cases = Set(event.caseIds).union(try transaction.cases(servedAs: survivor))
        for caseID in cases.sorted() { try settle(caseID, transaction) }
    }

    /// A person's data were erased: open work ends, and nothing of whom it was stays here.
    func erased(_ transaction: Transaction, _ event: SubjectErased, _ message: ReceivedEvent) throws {
        guard try transaction.keep(message) else { return }
        for caseID in event.caseIds { try settle(caseID, transaction) }
        try transaction.erase([event.subjectId] + event.caseIds)
    }

    private func settle(_ caseID: EntityID, _ transaction: Transaction) throws {
        var desk = try CaseDesk(transaction, case: caseID, zone: zone)
        try desk.settle()
    }
}
