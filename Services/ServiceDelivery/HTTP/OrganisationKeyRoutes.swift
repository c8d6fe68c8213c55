import EventStore
import Events
import HTTPTypes
import ServiceKit

struct OrganisationKeyRequest: Codable, Sendable {
    /// X25519, 32 bytes in base64.
    var publicKey: String

    static let example = OrganisationKeyRequest(publicKey: "n6dNZQ9/ShuvEVVgkHzUUqFd1CyHYV2dHOVmpDPBMxU=")
}

struct OrganisationKeyView: Codable, Sendable {
    var keyId: EntityID
    var orgId: EntityID
    var publicKey: String
    var registeredAt: Timestamp
    var revokedAt: Timestamp?
    var version: Int

    static let example = OrganisationKeyView(
        keyId: WireExample.key,
        orgId: WireExample.organisation,
        publicKey: OrganisationKeyRequest.example.publicKey,
        registeredAt: WireExample.instant,
        version: 1
    )
}

/// The public keys under which referrals are sealed for an organisation.
enum OrganisationKeyRoutes {
    static let all: [Route] = [register, revoke, list]

    private static let register = Route.command(
        .post,
        "/v1/organisations/{orgId}/keys",
        summary: "Register an organisation's public key; the newest is used from now on",
        permission: "organisations.keys",
        dataClass: .operational,
        statuses: [201],
        errors: ["key.invalid", RouteError("key.duplicate", status: 409)],
        example: OrganisationKeyRequest.example,
        response: OrganisationKeyView.example
    ) { transaction, context, input in
        let orgID = try context.id("orgId")
        let keyID = EntityID.v7(at: transaction.now)
        let keys = try transaction.state(OrganisationKeys.self, key: .id(orgID))
        let event = try keys.register(input.publicKey, keyID: keyID, orgID: orgID)
        try transaction.append(event, to: keyID, key: .id(orgID))
        return try answer(keyID, transaction, location: "/v1/organisations/\(orgID)/keys")
    }

    private static let revoke = Route.command(
        .post,
        "/v1/organisations/{orgId}/keys/{keyId}/revoke",
        summary: "Use a public key no more; what was sealed under it before is not sealed anew",
        permission: "organisations.keys",
        dataClass: .operational,
        errors: [
            RouteError("key.unknown", status: 404), RouteError("state.invalid_transition", status: 409),
            RouteError("version.conflict", status: 409),
        ],
        example: NoBody(),
        response: OrganisationKeyView.example
    ) { transaction, context, _ in
        let (orgID, keyID) = (try context.id("orgId"), try context.id("keyId"))
        try transaction.expect(version: context.expectedVersion, of: keyID)
        let keys = try transaction.state(OrganisationKeys.self, key: .id(orgID))
        try transaction.append(try keys.revoke(keyID, orgID: orgID), to: keyID, key: .id(orgID))
        return try answer(keyID, transaction)
    }

    private static let list = Route.query(
        "/v1/organisations/{orgId}/keys",
        summary: "The public keys of an organisation",
        permission: "organisations.read",
        dataClass: .operational,
        isPaged: true,
        response: Page(items: [OrganisationKeyView.example])
    ) { context in
        let query = ListQuery("services_organisation_key", key: "key_id")
            .filtered("org_id", try context.id("orgId"))
        return try await context.list(query) { transaction, id in
            guard let view = try OrganisationKeyView.find(transaction.db, id) else { throw Rejection.unknown("key") }
            return view
        }
    }

    private static func answer(
        _ keyID: EntityID,
        _ transaction: Transaction,
        location: String? = nil
    ) throws -> CommandResult<OrganisationKeyView> {
        guard let view = try OrganisationKeyView.find(transaction.db, keyID) else { throw Rejection.unknown("key") }
        return CommandResult(view, version: view.version, location: location)
    }
}
