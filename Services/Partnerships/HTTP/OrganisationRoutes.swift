import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

struct OrganisationAnswer: Codable, Sendable, Hashable {
    var orgId: EntityID
    var version: Int
}

struct OrganisationView: Codable, Sendable, Hashable {
    var orgId: EntityID
    var version: Int
    var details: OrganisationDetails
    /// The code of its kind in the standard of the International Aid Transparency Initiative.
    var iatiCode: Int
    var isCSO: Bool
}

extension PartnershipsRoutes {
    var organisations: [Route] {
        [registerOrganisation, updateOrganisation, organisation, organisationList, organisationContact]
    }

    private var errors: [RouteError] {
        [.inFuture, .versionConflict, "organisation.own_parent", "organisation.unknown"]
    }

    private var registerOrganisation: Route {
        .command(
            .post,
            "/v1/organisations",
            summary: "Registers an organisation.",
            permission: Permission.directory,
            dataClass: .identifying,
            statuses: [201],
            errors: errors + [.taken],
            example: DescribeOrganisation.example,
            response: OrganisationAnswer(orgId: OrganisationRegistered.example.orgId, version: 1)
        ) { transaction, _, command in
            let id = try transaction.newID(command.orgId, field: "orgId")
            let details = try self.details(command, id, transaction)
            let entry = try transaction.append(
                details.registered(id),
                to: id,
                occurredAt: self.moment(transaction).occurred(command.occurredAt),
                sealed: command.contact.map { try Transaction.Sealed($0, of: id) }
            )
            return CommandResult(
                OrganisationAnswer(orgId: id, version: entry.version),
                version: entry.version,
                location: "/v1/organisations/\(id)"
            )
        }
    }

    private var updateOrganisation: Route {
        .command(
            .put,
            "/v1/organisations/{organisationId}",
            summary:
                "States how an organisation's entry now stands; what is left out is no longer known, save the contact.",
            permission: Permission.directory,
            dataClass: .identifying,
            errors: errors + [.unknown("organisation")],
            example: DescribeOrganisation.example,
            response: OrganisationAnswer(orgId: OrganisationRegistered.example.orgId, version: 2)
        ) { transaction, context, command in
            let id = try context.id("organisationId")
            guard try self.load(OrganisationState.self, id, transaction, context).details != nil else {
                throw Rejection.unknown("organisation")
            }
            let details = try self.details(command, id, transaction)
            let entry = try transaction.append(
                details.updated(id),
                to: id,
                occurredAt: self.moment(transaction).occurred(command.occurredAt),
                sealed: command.contact.map { try Transaction.Sealed($0, of: id) }
            )
            return CommandResult(OrganisationAnswer(orgId: id, version: entry.version), version: entry.version)
        }
    }

    private var organisation: Route {
        .query(
            "/v1/organisations/{organisationId}",
            summary: "Gives an organisation.",
            permission: Permission.read,
            dataClass: .public,
            errors: [.unknown("organisation")],
            response: OrganisationView.example
        ) { context in
            let id = try context.id("organisationId")
            let view = try await context.folding { try OrganisationView(id, $0) }
            return QueryResult(view, version: view.version)
        }
    }

    private var organisationList: Route {
        .query(
            "/v1/organisations",
            summary: "Lists organisations.",
            permission: Permission.read,
            dataClass: .public,
            parameters: [
                .code("kind", OrganisationKind.self, "Only of this kind."),
                .text(
                    "country",
                    maximumLength: 2,
                    "Only in this country, ISO 3166-1 alpha-2; ZZ for intergovernmental ones."
                ),
                .id("parentOrgId", "Only directly below this organisation."),
            ],
            isPaged: true,
            response: Page(items: [OrganisationView.example])
        ) { context in
            let query = ListQuery("organisation")
                .filtered("kind", context.query(code: "kind", OrganisationKind.self)?.rawValue)
                .filtered("country", context.query("country"))
                .filtered("parent", context.query(id: "parentOrgId"))
            return try await context.list(query) { try OrganisationView($1, $0) }
        }
    }

    private var organisationContact: Route {
        .query(
            "/v1/organisations/{organisationId}/contact",
            summary: "Gives whom to reach at an organisation, as last stated.",
            permission: "organisation.contact.read",
            dataClass: .identifying,
            errors: [.unknown("organisation"), RouteError("contact.unknown", status: 404)],
            response: ContactDetails.example
        ) { context in
            let id = try context.id("organisationId")
            let contact = try await context.folding { transaction -> ContactDetails? in
                _ = try OrganisationView(id, transaction)
                guard let entry = try transaction.entries(aggregate: id).last(where: { $0.sealed != nil }) else {
                    return nil
                }
                return try transaction.unseal(ContactDetails.self, of: entry)
            }
            guard let contact else {
                throw Rejection("contact.unknown", "no contact is known of this organisation", status: 404)
            }
            return QueryResult(contact)
        }
    }

    private func details(
        _ command: DescribeOrganisation,
        _ id: EntityID,
        _ transaction: Transaction
    ) throws
        -> OrganisationDetails
    {
        // The chain above the organisation, read before the decision so that this stays a pure one.
        var parents: [EntityID: EntityID?] = [:]
        var next = command.parentOrgId
        while let current = next, parents[current] == nil {
            guard let details = try transaction.state(OrganisationState.self, key: .id(current)).details else { break }
            parents[current] = .some(details.parentOrgId)
            next = details.parentOrgId
        }
        let chain = parents
        return try OrganisationDetails(command, orgID: id, at: moment(transaction)) { parent throws(Rejection) in
            guard let above = chain[parent] else { throw .unresolved("organisation", field: "parentOrgId") }
            return above
        }
    }
}

extension OrganisationView {
    init(_ id: EntityID, _ transaction: Transaction) throws {
        guard let details = try transaction.state(OrganisationState.self, key: .id(id)).details else {
            throw Rejection.unknown("organisation")
        }
        self.init(
            orgId: id,
            version: try transaction.version(of: id),
            details: details,
            iatiCode: details.kind.iatiCode,
            isCSO: details.kind.isCSO
        )
    }

    static var example: OrganisationView {
        let event = OrganisationRegistered.example
        return OrganisationView(
            orgId: event.orgId,
            version: 1,
            details: OrganisationDetails(event),
            iatiCode: event.kind.iatiCode,
            isCSO: event.kind.isCSO
        )
    }
}

extension DescribeOrganisation {
    static var example: DescribeOrganisation {
        let event = OrganisationRegistered.example
        return DescribeOrganisation(
            names: event.names,
            acronym: event.acronym,
            kind: event.kind,
            country: event.country,
            foundedYear: event.foundedYear,
            nonProfit: event.nonProfit,
            fields: event.fields,
            contact: .example
        )
    }
}

extension ContactDetails {
    static var example: ContactDetails {
        ContactDetails(name: "A. Example", email: "office@example.org")
    }
}
