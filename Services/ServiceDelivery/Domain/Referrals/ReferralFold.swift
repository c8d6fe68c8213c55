import EventStore
import Events

extension CaseState {
    static func foldReferrals(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        foldReferralEnds(foldReferralSteps(table))
    }

    private static func foldReferralSteps(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        table
            .on(ReferralDrafted.self) { state, event, entry in
                state.referrals[event.referralId] = Referral(
                    id: event.referralId,
                    subjectID: event.subjectId,
                    fromOrgID: event.fromOrgId,
                    toOrgID: event.toOrgId,
                    service: event.service,
                    urgency: event.urgency,
                    consentID: event.consentId,
                    draftedAt: entry.occurredAt,
                    dueBy: event.dueBy
                )
            }
            .on(ReferralSent.self) { state, event, _ in
                state.referrals[event.referralId]?.dueBy = event.dueBy
                state.referrals[event.referralId]?.sentAt = event.sentAt
                state.referrals[event.referralId]?.end = nil
            }
            .on(ReferralReceived.self) { state, event, _ in
                state.referrals[event.referralId]?.receivedAt = event.receivedAt
                state.referrals[event.referralId]?.end = nil
            }
            .on(ReferralAccepted.self) { state, event, _ in
                state.referrals[event.referralId]?.acceptedAt = event.acceptedAt
                state.referrals[event.referralId]?.end = nil
            }
            .on(ReferralServiceStarted.self) { state, event, _ in
                state.referrals[event.referralId]?.startedAt = event.startedAt
                state.referrals[event.referralId]?.isStartedOutside = event.outside ?? false
                state.referrals[event.referralId]?.end = nil
            }
            .on(ReferralPayloadSealed.self) { state, event, _ in
                state.referrals[event.referralId]?.payload = .init(keyID: event.keyId, keepUntil: event.keepUntil)
            }
            .on(ReferralPayloadRemoved.self) { state, event, _ in
                state.referrals[event.referralId]?.payload = nil
            }
    }

    private static func foldReferralEnds(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        table
            .on(ReferralRejected.self) { state, event, entry in
                state.referrals[event.referralId]?.end =
                    .init(end: .rejected(event.reason), at: event.rejectedAt, isByRule: entry.isReaction)
            }
            .on(ReferralExpired.self) { state, event, entry in
                state.referrals[event.referralId]?.end =
                    .init(end: .expired, at: event.expiredAt, isByRule: entry.isReaction)
            }
            .on(ReferralCancelled.self) { state, event, entry in
                state.referrals[event.referralId]?.end =
                    .init(end: .cancelled, at: event.cancelledAt, isByRule: entry.isReaction)
            }
            .on(ReferralCompleted.self) { state, event, entry in
                state.referrals[event.referralId]?.end =
                    .init(end: .completed(event.outcome), at: event.completedAt, isByRule: entry.isReaction)
            }
    }
}
