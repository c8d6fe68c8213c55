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
        // A correction may name commitments later, so the report is kept even where it names none.
        guard !ids.isEmpty else {
            try transaction.keep(message)
            return
        }
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

    /// An activity that was reported is corrected and names commitments that its report did not: these get their
    /// deliverables now.
    ///
    /// Before its report a correction matters to nobody here: the report says how it stands. A deliverable that a report
    /// has brought stays when a correction no longer names its commitment, because evidence is never taken back.
    func handle(_ event: ActivityCorrected, _ transaction: Transaction, _ message: ReceivedEvent) throws {
        let known = try transaction.state(KnownReport.self, key: .id(event.activityId))
        guard let report = known.report else { return }
        let added = event.commitmentIds.filter { !report.commitmentIds.contains($0) }
        guard !added.isEmpty else { return }
        try handle(ReportedOutreach(report), of: added, transaction, message)
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
