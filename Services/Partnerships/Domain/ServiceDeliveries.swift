import Events

/// A session of a service that fulfils a commitment, as far as partnerships may know of it: nothing of the person.
struct DeliveredService: Sendable, Hashable {
    var service: ServiceKind
    /// The institution; of a shelter's or a court's work it is not said.
    var institutionID: EntityID?
    /// Where, as far as an agreement can name it.
    var region: PlaceCode?
    var on: CalendarDate

    /// - `place`: where the institution is, when it is registered.
    init(_ event: ServiceDelivered, place: PlaceCode?) {
        let isProtected = event.service == .shelter || event.service == .criminalJustice
        service = event.service
        institutionID = isProtected ? nil : event.providerInstitutionId
        region = isProtected ? place?.withoutLocality : place
        on = event.date
    }
}

extension CommitmentState {
    /// Whether this service at this institution was counted as a delivery before.
    ///
    /// One delivery stands for all sessions: how many persons they reached is for statistics to say.
    func holds(_ delivered: DeliveredService) -> Bool {
        deliveries.contains { delivery in
            delivery.service == delivered.service && delivery.institutionId == delivered.institutionID
                && delivery.region == delivered.region
        }
    }

    /// The delivery that the first session of a service at an institution amounts to.
    func delivery(
        of delivered: DeliveredService,
        pledge: CommitmentPledged,
        deliverableID: EntityID
    ) -> CommitmentDelivered {
        CommitmentDelivered(
            commitmentId: pledge.commitmentId,
            agreementId: pledge.agreementId,
            byOrgId: pledge.committedByOrgIds[0],
            kind: .programme,
            commitmentKind: pledge.kind,
            region: delivered.region,
            institutionId: delivered.institutionID,
            deliverableId: deliverableID,
            beneficiaries: [],
            service: delivered.service,
            on: delivered.on,
            evidenceRef: "records of the service \(delivered.service.rawValue)"
        )
    }
}
