import EventStore
import Events

extension CaseState {
    /// What follows by rule for the referrals from all that is known now.
    func referralReactions(in caseID: EntityID, _ time: BusinessTime) -> [Draft] {
        referrals.values
            .sorted { $0.id < $1.id }
            .compactMap { reaction(for: $0, in: caseID, time)?.asReaction }
    }

    private func reaction(for referral: Referral, in caseID: EntityID, _ time: BusinessTime) -> Draft? {
        if let start = serviceStart(of: referral, in: caseID) { return start }
        if let ending = ending(of: referral, in: caseID, time) { return ending }
        guard let payload = referral.payload else { return nil }
        let isShared = facts.isSharing(with: referral.toOrgID, at: time.now)
        guard referral.end != nil || !isShared || payload.keepUntil <= time.now else { return nil }
        return Draft(
            ReferralPayloadRemoved(referralId: referral.id, caseId: caseID),
            of: referral.id,
            at: time.now
        )
    }

    /// An enrolment on an accepted referral begins the service; voided, it never began.
    private func serviceStart(of referral: Referral, in caseID: EntityID) -> Draft? {
        guard referral.acceptedAt != nil, !referral.isStartedOutside, referral.end?.isByRule ?? true else { return nil }
        let startedAt = linked(to: referral).first?.startedAt
        guard startedAt != referral.startedAt else { return nil }
        return events(of: referral, in: caseID).started(at: startedAt, outside: false)
    }

    private func ending(of referral: Referral, in caseID: EntityID, _ time: BusinessTime) -> Draft? {
        guard referral.end?.isByRule ?? true else { return nil }
        guard let due = dueEnding(of: referral, time) else {
            return referral.end.map { _ in
                Draft(WorkResumed(itemId: referral.id, caseId: caseID), of: referral.id, at: referral.draftedAt)
            }
        }
        guard referral.end != due else { return nil }
        return events(of: referral, in: caseID).ended(due.end, at: due.at)
    }

    private func dueEnding(of referral: Referral, _ time: BusinessTime) -> Referral.Ending? {
        let from = referral.sentAt ?? referral.draftedAt
        var candidates: [Referral.Ending] = []
        func add(_ end: Referral.End, _ at: Timestamp) {
            guard at <= time.now else { return }
            candidates.append(.init(end: end, at: at, isByRule: true))
        }
        let caseEnd = facts.caseEnd(from: from, time.now)
        if let startedAt = referral.startedAt {
            let enrolments = linked(to: referral)
            let ends = enrolments.compactMap(\.end)
            if !enrolments.isEmpty, ends.count == enrolments.count,
                let last = ends.max(by: { ($0.at, $0.outcome.rawValue) < ($1.at, $1.outcome.rawValue) })
            {
                add(.completed(last.outcome), max(last.at, startedAt))
            }
            // Of a service outside nobody here hears more when the case has ended.
            if enrolments.isEmpty, let caseEnd, caseEnd.at >= startedAt { add(.completed(caseEnd.outcome), caseEnd.at) }
        } else if let caseEnd {
            add(.cancelled, caseEnd.at)
        }
        if referral.sentAt != nil {
            if let lost = facts.endOfSharing(with: referral.toOrgID, from: from, until: time.now),
                referral.startedAt.map({ lost < $0 }) ?? true
            {
                add(.cancelled, lost)
            }
            if referral.acceptedAt == nil, let dueBy = referral.dueBy { add(.expired, dueBy) }
        }
        return candidates.min { ($0.at, $0.end.status.rawValue) < ($1.at, $1.end.status.rawValue) }
    }
}

extension CaseFacts {
    /// The first end of the case from `from` on, if any.
    func caseEnd(from: Timestamp, _ now: Timestamp) -> (at: Timestamp, outcome: Outcome)? {
        if voidReason != nil || (registration == nil && declinedAt != nil) {
            return (max(from, voidedAt ?? declinedAt ?? now), .unavailable)
        }
        return allEnds.filter { $0.returnReason != nil && $0.at >= from }
            .min { ($0.at, $0.outcome.rawValue) < ($1.at, $1.outcome.rawValue) }
            .map { ($0.at, $0.outcome) }
    }
}
