import Decisions
import EventStore
import Events

/// An activity or a campaign was reported that fulfils commitments: each gets a deliverable, and its status follows.
struct OutreachHandler: Sendable {
    let calendar: BusinessCalendar

    /// - Throws: `RetryLater` when a commitment, or its agreement's signature, has not arrived yet: the record waits
    ///   among the parked ones, where an operator can see, retry or discard it.
    func handle(
        _ outreach: ReportedOutreach,
        of commitmentIDs: [EntityID],
        _ transaction: Transaction,
        _ message: ReceivedEvent
    ) throws {
        let ids = Checks.distinct(commitmentIDs)
        guard !ids.isEmpty else { return }
        for id in ids {
            let commitment = try transaction.commitment(id)
            guard let pledge = commitment.pledge else {
                throw RetryLater("the commitment \(id) is not known here yet")
            }
            guard try transaction.agreement(pledge.agreementId).status != .draft else {
                throw RetryLater("the agreement \(pledge.agreementId) is not signed yet")
            }
        }
        try transaction.keep(message)
        for id in ids { try deliver(outreach, on: id, transaction) }
    }

    private func deliver(_ outreach: ReportedOutreach, on id: EntityID, _ transaction: Transaction) throws {
        var commitment = try transaction.commitment(id)
        let pledge = try commitment.existing()
        // Reported again, after its producer's store was restored: the deliverable is there.
        guard !commitment.holds(outreach) else { return }
        let agreement = try transaction.agreement(pledge.agreementId)
        let terms = try agreement.existing().terms
        let now = transaction.now
        let deliveries = commitment.deliveries(of: outreach, pledge: pledge, terms: terms) { .v7(at: now) }
        let occurredAt = try calendar.moment(at: now).occurred(nil, on: outreach.lastDay)
        for delivered in deliveries {
            let delivery = try commitment.delivery(delivered, under: agreement)
            try transaction.append(delivery.delivered, to: id, occurredAt: occurredAt)
            if let progressed = delivery.progressed {
                try transaction.append(progressed, to: id, occurredAt: occurredAt)
            }
            commitment = try transaction.commitment(id)
        }
    }
}
