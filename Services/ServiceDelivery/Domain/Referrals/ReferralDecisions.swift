import EventStore
import Events

/// Draft a referral to another organisation.
struct DraftReferral: Sendable {
    var referralID: EntityID
    var caseID: EntityID
    var subjectID: EntityID?
    var fromOrgID: EntityID
    var toOrgID: EntityID
    var service: ServiceKind
    var urgency: Risk
    var consentID: EntityID
    var dueBy: Timestamp?
    var draftedAt: Timestamp
    var isConsentAttested = false
}

extension Referral {
    /// The longest that an answer may be awaited.
    static let longestWait = Duration.seconds(90 * 86_400)
    /// How long what was sealed for the organisation asked is kept after its answer was due.
    static let payloadRetention = Duration.seconds(30 * 86_400)
}

extension CaseState {
    /// Gives the draft, and whether the case is taken on trust.
    func draft(_ command: DraftReferral, _ time: BusinessTime) throws(Rejection) -> (draft: Draft, isProvisional: Bool)
    {
        guard command.fromOrgID != command.toOrgID else {
            throw Rejection(
                "referral.self",
                field: "toOrgId",
                "a referral is to another organisation; enrol the person instead, or correct toOrgId"
            )
        }
        try time.refuseFuture(command.draftedAt, field: "occurredAt")
        let isTakenOnTrust = try facts.requireOpen(
            at: command.draftedAt,
            field: "occurredAt",
            isAttested: command.isConsentAttested,
            time
        )
        let referral = Referral(
            id: command.referralID,
            subjectID: try subject(given: command.subjectID),
            fromOrgID: command.fromOrgID,
            toOrgID: command.toOrgID,
            service: command.service,
            urgency: command.urgency,
            consentID: command.consentID,
            draftedAt: command.draftedAt,
            dueBy: command.dueBy
        )
        return (events(of: referral, in: command.caseID).drafted(), isTakenOnTrust)
    }

    /// Nothing leaves on trust: the case and the consent must be known here.
    func send(
        referral id: EntityID,
        dueBy: Timestamp?,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection) -> Draft {
        let referral = try referral(id)
        guard referral.sentAt == nil, referral.isOpen(at: instant) else {
            throw .invalidTransition("referral", referral.status.rawValue, "only a draft can be sent")
        }
        try time.refuseFuture(instant, field: "sentAt")
        try facts.requireKnown()
        _ = try facts.requireOpen(at: instant, field: "sentAt", isAttested: false, time)
        try facts.requireSharing(under: referral.consentID, with: referral.toOrgID, at: instant)
        let due = dueBy ?? referral.dueBy ?? instant.adding(referral.urgency.firstResponse)
        guard due > instant, due <= instant.adding(Referral.longestWait) else {
            throw .period("dueBy", "an answer is awaited for up to 90 days after the referral is sent; correct dueBy")
        }
        return events(of: referral, in: caseID).sent(dueBy: due, at: instant)
    }

    func receive(
        referral id: EntityID,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection) -> Draft {
        let referral = try referral(id)
        guard let sentAt = referral.sentAt, referral.receivedAt == nil, referral.isOpen(at: instant) else {
            throw .invalidTransition("referral", referral.status.rawValue, "only one that was sent can be received")
        }
        try time.refuseFuture(instant, field: "receivedAt")
        guard instant >= sentAt else {
            throw .period("receivedAt", "the referral was sent only after that; correct the date")
        }
        return events(of: referral, in: caseID).received(at: instant)
    }

    func accept(
        referral id: EntityID,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection) -> Draft {
        events(of: try answerable(id, at: instant, field: "acceptedAt", time), in: caseID).accepted(at: instant)
    }

    func reject(
        referral id: EntityID,
        _ reason: RejectionReason?,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection) -> Draft {
        let referral = try answerable(id, at: instant, field: "rejectedAt", time)
        guard let reason else {
            throw Rejection(
                "reject.reason_required",
                field: "reason",
                "say why: \(RejectionReason.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        return events(of: referral, in: caseID).ended(.rejected(reason), at: instant)
    }

    private func answerable(
        _ id: EntityID,
        at instant: Timestamp,
        field: String,
        _ time: BusinessTime
    ) throws(Rejection) -> Referral {
        let referral = try referral(id)
        guard let receivedAt = referral.receivedAt, referral.acceptedAt == nil, referral.isOpen(at: instant) else {
            let remedy =
                referral.status == .sent
                ? "record first that it was received (…/receive)" : "only one that was received can be answered"
            throw .invalidTransition("referral", referral.status.rawValue, remedy)
        }
        try time.refuseFuture(instant, field: field)
        guard instant >= receivedAt else {
            throw .period(field, "the referral was received only after that; correct the date")
        }
        if let dueBy = referral.dueBy, instant >= dueBy {
            throw .period(field, "no answer had come when it was due, so the referral expired; refer the person anew")
        }
        return referral
    }
}
