import EventStore
import Events

/// How long what follows from a step may take.
struct DeadlinePolicy: Sendable, Hashable {
    /// From one session of an enrolment to the next.
    var session = Duration.seconds(14 * 86_400)
}

/// What is due, and when.
struct DeliveryDeadline: Sendable, Hashable {
    /// `nil` for what only a rule waits for, and nobody has to do.
    var kind: DeliveryDeadlineKind?
    var itemID: EntityID
    var service: ServiceKind?
    /// The institution that provides the service, or the organisation that is to answer.
    var responsibleID: EntityID?
    var dueAt: Timestamp
    /// Something happens by itself when it passes: it is told of, or a rule applies.
    var hasTimer: Bool
}

/// What was told of when its deadline had passed.
struct ToldDeadline: Sendable, Hashable {
    var kind: DeliveryDeadlineKind
    var itemID: EntityID
    var dueAt: Timestamp
}

extension CaseState {
    static func foldTold(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        table.on(WorkOverdue.self) { state, event, _ in
            state.told.insert(.init(kind: event.kind, itemID: event.itemId, dueAt: event.dueAt))
        }
    }

    /// What is due in the case: it follows from what happened, so what is entered late moves it.
    ///
    /// A deadline stays while it is not met, however long it has passed.
    func deadlines(_ policy: DeadlinePolicy, _ time: BusinessTime) -> [DeliveryDeadline] {
        enrolments.values.sorted { $0.id < $1.id }.compactMap { deadline(of: $0, policy) }
            + plans.values.sorted { $0.id < $1.id }.compactMap { deadline(of: $0, time) }
            + referrals.values.sorted { $0.id < $1.id }.flatMap { deadlines(of: $0) }
    }

    private func deadline(of enrolment: Enrolment, _ policy: DeadlinePolicy) -> DeliveryDeadline? {
        guard !enrolment.isVoided, enrolment.end == nil else { return nil }
        var deadline = DeliveryDeadline(
            itemID: enrolment.id,
            service: enrolment.service,
            responsibleID: enrolment.providerInstitutionID,
            dueAt: enrolment.startedAt,
            hasTimer: false
        )
        if !enrolment.hasBegun {
            deadline.kind = .enrolmentStart
        } else if enrolment.isProvisional {
            deadline.kind = .confirmation
            deadline.dueAt = enrolment.recordedAt.adding(Provisional.patience)
        } else {
            let held = enrolment.sessions.values.filter { !$0.isVoided }.map(\.date).max()
            let last = held.map { BusinessTime.instant(of: $0) } ?? enrolment.startedAt
            deadline.kind = .session
            deadline.dueAt = max(last, enrolment.startedAt).adding(policy.session)
            deadline.hasTimer = isToBeTold(deadline, since: enrolment.lastRecordedAt)
        }
        return deadline
    }

    private func deadline(of plan: ReintegrationPlan, _ time: BusinessTime) -> DeliveryDeadline? {
        guard let startedAt = plan.startedAt, let month = plan.nextFollowUpMonth else { return nil }
        let day = time.day(startedAt).adding(months: month)
        var deadline = DeliveryDeadline(
            kind: .followUp,
            itemID: plan.id,
            service: plan.service,
            responsibleID: plan.providerInstitutionID,
            // It may be done all day.
            dueAt: BusinessTime.end(of: day),
            hasTimer: false
        )
        deadline.hasTimer = isToBeTold(deadline, since: plan.startRecordedAt ?? startedAt)
        return deadline
    }

    private func deadlines(of referral: Referral) -> [DeliveryDeadline] {
        guard referral.end == nil else { return [] }
        func deadline(_ kind: DeliveryDeadlineKind?, _ dueAt: Timestamp) -> DeliveryDeadline {
            DeliveryDeadline(
                kind: kind,
                itemID: referral.id,
                service: referral.service,
                responsibleID: referral.toOrgID,
                dueAt: dueAt,
                hasTimer: true
            )
        }
        var found: [DeliveryDeadline] = []
        if referral.sentAt != nil, referral.acceptedAt == nil, let dueBy = referral.dueBy {
            found.append(deadline(.referralAnswer, dueBy))
        }
        // Consent that ends by itself, and what was sealed being kept no longer: rules wait for the first of them.
        let expiry = facts.consents
            .filter { $0.purpose == .shareService && $0.decision == .granted }
            .compactMap(\.expiresAt)
            .filter { expiresAt in referral.sentAt.map { expiresAt > $0 } ?? false }
            .min()
        let waits = [referral.payload?.keepUntil, referral.startedAt == nil ? expiry : nil].compactMap { $0 }
        if let first = waits.min() { found.append(deadline(nil, first)) }
        return found
    }

    /// Whether its passing is told of: once, and not when it was entered only after it had passed.
    private func isToBeTold(_ deadline: DeliveryDeadline, since recordedAt: Timestamp) -> Bool {
        guard let kind = deadline.kind, deadline.dueAt > recordedAt else { return false }
        return !told.contains(.init(kind: kind, itemID: deadline.itemID, dueAt: deadline.dueAt))
    }

    /// What tells of the deadlines that have passed unmet and were not told of before.
    func overdue(in caseID: EntityID, _ policy: DeadlinePolicy, _ time: BusinessTime) -> [Draft] {
        deadlines(policy, time).compactMap { deadline in
            guard let kind = deadline.kind, kind == .session || kind == .followUp, deadline.hasTimer,
                deadline.dueAt <= time.now, let service = deadline.service
            else { return nil }
            let event = WorkOverdue(
                itemId: deadline.itemID,
                caseId: caseID,
                kind: kind,
                service: service,
                providerInstitutionId: deadline.responsibleID,
                dueAt: deadline.dueAt
            )
            return Draft(event, of: deadline.itemID, at: deadline.dueAt).asReaction
        }
    }
}

extension ProviderState {
    /// The offers that end with none for the same service to follow.
    var deadlines: [DeliveryDeadline] {
        offers.sorted { $0.key < $1.key }.compactMap { id, offer in
            guard let last = offer.to, capacity(of: offer.service, on: last.adding(days: 1)) == nil else { return nil }
            return DeliveryDeadline(
                kind: .offerEnd,
                itemID: id,
                service: offer.service,
                dueAt: BusinessTime.end(of: last),
                hasTimer: false
            )
        }
    }
}
