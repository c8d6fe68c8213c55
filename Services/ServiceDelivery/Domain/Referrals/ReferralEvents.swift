import EventStore
import Events

/// The events of a referral, made from its state in one place.
struct ReferralEvents: Sendable {
    let caseID: EntityID
    let referral: Referral
    let subjectID: EntityID?

    private func draft(_ event: any EventData, at instant: Timestamp) -> Draft {
        Draft(event, of: referral.id, at: instant, staysHere: referral.sentAt == nil)
    }

    func drafted() -> Draft {
        Draft(
            ReferralDrafted(
                referralId: referral.id,
                caseId: caseID,
                subjectId: subjectID,
                fromOrgId: referral.fromOrgID,
                toOrgId: referral.toOrgID,
                service: referral.service,
                urgency: referral.urgency,
                consentId: referral.consentID,
                dueBy: referral.dueBy
            ),
            of: referral.id,
            at: referral.draftedAt
        )
    }

    func sent(dueBy: Timestamp, at instant: Timestamp) -> Draft {
        Draft(
            ReferralSent(
                referralId: referral.id,
                caseId: caseID,
                subjectId: subjectID,
                fromOrgId: referral.fromOrgID,
                toOrgId: referral.toOrgID,
                service: referral.service,
                urgency: referral.urgency,
                consentId: referral.consentID,
                dueBy: dueBy,
                sentAt: instant
            ),
            of: referral.id,
            at: instant
        )
    }

    func received(at instant: Timestamp) -> Draft {
        draft(
            ReferralReceived(
                referralId: referral.id,
                caseId: caseID,
                subjectId: subjectID,
                fromOrgId: referral.fromOrgID,
                toOrgId: referral.toOrgID,
                service: referral.service,
                receivedAt: instant
            ),
            at: instant
        )
    }

    func accepted(at instant: Timestamp) -> Draft {
        draft(
            ReferralAccepted(
                referralId: referral.id,
                caseId: caseID,
                subjectId: subjectID,
                fromOrgId: referral.fromOrgID,
                toOrgId: referral.toOrgID,
                service: referral.service,
                acceptedAt: instant
            ),
            at: instant
        )
    }

    func started(at instant: Timestamp?, outside: Bool) -> Draft {
        Draft(
            ReferralServiceStarted(
                referralId: referral.id,
                caseId: caseID,
                startedAt: instant,
                outside: outside ? true : nil
            ),
            of: referral.id,
            at: instant ?? referral.acceptedAt ?? referral.draftedAt
        )
    }

    func ended(_ end: Referral.End, at instant: Timestamp) -> Draft {
        switch end {
        case .rejected(let reason): draft(rejected(reason, at: instant), at: instant)
        case .expired: draft(expired(at: instant), at: instant)
        case .cancelled: draft(cancelled(at: instant), at: instant)
        case .completed(let outcome): draft(completed(outcome, at: instant), at: instant)
        }
    }

    private func rejected(_ reason: RejectionReason, at instant: Timestamp) -> ReferralRejected {
        ReferralRejected(
            referralId: referral.id,
            caseId: caseID,
            subjectId: subjectID,
            fromOrgId: referral.fromOrgID,
            toOrgId: referral.toOrgID,
            service: referral.service,
            reason: reason,
            rejectedAt: instant
        )
    }

    private func expired(at instant: Timestamp) -> ReferralExpired {
        ReferralExpired(
            referralId: referral.id,
            caseId: caseID,
            subjectId: subjectID,
            fromOrgId: referral.fromOrgID,
            toOrgId: referral.toOrgID,
            service: referral.service,
            expiredAt: instant
        )
    }

    private func cancelled(at instant: Timestamp) -> ReferralCancelled {
        ReferralCancelled(
            referralId: referral.id,
            caseId: caseID,
            subjectId: subjectID,
            fromOrgId: referral.fromOrgID,
            toOrgId: referral.toOrgID,
            service: referral.service,
            cancelledAt: instant
        )
    }

    private func completed(_ outcome: Outcome, at instant: Timestamp) -> ReferralCompleted {
        ReferralCompleted(
            referralId: referral.id,
            caseId: caseID,
            subjectId: subjectID,
            fromOrgId: referral.fromOrgID,
            toOrgId: referral.toOrgID,
            service: referral.service,
            outcome: outcome,
            completedAt: instant
        )
    }
}

extension CaseState {
    func events(of referral: Referral, in caseID: EntityID) -> ReferralEvents {
        ReferralEvents(
            caseID: caseID,
            referral: referral,
            subjectID: (facts.registration?.subjectID ?? referral.subjectID).map { current($0) }
        )
    }
}
