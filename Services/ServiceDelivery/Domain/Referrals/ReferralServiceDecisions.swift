import EventStore
import Events

extension CaseState {
    /// The service began at the other organisation, which has no enrolments here.
    func start(
        referral id: EntityID,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection) -> Draft {
        let referral = try referral(id)
        guard let acceptedAt = referral.acceptedAt, referral.startedAt == nil, referral.isOpen(at: instant) else {
            throw .invalidTransition("referral", referral.status.rawValue, "only one that was accepted can be started")
        }
        try time.refuseFuture(instant, field: "startedAt")
        guard instant >= acceptedAt else {
            throw .period("startedAt", "the referral was accepted only after that; correct the date")
        }
        return events(of: referral, in: caseID).started(at: instant, outside: true)
    }

    func complete(
        referral id: EntityID,
        _ outcome: Outcome,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection) -> Draft {
        let referral = try referral(id)
        guard let startedAt = referral.startedAt, referral.isOpen(at: instant) else {
            throw .invalidTransition("referral", referral.status.rawValue, "only one in service can be completed")
        }
        try time.refuseFuture(instant, field: "completedAt")
        guard instant >= startedAt else {
            throw .period("completedAt", "the service began only after that; correct the date")
        }
        let enrolments = linked(to: referral)
        if enrolments.contains(where: { $0.end == nil || $0.end?.isByRule == true }) {
            throw Rejection(
                "referral.service_open",
                "an enrolment on this referral is open; end that, and the referral is completed with it",
                status: 409
            )
        }
        return events(of: referral, in: caseID).ended(.completed(outcome), at: instant)
    }

    func cancel(
        referral id: EntityID,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection) -> Draft {
        let referral = try referral(id)
        guard referral.startedAt == nil, referral.isOpen(at: instant) else {
            throw .invalidTransition(
                "referral",
                referral.status.rawValue,
                "it can be cancelled until the service begins; after that complete it (…/complete)"
            )
        }
        try time.refuseFuture(instant, field: "cancelledAt")
        let latest = [referral.draftedAt, referral.sentAt, referral.receivedAt, referral.acceptedAt].compactMap { $0 }
            .max()
        if let latest, instant < latest {
            throw .period("cancelledAt", "the referral came further only after that; correct the date")
        }
        return events(of: referral, in: caseID).ended(.cancelled, at: instant)
    }

    /// The enrolments by which the service was given that a referral asked for.
    func linked(to referral: Referral) -> [Enrolment] {
        enrolments.values
            .filter { $0.referralID == referral.id && $0.hasBegun && !$0.isVoided }
            .sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
    }
}
