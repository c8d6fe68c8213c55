import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

struct InstitutionAnswer: Codable, Sendable, Hashable {
    var institutionId: EntityID
    var version: Int
}

struct PolicyAnswer: Codable, Sendable, Hashable {
    var institutionId: EntityID
    var policy: PolicyKind
    var status: PolicyStatus
    var version: Int
}

struct InstitutionView: Codable, Sendable, Hashable {
    var institutionId: EntityID
    var version: Int
    var details: InstitutionDetails
    var policies: [AdoptedPolicy]
}

extension PartnershipsRoutes {
    var institutions: [Route] {
        [registerInstitution, updateInstitution, adoptPolicy, institution, institutionList]
    }

    private var errors: [RouteError] {
        [.inFuture, .versionConflict, "organisation.unknown", "institution.security_mismatch"]
    }

    private var registerInstitution: Route {
        .command(
            .post,
            "/v1/institutions",
            summary: "Registers an institution; of a shelter no more than the province is kept.",
            permission: Permission.directory,
            dataClass: .public,
            statuses: [201],
            errors: errors + [.taken],
            example: DescribeInstitution.example,
            response: InstitutionAnswer(institutionId: InstitutionRegistered.example.institutionId, version: 1)
        ) { transaction, _, command in
            let id = try transaction.newID(command.institutionId, field: "institutionId")
            let details = try self.details(command, transaction)
            let entry = try transaction.append(
                details.registered(id),
                to: id,
                occurredAt: self.moment(transaction).occurred(command.occurredAt)
            )
            return CommandResult(
                InstitutionAnswer(institutionId: id, version: entry.version),
                version: entry.version,
                location: "/v1/institutions/\(id)"
            )
        }
    }

    private var updateInstitution: Route {
        .command(
            .put,
            "/v1/institutions/{institutionId}",
            summary: "States how an institution's entry now stands.",
            permission: Permission.directory,
            dataClass: .public,
            errors: errors + [.unknown("institution")],
            example: DescribeInstitution.example,
            response: InstitutionAnswer(institutionId: InstitutionRegistered.example.institutionId, version: 2)
        ) { transaction, context, command in
            let id = try context.id("institutionId")
            guard try self.load(InstitutionState.self, id, transaction, context).details != nil else {
                throw Rejection.unknown("institution")
            }
            let details = try self.details(command, transaction)
            let entry = try transaction.append(
                details.updated(id),
                to: id,
                occurredAt: self.moment(transaction).occurred(command.occurredAt)
            )
            return CommandResult(InstitutionAnswer(institutionId: id, version: entry.version), version: entry.version)
        }
    }

    private var adoptPolicy: Route {
        .command(
            .post,
            "/v1/institutions/{institutionId}/policies",
            summary: "Records that an institution drafted, adopted or put into practice a policy.",
            permission: Permission.directory,
            dataClass: .public,
            statuses: [201],
            errors: [.unknown("institution"), .transition, .inFuture, .versionConflict, "agreement.unknown"],
            example: AdoptPolicy.example,
            response: PolicyAnswer(
                institutionId: InstitutionRegistered.example.institutionId,
                policy: .classification,
                status: .adopted,
                version: 2
            )
        ) { transaction, context, command in
            let id = try context.id("institutionId")
            let state = try self.load(InstitutionState.self, id, transaction, context)
            let known = try transaction.agreements(among: command.agreementId.map { [$0] } ?? [])
            let moment = self.moment(transaction)
            let event = try state.adopt(command, institutionID: id, at: moment, isAgreement: known.contains)
            let entry = try transaction.append(
                event,
                to: id,
                occurredAt: try moment.occurred(command.occurredAt, on: event.adoptedOn.value)
            )
            return CommandResult(
                PolicyAnswer(institutionId: id, policy: event.policy, status: event.status, version: entry.version),
                version: entry.version,
                location: "/v1/institutions/\(id)"
            )
        }
    }

    private var institution: Route {
        .query(
            "/v1/institutions/{institutionId}",
            summary: "Gives an institution and its policies.",
            permission: Permission.read,
            dataClass: .public,
            errors: [.unknown("institution")],
            response: InstitutionView.example
        ) { context in
            let id = try context.id("institutionId")
            let view = try await context.folding { try InstitutionView(id, $0) }
            return QueryResult(view, version: view.version)
        }
    }

    private var institutionList: Route {
        .query(
            "/v1/institutions",
            summary: "Lists institutions.",
            permission: Permission.read,
            dataClass: .public,
            parameters: [
                .id("orgId", "Only of this organisation."),
                .code("kind", InstitutionKind.self, "Only of this kind."),
                .text("place", maximumLength: 16, "Only in this country, region or locality: EG, EG-C, EG-C:MARG."),
            ],
            isPaged: true,
            response: Page(items: [InstitutionView.example])
        ) { context in
            let query = ListQuery("institution")
                .filtered("organisation", context.query(id: "orgId"))
                .filtered("kind", context.query(code: "kind", InstitutionKind.self)?.rawValue)
                .within("place", context.query("place").flatMap { PlaceCode($0) })
            return try await context.list(query) { try InstitutionView($1, $0) }
        }
    }

    private func details(_ command: DescribeInstitution, _ transaction: Transaction) throws -> InstitutionDetails {
        let known = try transaction.organisations(among: [command.orgId])
        return try InstitutionDetails(command, isOrganisation: known.contains)
    }
}

extension InstitutionView {
    init(_ id: EntityID, _ transaction: Transaction) throws {
        let state = try transaction.state(InstitutionState.self, key: .id(id))
        guard let details = state.details else { throw Rejection.unknown("institution") }
        self.init(
            institutionId: id,
            version: try transaction.version(of: id),
            details: details,
            policies: state.policies
        )
    }

    static var example: InstitutionView {
        let event = InstitutionRegistered.example
        return InstitutionView(
            institutionId: event.institutionId,
            version: 1,
            details: InstitutionDetails(event),
            policies: []
        )
    }
}

extension DescribeInstitution {
    static var example: DescribeInstitution {
        let event = InstitutionRegistered.example
        return DescribeInstitution(
            orgId: event.orgId,
            name: event.name,
            kind: event.kind,
            security: event.security,
            sexServed: event.sexServed,
            ageMin: event.ageMin,
            ageMax: event.ageMax,
            capacity: event.capacity,
            place: event.place
        )
    }
}

extension AdoptPolicy {
    static var example: AdoptPolicy {
        let event = InstitutionPolicyAdopted.example
        return AdoptPolicy(policy: event.policy, adoptedOn: event.adoptedOn, status: event.status)
    }
}
