import EventStore
import Events

extension CaseState {
    /// What other services did for the case.
    static func workFold(_ dispatch: Dispatch<CaseState>) -> Dispatch<CaseState> {
        returnFold(reintegrationFold(referralFold(enrolmentFold(dispatch))))
    }

    private static func enrolmentFold(_ dispatch: Dispatch<CaseState>) -> Dispatch<CaseState> {
        dispatch
            .on(ServiceStarted.self) { state, event, _ in
                state.work.begin(.enrolment, event.enrolmentId, event.service, at: event.startedAt)
            }
            .on(ServiceCorrected.self) { state, event, _ in
                if let startedAt = event.startedAt { state.work.restart(event.enrolmentId, at: startedAt) }
                // What ended it turned out not to be: it goes on.
                if event.changed.contains("endedAt") { state.work.resume(event.enrolmentId) }
            }
            .on(ServiceCompleted.self) { state, event, _ in
                state.work.end(.enrolment, event.enrolmentId, event.service, at: event.endedAt)
            }
            .on(ServiceDropped.self) { state, event, _ in
                state.work.end(.enrolment, event.enrolmentId, event.service, at: event.endedAt)
            }
            .on(ServiceInterrupted.self) { state, event, _ in
                state.work.end(.enrolment, event.enrolmentId, event.service, at: event.endedAt)
            }
            .on(ServiceVoided.self) { state, event, _ in
                // With a session named, only that session did not take place.
                guard event.sessionId == nil else { return }
                state.work.void(.enrolment, event.enrolmentId, event.service, at: event.voidedAt)
            }
    }

    private static func referralFold(_ dispatch: Dispatch<CaseState>) -> Dispatch<CaseState> {
        dispatch
            .on(ReferralSent.self) { state, event, _ in
                state.work.begin(.referral, event.referralId, event.service, at: event.sentAt)
            }
            .on(ReferralReceived.self) { state, event, _ in
                state.work.begin(.referral, event.referralId, event.service, at: event.receivedAt)
            }
            .on(ReferralAccepted.self) { state, event, _ in
                state.work.begin(.referral, event.referralId, event.service, at: event.acceptedAt)
            }
            .on(ReferralRejected.self) { state, event, _ in
                state.work.end(.referral, event.referralId, event.service, at: event.rejectedAt)
            }
            .on(ReferralCompleted.self) { state, event, _ in
                state.work.end(.referral, event.referralId, event.service, at: event.completedAt)
            }
            .on(ReferralExpired.self) { state, event, _ in
                state.work.end(.referral, event.referralId, event.service, at: event.expiredAt)
            }
            .on(ReferralCancelled.self) { state, event, _ in
                state.work.end(.referral, event.referralId, event.service, at: event.cancelledAt)
            }
    }

    private static func reintegrationFold(_ dispatch: Dispatch<CaseState>) -> Dispatch<CaseState> {
        dispatch
            .on(ReintegrationApproved.self) { state, event, _ in
                state.work.begin(.reintegrationPlan, event.planId, event.service, at: event.approvedAt)
            }
            .on(ReintegrationStarted.self) { state, event, _ in
                state.work.begin(.reintegrationPlan, event.planId, event.service, at: event.startedAt)
            }
            .on(ReintegrationCompleted.self) { state, event, _ in
                state.work.end(.reintegrationPlan, event.planId, event.service, at: event.completedAt)
            }
            .on(ReintegrationAbandoned.self) { state, event, _ in
                state.work.end(.reintegrationPlan, event.planId, event.service, at: event.abandonedAt)
            }
    }

    private static func returnFold(_ dispatch: Dispatch<CaseState>) -> Dispatch<CaseState> {
        dispatch
            .on(ReturnRequested.self) { state, event, _ in
                state.work.begin(.returnJourney, event.returnId, .returnAssistance, at: event.requestedAt)
            }
            .on(ReturnDeparted.self) { state, event, _ in
                state.work.begin(.returnJourney, event.returnId, .returnAssistance, at: event.departedAt)
            }
            .on(ReturnArrived.self) { state, event, _ in
                state.work.end(.returnJourney, event.returnId, .returnAssistance, at: event.arrivedAt)
            }
            .on(ReturnWithdrawn.self) { state, event, _ in
                state.work.end(.returnJourney, event.returnId, .returnAssistance, at: event.withdrawnAt)
            }
            .on(ReturnCancelled.self) { state, event, _ in
                state.work.end(.returnJourney, event.returnId, .returnAssistance, at: event.cancelledAt)
            }
    }
}
