import EventStore
import Events
import GRDB
import HTTPTypes
import ServiceKit

struct OfferRequest: Codable, Sendable {
    var institutionId: EntityID
    var service: ServiceKind
    var capacity: Int
    var from: CalendarDate
    var to: CalendarDate?

    static let example = OfferRequest(
        institutionId: WireExample.institution,
        service: .literacy,
        capacity: 40,
        from: WireExample.day
    )
}

struct OfferView: Codable, Sendable {
    var offerId: EntityID
    var institutionId: EntityID
    var service: ServiceKind
    var capacity: Int
    var from: CalendarDate
    var to: CalendarDate?
    var version: Int

    static let example = OfferView(
        offerId: WireExample.offer,
        institutionId: WireExample.institution,
        service: .literacy,
        capacity: 40,
        from: WireExample.day,
        version: 1
    )
}

enum OfferRoutes {
    static let all: [Route] = [create, get, list]

    private static let create = Route.command(
        .post,
        "/v1/offers",
        summary: "Offer a service at an institution",
        permission: "offers.write",
        dataClass: .operational,
        statuses: [201],
        errors: ["quantity.invalid", "period.invalid"],
        example: OfferRequest.example,
        response: OfferView.example
    ) { transaction, _, input in
        let offerID = EntityID.v7(at: transaction.now)
        let draft = try MakeOffer(
            offerID: offerID,
            institutionID: input.institutionId,
            service: input.service,
            capacity: input.capacity,
            from: input.from,
            to: input.to
        ).decide()
        // Keyed by the institution: what it offers is found together.
        let entry = try transaction.append(
            draft.event,
            to: offerID,
            key: .id(input.institutionId),
            occurredAt: draft.occurredAt
        )
        let view = OfferView(
            offerId: offerID,
            institutionId: input.institutionId,
            service: input.service,
            capacity: input.capacity,
            from: input.from,
            to: input.to,
            version: entry.version
        )
        return CommandResult(view, version: entry.version, location: "/v1/offers/\(offerID)")
    }

    private static let get = Route.query(
        "/v1/offers/{offerId}",
        summary: "An offer",
        permission: "offers.read",
        dataClass: .operational,
        errors: [RouteError("offer.unknown", status: 404)],
        response: OfferView.example
    ) { context in
        let id = try context.id("offerId")
        guard let view = try await context.read({ try OfferView.find($0, id) }) else {
            throw Rejection.unknown("offer")
        }
        return QueryResult(view, version: view.version)
    }

    private static let list = Route.query(
        "/v1/offers",
        summary: "Offers",
        permission: "offers.read",
        dataClass: .operational,
        parameters: [
            .id("institutionId", "Only those of this institution."),
            .code("service", ServiceKind.self, "Only those of this service."),
        ],
        isPaged: true,
        response: Page(items: [OfferView.example])
    ) { context in
        let query = ListQuery("services_offer", key: "offer_id")
            .filtered("institution_id", context.query(id: "institutionId"))
            .filtered("service", context.query("service"))
        return try await context.list(query) { transaction, id in
            guard let view = try OfferView.find(transaction.db, id) else { throw Rejection.unknown("offer") }
            return view
        }
    }
}
