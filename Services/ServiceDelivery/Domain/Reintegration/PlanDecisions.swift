import EventStore
import Events

/// Draft a reintegration plan.
struct DraftPlan: Sendable {
    var planID: EntityID
    var caseID: EntityID
    var subjectID: EntityID?
    var service: ServiceKind
    var phase: ReintegrationPhase
    var dimensions: [SustainabilityDimension]
    var measures: [ReintegrationDrafted.Measure]
    var employerOrgID: EntityID?
    var providerInstitutionID: EntityID?
    var programmeID: EntityID?
    var agreementID: EntityID?
    var commitmentID: EntityID?
    var draftedAt: Timestamp
    var isConsentAttested = false
}

extension CaseState {
    /// Gives the draft, and whether the case is taken on trust.
    func draft(_ command: DraftPlan, _ time: BusinessTime) throws(Rejection) -> (draft: Draft, isProvisional: Bool) {
        try time.refuseFuture(command.draftedAt, field: "occurredAt")
        guard command.service == .reintegration || command.service == .returneeReintegration else {
            throw Rejection(
                "service.invalid",
                field: "service",
                "a reintegration plan is for REI or, for returnees, RIN"
            )
        }
        let dimensions = Set(command.dimensions)
        guard !dimensions.isEmpty, dimensions.count == command.dimensions.count else {
            throw Rejection("field.invalid", field: "dimensions", "name at least one dimension, and none twice")
        }
        for (index, measure) in command.measures.enumerated() { try measure.check("measures[\(index)]") }
        let isTakenOnTrust = try facts.requireOpen(
            at: command.draftedAt,
            field: "occurredAt",
            isAttested: command.isConsentAttested,
            time
        )
        let plan = ReintegrationPlan(
            id: command.planID,
            subjectID: try subject(given: command.subjectID),
            service: command.service,
            phase: command.phase,
            dimensions: command.dimensions,
            draftedAt: command.draftedAt,
            providerInstitutionID: command.providerInstitutionID ?? facts.registration?.institutionID,
            programmeID: command.programmeID ?? facts.registration?.programmeID,
            agreementID: command.agreementID ?? facts.registration?.agreementID,
            commitmentID: command.commitmentID
        )
        let events = events(of: plan, in: command.caseID)
        return (events.drafted(command, isProvisional: isTakenOnTrust, at: command.draftedAt), isTakenOnTrust)
    }

    func approve(
        plan id: EntityID,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection)
        -> Draft
    {
        let plan = try plan(id)
        guard plan.approvedAt == nil, plan.isOpen(at: instant) else {
            throw .invalidTransition("plan", plan.status.rawValue, "only a drafted one can be approved")
        }
        try time.refuseFuture(instant, field: "approvedAt")
        return events(of: plan, in: caseID).approved(at: instant)
    }

    /// The person counts from here, so the case must be known and open.
    func start(
        plan id: EntityID,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection)
        -> Draft
    {
        var plan = try plan(id)
        guard let approvedAt = plan.approvedAt, plan.startedAt == nil, plan.isOpen(at: instant) else {
            throw .invalidTransition("plan", plan.status.rawValue, "only an approved one can be started")
        }
        try time.refuseFuture(instant, field: "startedAt")
        guard time.day(instant) >= time.day(approvedAt) else {
            throw .period("startedAt", "the plan was approved only after that; correct the date")
        }
        _ = try facts.requireOpen(at: instant, field: "startedAt", isAttested: false, time)
        plan.providerInstitutionID = plan.providerInstitutionID ?? facts.registration?.institutionID
        plan.programmeID = plan.programmeID ?? facts.registration?.programmeID
        plan.agreementID = plan.agreementID ?? facts.registration?.agreementID
        return events(of: plan, in: caseID).started(at: instant)
    }

    /// What follows by rule for open plans: the case ended.
    func planReactions(in caseID: EntityID, _ time: BusinessTime) -> [Draft] {
        plans.values
            .filter { $0.end == nil || $0.end?.isByRule == true }
            .sorted { $0.id < $1.id }
            .compactMap { plan in
                guard let due = facts.planEnd(from: plan.startedAt ?? plan.draftedAt, time.now) else {
                    return plan.end.map { _ in
                        Draft(WorkResumed(itemId: plan.id, caseId: caseID), of: plan.id, at: plan.draftedAt)
                            .asReaction
                    }
                }
                if let end = plan.end, end.at == due.at { return nil }
                return events(of: plan, in: caseID).abandoned(due.outcome, at: due.at).asReaction
            }
    }
}

extension ReintegrationDrafted.Measure {
    fileprivate func check(_ path: String) throws(Rejection) {
        if let amount {
            guard amount > 0, amount.isFinite else {
                throw Rejection("quantity.invalid", field: "\(path).amount", "an amount is more than 0")
            }
            guard currency != nil else {
                throw Rejection("field.required", field: "\(path).currency", "say in which currency the amount is")
            }
        }
        guard currency.map({ $0.utf8.count == 3 && $0.utf8.allSatisfy { (65...90).contains($0) } }) ?? true else {
            throw Rejection("field.invalid", field: "\(path).currency", "a currency is an ISO 4217 code such as EGP")
        }
    }
}

extension CaseFacts {
    /// What ends a plan that was begun at `begun`, the earliest: what ended before it is nothing to it.
    fileprivate func planEnd(from begun: Timestamp, _ now: Timestamp) -> (at: Timestamp, outcome: Outcome)? {
        if voidReason != nil || (registration == nil && declinedAt != nil) {
            return (max(begun, voidedAt ?? declinedAt ?? now), .unavailable)
        }
        return allEnds.filter { $0.returnReason != nil && $0.at >= begun }
            .min { ($0.at, $0.outcome.rawValue) < ($1.at, $1.outcome.rawValue) }
            .map { ($0.at, $0.outcome) }
    }
}
