import EventStore
import Events

/// The events of a reintegration plan, made from its state in one place.
struct PlanEvents: Sendable {
    let caseID: EntityID
    let plan: ReintegrationPlan
    let subjectID: EntityID
    let demographics: Demographics

    private func draft(_ event: any EventData, at instant: Timestamp) -> Draft {
        Draft(event, of: plan.id, at: instant)
    }

    func drafted(_ command: DraftPlan, isProvisional: Bool, at instant: Timestamp) -> Draft {
        draft(
            ReintegrationDrafted(
                planId: plan.id,
                caseId: caseID,
                subjectId: subjectID,
                service: plan.service,
                phase: plan.phase,
                dimensions: plan.dimensions,
                measures: command.measures,
                employerOrgId: command.employerOrgID,
                providerInstitutionId: plan.providerInstitutionID,
                programmeId: plan.programmeID,
                agreementId: plan.agreementID,
                commitmentId: plan.commitmentID,
                provisional: isProvisional ? true : nil
            ),
            at: instant
        )
    }

    func approved(at instant: Timestamp) -> Draft {
        draft(
            ReintegrationApproved(
                planId: plan.id,
                caseId: caseID,
                subjectId: subjectID,
                service: plan.service,
                phase: plan.phase,
                dimensions: plan.dimensions,
                approvedAt: instant
            ),
            at: instant
        )
    }

    func started(at instant: Timestamp) -> Draft {
        draft(
            ReintegrationStarted(
                planId: plan.id,
                caseId: caseID,
                subjectId: subjectID,
                service: plan.service,
                phase: plan.phase,
                dimensions: plan.dimensions,
                providerInstitutionId: plan.providerInstitutionID,
                programmeId: plan.programmeID,
                agreementId: plan.agreementID,
                commitmentId: plan.commitmentID,
                startedAt: instant,
                sex: demographics.sex,
                ageBand: demographics.ageBand,
                isChild: demographics.isChild,
                statsMode: demographics.statsMode
            ),
            at: instant
        )
    }

    func followedUp(month: Int, on day: CalendarDate) -> Draft {
        draft(
            ReintegrationFollowedUp(
                planId: plan.id,
                caseId: caseID,
                subjectId: subjectID,
                service: plan.service,
                phase: plan.phase,
                month: month,
                followedUpOn: day
            ),
            at: BusinessTime.instant(of: day)
        )
    }

    func completed(employed: Bool?, at instant: Timestamp) -> Draft {
        draft(
            ReintegrationCompleted(
                planId: plan.id,
                caseId: caseID,
                subjectId: subjectID,
                service: plan.service,
                phase: plan.phase,
                employed: employed,
                completedAt: instant
            ),
            at: instant
        )
    }

    /// The end before completion; of a plan that never went beyond this store, it stays here too.
    func abandoned(_ outcome: Outcome, at instant: Timestamp) -> Draft {
        Draft(
            ReintegrationAbandoned(
                planId: plan.id,
                caseId: caseID,
                subjectId: subjectID,
                service: plan.service,
                phase: plan.phase,
                outcome: outcome,
                abandonedAt: instant
            ),
            of: plan.id,
            at: instant,
            staysHere: plan.approvedAt == nil
        )
    }
}

extension CaseState {
    func events(of plan: ReintegrationPlan, in caseID: EntityID) -> PlanEvents {
        PlanEvents(
            caseID: caseID,
            plan: plan,
            subjectID: current(facts.registration?.subjectID ?? plan.subjectID),
            demographics: facts.demographics
        )
    }
}
