import EventStore
import Events

extension CaseState {
    func book(
        _ id: EntityID,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection)
        -> Draft
    {
        let operation = try returnOperation(id)
        try operation.require(.cleared, at: instant)
        try time.refuseFuture(instant, field: "bookedAt")
        try facts.requireFreeChoice(at: instant, writtenRequestAt: operation.writtenRequestAt)
        return events(of: operation, in: caseID).booked(at: instant)
    }

    /// Everything is asked once more: what became known since the person was cleared counts.
    func depart(
        _ id: EntityID,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection)
        -> Draft
    {
        let operation = try returnOperation(id)
        try operation.require(.booked, at: instant)
        try time.refuseFuture(instant, field: "departedAt")
        _ = try facts.requireOpen(at: instant, field: "departedAt", isAttested: false, time)
        try facts.requireFreeChoice(at: instant, writtenRequestAt: operation.writtenRequestAt)
        try facts.requireBestInterests(
            operation.bestInterestsDecisionAt,
            isAdultAttested: operation.isAdultAttested
        )
        if let signedAt = operation.voluntarinessSignedAt, signedAt > instant {
            throw Rejection(
                "return.not_voluntary",
                field: "departedAt",
                "the person signed that the return is voluntary only after that; correct the date"
            )
        }
        if let fitAt = operation.fitToTravelAt, fitAt > instant {
            throw Rejection(
                "return.not_fit",
                field: "departedAt",
                "fitness to travel was certified only after that; correct the date"
            )
        }
        return events(of: operation, in: caseID).departed(at: instant)
    }

    func arrive(
        _ id: EntityID,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection)
        -> Draft
    {
        let operation = try returnOperation(id)
        try operation.require(.departed, at: instant)
        try time.refuseFuture(instant, field: "arrivedAt")
        if let departedAt = operation.departedAt, instant < departedAt {
            throw .period("arrivedAt", "the person arrives before departing; correct the date")
        }
        return events(of: operation, in: caseID).arrived(at: instant)
    }

    /// Ends a return before departure: the person decided against it, or it was called off.
    func endReturn(
        _ id: EntityID,
        isWithdrawn: Bool,
        _ reason: ReturnEndReason,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection) -> Draft {
        let operation = try returnOperation(id)
        guard operation.stage < .departed else {
            throw .invalidTransition("return", operation.status.rawValue, "the person has left; it cannot be undone")
        }
        guard operation.isOpen(at: instant) else {
            throw .invalidTransition("return", operation.status.rawValue, "it has ended already")
        }
        try time.refuseFuture(instant, field: isWithdrawn ? "withdrawnAt" : "cancelledAt")
        return events(of: operation, in: caseID).ended(isWithdrawn: isWithdrawn, reason, at: instant)
    }

    /// What follows by rule for returns under way: the case ended, or the person took back the consent to return.
    func returnReactions(in caseID: EntityID, _ time: BusinessTime) -> [Draft] {
        returns.values
            .filter { $0.stage < .departed && ($0.end == nil || $0.end?.isByRule == true) }
            .sorted { $0.id < $1.id }
            .compactMap { reaction(for: $0, in: caseID, time)?.asReaction }
    }

    private func reaction(for operation: ReturnOperation, in caseID: EntityID, _ time: BusinessTime) -> Draft? {
        guard let due = facts.returnEnds(from: operation.requestedAt, time.now).first else {
            return operation.end.map { _ in
                Draft(WorkResumed(itemId: operation.id, caseId: caseID), of: operation.id, at: operation.requestedAt)
            }
        }
        guard operation.end != due else { return nil }
        return events(of: operation, in: caseID).ended(isWithdrawn: due.isWithdrawn, due.reason, at: due.at)
    }
}

extension CaseFacts {
    /// What ends a return asked for at `requestedAt`, the earliest first.
    fileprivate func returnEnds(from requestedAt: Timestamp, _ now: Timestamp) -> [ReturnOperation.End] {
        let withdrawals = consents.filter { $0.purpose == .returnHome && $0.decision == .withdrawn }.map {
            ReturnOperation.End(isWithdrawn: true, reason: .changedMind, at: $0.at, isByRule: true)
        }
        let caseEnds = allEnds.compactMap { end in
            end.returnReason.map {
                ReturnOperation.End(isWithdrawn: $0 == .changedMind, reason: $0, at: end.at, isByRule: true)
            }
        }
        let never: ReturnOperation.End? =
            voidReason != nil || (registration == nil && declinedAt != nil)
            ? .init(
                isWithdrawn: false,
                reason: .otherSolution,
                at: max(requestedAt, voidedAt ?? declinedAt ?? now),
                isByRule: true
            )
            : nil
        return (withdrawals + caseEnds + [never].compactMap { $0 })
            .filter { $0.at >= requestedAt }
            .sorted { ($0.at, $0.reason.rawValue) < ($1.at, $1.reason.rawValue) }
    }
}
