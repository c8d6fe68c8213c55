import EventStore
import Events
import HTTPTypes
import ServiceKit

/// Referrals to other organisations: drafted and sent here, answered in `ReferralAnswerRoutes`.
enum ReferralRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] {
        [draft(settings), send(settings)] + ReferralAnswerRoutes.all(settings) + ReferralServiceRoutes.all(settings)
            + [ReferralQueries.get, ReferralQueries.list, ReferralQueries.payload]
    }

    /// Codes that every step of a referral may give.
    static let commonErrors: [RouteError] = [
        RouteError("referral.unknown", status: 404), RouteError("state.invalid_transition", status: 409),
        RouteError("version.conflict", status: 409), "date.in_future", "period.invalid",
        "subject.erased",
    ]

    private static func draft(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/referrals",
            summary: "Draft a referral; 202 while the case is not known here and consentAttested is true",
            permission: "referrals.write",
            dataClass: .identifying,
            statuses: [201, 202],
            errors: [
                "referral.self", "case.unknown", "case.not_open", "subject.mismatch", "subject.erased",
                "date.in_future",
            ],
            example: ReferralRequest.example,
            response: ReferralAnswer.example
        ) { transaction, _, input in
            let command = DraftReferral(
                referralID: .v7(at: transaction.now),
                caseID: input.caseId,
                subjectID: input.subjectId,
                fromOrgID: input.fromOrgId,
                toOrgID: input.toOrgId,
                service: input.service,
                urgency: input.urgency,
                consentID: input.consentId,
                dueBy: input.dueBy,
                draftedAt: input.occurredAt ?? transaction.now,
                isConsentAttested: input.consentAttested ?? false
            )
            var desk = try CaseDesk(transaction, case: input.caseId, naming: input.subjectId, zone: settings.zone)
            let decision = try desk.state.draft(command, desk.time)
            let note = try SealedNote.sealed(input.note, field: "note", case: input.caseId)
            try desk.record([decision.draft]) { _ in note }
            var answer = try ReferralAnswer(command.referralID, desk)
            answer.provisional = decision.isProvisional ? true : nil
            return CommandResult(
                answer,
                version: answer.version,
                location: "/v1/referrals/\(command.referralID)",
                status: decision.isProvisional ? 202 : 201
            )
        }
    }

    private static func send(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/referrals/{referralId}/send",
            summary: "Send a referral; payload is sealed so that only the organisation asked can read it",
            permission: "referrals.write",
            dataClass: .identifying,
            errors: commonErrors + [
                "consent.share_missing", "recipient.key_missing", "case.unknown", "case.not_open", "subject.erased",
            ],
            example: SendReferralRequest.example,
            response: ReferralAnswer.example
        ) { transaction, context, input in
            try step(transaction, context, settings) { id, desk in
                let draft = try desk.state.send(
                    referral: id,
                    dueBy: input.dueBy,
                    at: input.sentAt ?? input.occurredAt ?? transaction.now,
                    in: desk.caseID,
                    desk.time
                )
                let sealed = try input.payload.map { payload in
                    try SealedPayload(try payload.checked(), of: id, desk.state.referral(id), draft, transaction)
                }
                let drafts = [draft] + (sealed.map { [$0.draft(in: desk.caseID)] } ?? [])
                try desk.record(drafts) { $0.event is ReferralPayloadSealed ? sealed?.values : nil }
            }
        }
    }

    /// Does one step of a referral and answers with how it then stands.
    static func step(
        _ transaction: Transaction,
        _ context: CommandContext,
        _ settings: ServiceSettings,
        _ work: (EntityID, inout CaseDesk) throws -> Void
    ) throws -> CommandResult<ReferralAnswer> {
        let id = try context.id("referralId")
        let caseID = try transaction.caseID(of: id, in: .referrals, "referral")
        try transaction.expect(version: context.expectedVersion, of: id)
        var desk = try CaseDesk(transaction, case: caseID, zone: settings.zone)
        try work(id, &desk)
        let answer = try ReferralAnswer(id, desk)
        return CommandResult(answer, version: answer.version)
    }
}

extension ReferralAnswer {
    init(_ id: EntityID, _ desk: CaseDesk) throws {
        let referral = try desk.state.referral(id)
        self.init(
            referralId: id,
            caseId: desk.caseID,
            status: referral.status,
            version: try desk.version(of: id),
            dueBy: referral.dueBy,
            hasPayload: referral.payload != nil
        )
    }
}

/// What goes with a referral, sealed for the organisation asked and, so sealed, once more under a key of the referral's
/// own, whose destruction removes it.
private struct SealedPayload {
    let referralID: EntityID
    let keyID: EntityID
    let keepUntil: Timestamp
    let sentAt: Timestamp
    let values: Transaction.Sealed

    init(
        _ payload: ReferralPayload,
        of id: EntityID,
        _ referral: Referral,
        _ sent: Draft,
        _ transaction: Transaction
    ) throws {
        let keys = try transaction.state(OrganisationKeys.self, key: .id(referral.toOrgID))
        let key = try keys.requireCurrent()
        let dueBy = (sent.event as? ReferralSent)?.dueBy ?? sent.occurredAt
        referralID = id
        keyID = key.id
        keepUntil = max(dueBy, transaction.now).adding(Referral.payloadRetention)
        sentAt = sent.occurredAt
        values = try Transaction.Sealed(
            try ExchangeKey.seal(payload, for: key.publicKey, named: key.id, context: id),
            of: id
        )
    }

    func draft(in caseID: EntityID) -> Draft {
        Draft(
            ReferralPayloadSealed(referralId: referralID, caseId: caseID, keyId: keyID, keepUntil: keepUntil),
            of: referralID,
            at: sentAt
        )
    }
}
