import EventStore
import Events
import ServiceKit

enum ReferralQueries {
    static let get = Route.query(
        "/v1/referrals/{referralId}",
        summary: "A referral",
        permission: "referrals.read",
        dataClass: .sensitive,
        errors: [RouteError("referral.unknown", status: 404)],
        response: ReferralView.example
    ) { context in
        let id = try context.id("referralId")
        guard let view = try await context.read({ try ReferralView.find($0, id) }) else {
            throw Rejection.unknown("referral")
        }
        return QueryResult(view, version: view.version)
    }

    static let list = Route.query(
        "/v1/referrals",
        summary: "Referrals",
        permission: "referrals.read",
        dataClass: .sensitive,
        parameters: [
            .id("caseId", "Only those of this case."),
            .id("fromOrgId", "Only those from this organisation."),
            .id("toOrgId", "Only those to this organisation."),
            .code("service", ServiceKind.self, "Only those for this service."),
            .code("status", ReferralStatus.self, "Only those that stand so."),
        ],
        isPaged: true,
        response: Page(items: [ReferralView.example])
    ) { context in
        let query = ListQuery("services_referral", key: "referral_id")
            .filtered("case_id", context.query(id: "caseId"))
            .filtered("from_org_id", context.query(id: "fromOrgId"))
            .filtered("to_org_id", context.query(id: "toOrgId"))
            .filtered("service", context.query("service"))
            .filtered("status", context.query("status"))
        return try await context.list(query) { transaction, id in
            guard let view = try ReferralView.find(transaction.db, id) else { throw Rejection.unknown("referral") }
            return view
        }
    }

    /// Sealed: whoever fetches it cannot read it without the private key of the organisation asked.
    static let payload = Route.query(
        "/v1/referrals/{referralId}/payload",
        summary: "What was sealed for the organisation asked, while the referral is open and consented to",
        permission: "referrals.payload",
        dataClass: .identifying,
        errors: [
            RouteError("referral.unknown", status: 404), RouteError("payload.unknown", status: 404),
            RouteError("payload.removed", status: 410),
        ],
        response: ReferralPayloadView.example
    ) { context in
        let id = try context.id("referralId")
        let sealed = try await context.folding { transaction in
            let caseID = try transaction.caseID(of: id, in: .referrals, "referral")
            let state = try transaction.state(CaseState.self, key: .id(caseID))
            return try requirePayload(of: try state.referral(id), state.facts, transaction)
        }
        return QueryResult(ReferralPayloadView(id, sealed))
    }

    /// The payload as it was sealed, or why it is not given.
    static func requirePayload(
        of referral: Referral,
        _ facts: CaseFacts,
        _ transaction: Transaction
    ) throws -> SealedForInstance {
        let wasSealed = try transaction.entries(aggregate: referral.id).contains {
            $0.type == ReferralPayloadSealed.type
        }
        guard wasSealed else {
            throw Rejection("payload.unknown", "nothing was sealed with this referral", status: 404)
        }
        // A deadline that has passed counts before the timer has seen to it.
        let isExpired = referral.acceptedAt == nil && (referral.dueBy.map { $0 <= transaction.now } ?? false)
        guard let payload = referral.payload, referral.end == nil, payload.keepUntil > transaction.now, !isExpired,
            facts.isSharing(with: referral.toOrgID, at: transaction.now),
            let sealed = try transaction.sealedPayload(of: referral.id)
        else {
            throw Rejection(
                "payload.removed",
                "the referral has ended or expired, or the consent was taken back; ask for a new referral",
                status: 410
            )
        }
        return sealed
    }
}
