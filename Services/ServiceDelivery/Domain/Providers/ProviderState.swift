import EventStore
import Events

/// What is known here about an institution: whose it is and what it offers.
struct ProviderState: Folded {
    struct Offer: Sendable, Hashable {
        var service: ServiceKind
        var capacity: Int
        var from: CalendarDate
        var to: CalendarDate?

        func covers(_ day: CalendarDate) -> Bool {
            from <= day && (to.map { day <= $0 } ?? true)
        }
    }

    var organisationID: EntityID?
    var offers: [EntityID: Offer] = [:]

    static let fold = Dispatch<ProviderState>()
        .on(InstitutionRegistered.self) { state, event, _ in state.organisationID = event.orgId }
        .on(InstitutionUpdated.self) { state, event, _ in state.organisationID = event.orgId }
        .on(ServiceOffered.self) { state, event, _ in
            state.offers[event.offerId] = Offer(
                service: event.service,
                capacity: event.capacity,
                from: event.from,
                to: event.to
            )
        }

    /// The places for `service` on `day`; `nil` when the institution does not offer it then.
    func capacity(of service: ServiceKind, on day: CalendarDate) -> Int? {
        let covering = offers.values.filter { $0.service == service && $0.covers(day) }
        return covering.isEmpty ? nil : covering.reduce(0) { $0 + $1.capacity }
    }

    /// Refuses a service that the institution does not offer on `day`.
    ///
    /// Offers are recorded here, so none means none.
    func requireOffer(of service: ServiceKind, on day: CalendarDate) throws(Rejection) -> Int {
        guard let places = capacity(of: service, on: day) else {
            throw Rejection(
                "service.not_offered",
                field: "service",
                "the institution does not offer this service on that day; record its offer first (POST /v1/offers)"
            )
        }
        return places
    }
}

/// Offer a service at an institution.
struct MakeOffer: Sendable {
    var offerID: EntityID
    var institutionID: EntityID
    var service: ServiceKind
    var capacity: Int
    var from: CalendarDate
    var to: CalendarDate?

    func decide() throws(Rejection) -> Draft {
        guard capacity >= 0 else {
            throw Rejection("quantity.invalid", field: "capacity", "the number of places is 0 or more")
        }
        if let to, to < from { throw .period("to", "the offer ends before it begins; correct one of its dates") }
        return Draft(
            ServiceOffered(
                offerId: offerID,
                institutionId: institutionID,
                service: service,
                capacity: capacity,
                from: from,
                to: to
            ),
            of: offerID,
            at: BusinessTime.instant(of: from)
        )
    }
}
