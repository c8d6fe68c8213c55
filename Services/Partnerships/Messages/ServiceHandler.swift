import Decisions
import EventStore
import Events

/// A session of a service was delivered that fulfils a commitment: the first one at an institution is a deliverable.
///
/// Nothing is kept of the record itself: it is about a person, and what later decisions need is in our own event.
struct ServiceHandler: Sendable {
    let calendar: BusinessCalendar

    /// - Throws: `RetryLater` when the commitment, or its agreement's signature, has not arrived yet: the record waits
    ///   among the parked ones, where an operator can see, retry or discard it.
    func handle(_ event: ServiceDelivered, _ transaction: Transaction, _ message: ReceivedEvent) throws {
        guard let id = event.commitmentId else { return }
        let commitment = try transaction.commitment(id)
        guard let pledge = commitment.pledge else {
            throw RetryLater("the commitment \(id) is not known here yet")
        }
        let agreement = try transaction.agreement(pledge.agreementId)
        guard agreement.status != .draft else {
            throw RetryLater("the agreement \(pledge.agreementId) is not signed yet")
        }
        let institution = try transaction.state(InstitutionState.self, key: .id(event.providerInstitutionId))
        var delivered = DeliveredService(event, place: institution.details?.place)
        // Outside what the agreement names it still counts, though for none of its regions.
        if let region = delivered.region, let terms = agreement.terms, !terms.extends(to: region) {
            delivered.region = nil
        }
        guard !commitment.holds(delivered) else { return }
        let now = transaction.now
        let delivery = try commitment.delivery(
            commitment.delivery(of: delivered, pledge: pledge, deliverableID: .v7(at: now)),
            under: agreement
        )
        let occurredAt = try calendar.moment(at: now).occurred(nil, on: delivered.on)
        try transaction.append(delivery.delivered, to: id, occurredAt: occurredAt)
        if let progressed = delivery.progressed { try transaction.append(progressed, to: id, occurredAt: occurredAt) }
    }
}
