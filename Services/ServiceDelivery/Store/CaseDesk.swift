import EventStore
import Events
import Foundation
import GRDB

/// Work on one case within a transaction: its state, folded once, and the events put on it.
struct CaseDesk {
    /// More rounds than any chain of rules has.
    private static let maximumRounds = 16

    let caseID: EntityID
    let time: BusinessTime
    private(set) var state: CaseState
    private let transaction: Transaction

    /// `subjectID`: The person that a command names, who may be known here by another subject.
    init(_ transaction: Transaction, case caseID: EntityID, naming subjectID: EntityID? = nil, zone: TimeZone) throws {
        self.transaction = transaction
        self.caseID = caseID
        time = BusinessTime(now: transaction.now, zone: zone)
        state = try transaction.state(CaseState.self, key: .id(caseID))
        state.facts.erasedAt = try transaction.erasedAt(case: caseID)
        try lookUpSurvivors(naming: subjectID)
    }

    /// Appends what a decision calls for, then what follows from it by rule.
    ///
    /// `sealed`: The identifying values beside an event, if it has any.
    mutating func record(_ drafts: [Draft], sealed: (Draft) throws -> Transaction.Sealed? = { _ in nil }) throws {
        for draft in drafts { try append(draft, sealed: try sealed(draft)) }
        try settle()
    }

    /// Appends what follows by rule from all that is known.
    mutating func settle() throws {
        for _ in 0..<Self.maximumRounds {
            let drafts = state.reactions(in: caseID, time)
            if drafts.isEmpty { return }
            try appendByRule(drafts)
        }
        throw Rejection("rules.endless", "the rules for this case do not come to an end; report this", status: 500)
    }

    private mutating func appendByRule(_ drafts: [Draft]) throws {
        let actor = transaction.actor
        transaction.actor = Draft.reactionActor
        defer { transaction.actor = actor }
        for draft in drafts { try append(draft, sealed: nil) }
    }

    /// Tells of deadlines that have passed, once each.
    mutating func tellOverdue(_ policy: DeadlinePolicy) throws {
        try appendByRule(state.overdue(in: caseID, policy, time))
    }

    private mutating func append(_ draft: Draft, sealed: Transaction.Sealed?) throws {
        if sealed != nil, state.facts.erasedAt != nil {
            throw Rejection(
                "subject.erased",
                "the person's data were erased; nothing that identifies the person can be kept any more, so leave texts out"
            )
        }
        let entry = try transaction.append(
            draft.event,
            to: draft.aggregateID,
            key: .id(caseID),
            occurredAt: draft.occurredAt,
            sealed: sealed,
            topics: draft.staysHere ? [] : nil
        )
        try CaseState.fold.apply(entry, to: &state)
        // What was sealed with a referral lies under a key of its own: without the key it is gone, in every copy.
        if draft.event is ReferralPayloadRemoved { try transaction.destroyKey(of: draft.aggregateID) }
    }

    private mutating func lookUpSurvivors(naming named: EntityID?) throws {
        var subjectIDs = Set(state.enrolments.values.map(\.subjectID))
        if let named { subjectIDs.insert(named) }
        subjectIDs.formUnion(state.returns.values.map(\.subjectID))
        subjectIDs.formUnion(state.plans.values.map(\.subjectID))
        subjectIDs.formUnion(state.referrals.values.compactMap(\.subjectID))
        if let subjectID = state.facts.registration?.subjectID { subjectIDs.insert(subjectID) }
        for subjectID in subjectIDs {
            if let survivor = try transaction.survivor(of: subjectID) { state.survivors[subjectID] = survivor }
        }
    }

    /// The version of what the command was about, for its answer.
    func version(of aggregateID: EntityID) throws -> Int {
        try transaction.version(of: aggregateID)
    }
}
