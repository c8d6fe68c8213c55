import EventStore
import Events
import TestKit

@testable import Partnerships

/// What must hold of every log, whatever was asked and however time went on; each problem found is a line.
struct PartnershipsInvariants {
    private struct Duty: Hashable {
        var orgID: EntityID
        var period: ReportingPeriod
    }

    private(set) var problems: [String] = []
    private let transaction: Transaction

    init(_ transaction: Transaction) {
        self.transaction = transaction
    }

    private mutating func hold(_ condition: Bool, _ problem: @autoclosure () -> String) {
        if !condition { problems.append(problem()) }
    }

    /// An agreement's life is in order, and nothing that time brings about was told twice.
    mutating func check(agreement id: EntityID) throws {
        let next: [String: Set<String>] = [
            "drafted": ["signed"], "signed": ["in_force", "terminated"],
            "in_force": ["review_due", "reviewed", "renewed", "expired", "terminated"],
            "review_due": ["reviewed", "renewed", "expired", "terminated"],
            "reviewed": ["review_due", "reviewed", "renewed", "expired", "terminated"],
            "renewed": ["in_force", "review_due", "reviewed", "renewed", "expired", "terminated"],
            "expired": ["renewed", "reviewed", "terminated"], "terminated": ["reviewed"],
        ]
        var status: String?
        var reviews: Set<CalendarDate> = []
        var late: Set<Duty> = []
        for entry in try transaction.entries(aggregate: id) {
            if entry.type == AgreementReviewDue.type {
                let due = try entry.data(as: AgreementReviewDue.self).due
                hold(reviews.insert(due).inserted, "agreement \(id): the review of \(due) fell due twice")
            }
            if entry.type == ProgressOverdue.type {
                let overdue = try entry.data(as: ProgressOverdue.self)
                let isNew = late.insert(Duty(orgID: overdue.byOrgId, period: overdue.period)).inserted
                hold(isNew, "agreement \(id): a report was told overdue twice")
            }
            let step = String(entry.type.dropFirst("jisr.agreement.".count).dropLast(".v1".count))
            guard entry.type.hasPrefix("jisr.agreement."), step != "amended" else { continue }
            if let status {
                hold(next[status]?.contains(step) == true, "agreement \(id): \(step) after \(status)")
            } else {
                hold(step == "drafted", "agreement \(id) begins with \(step)")
            }
            status = step
        }
        let state = try transaction.agreement(id)
        let terms = try state.existing().terms
        hold(Set(terms.partyOrgIds).count >= 2, "agreement \(id) has fewer than two parties")
        let isSigned = Set(terms.partyOrgIds).isSubset(of: state.signatories.map(\.orgId))
        hold(state.status == .draft || isSigned, "agreement \(id) is signed without somebody's signature")
    }

    /// A commitment is its parties', inside its agreement, and fulfilled only with evidence in each region it names.
    mutating func check(commitment id: EntityID) throws {
        let state = try transaction.commitment(id)
        let pledge = try state.existing()
        let terms = try transaction.agreement(pledge.agreementId).existing().terms
        hold(Set(pledge.committedByOrgIds).isSubset(of: terms.partyOrgIds), "commitment \(id): a stranger's")
        var isEnded = false
        for entry in try transaction.entries(aggregate: id) {
            hold(!isEnded, "commitment \(id): \(entry.type) after it was withdrawn")
            isEnded = entry.type == CommitmentWithdrawn.type
        }
        for delivery in state.deliveries {
            hold(!delivery.evidenceRef.isEmpty, "commitment \(id): a delivery without evidence")
            hold(pledge.committedByOrgIds.contains(delivery.byOrgId), "commitment \(id): a stranger delivered")
        }
        if state.status == .fulfilled {
            hold(!state.deliveries.isEmpty, "commitment \(id) is fulfilled without a delivery")
            hold(state.missingRegions.isEmpty, "commitment \(id) is fulfilled and lacks \(state.missingRegions)")
        }
        if state.status == .partlyFulfilled {
            hold(!state.deliveries.isEmpty, "commitment \(id) is partly fulfilled without a delivery")
        }
    }
}
