import EventStore
import Events

/// The events of an enrolment, made from its state in one place so that what they repeat cannot differ.
struct EnrolmentEvents: Sendable {
    let caseID: EntityID
    let enrolment: Enrolment
    let subjectID: EntityID
    let demographics: Demographics

    func draft(_ event: any EventData, at instant: Timestamp) -> Draft {
        Draft(event, of: enrolment.id, at: instant, staysHere: !enrolment.hasBegun)
    }

    func planned() -> Draft {
        Draft(
            ServicePlanned(
                enrolmentId: enrolment.id,
                caseId: caseID,
                subjectId: subjectID,
                service: enrolment.service,
                providerInstitutionId: enrolment.providerInstitutionID,
                programmeId: enrolment.programmeID,
                agreementId: enrolment.agreementID,
                commitmentId: enrolment.commitmentID,
                referralId: enrolment.referralID,
                startedAt: enrolment.startedAt,
                urgent: enrolment.isUrgent ? true : nil,
                provisional: enrolment.isProvisional ? true : nil
            ),
            of: enrolment.id,
            at: enrolment.startedAt
        )
    }

    func started() -> Draft {
        Draft(
            ServiceStarted(
                enrolmentId: enrolment.id,
                caseId: caseID,
                subjectId: subjectID,
                service: enrolment.service,
                providerInstitutionId: enrolment.providerInstitutionID,
                programmeId: enrolment.programmeID,
                agreementId: enrolment.agreementID,
                commitmentId: enrolment.commitmentID,
                referralId: enrolment.referralID,
                startedAt: enrolment.startedAt,
                urgent: enrolment.isUrgent ? true : nil,
                provisional: enrolment.isProvisional ? true : nil,
                sex: demographics.sex,
                ageBand: demographics.ageBand,
                isChild: demographics.isChild,
                statsMode: demographics.statsMode
            ),
            of: enrolment.id,
            at: enrolment.startedAt
        )
    }

    func delivered(_ sessionID: EntityID, on date: CalendarDate, hours: Double) -> Draft {
        draft(
            ServiceDelivered(
                enrolmentId: enrolment.id,
                caseId: caseID,
                subjectId: subjectID,
                service: enrolment.service,
                providerInstitutionId: enrolment.providerInstitutionID,
                programmeId: enrolment.programmeID,
                agreementId: enrolment.agreementID,
                commitmentId: enrolment.commitmentID,
                sessionId: sessionID,
                date: date,
                hours: hours,
                sex: demographics.sex,
                ageBand: demographics.ageBand,
                isChild: demographics.isChild,
                statsMode: demographics.statsMode
            ),
            at: BusinessTime.instant(of: date)
        )
    }

    func missed(_ sessionID: EntityID, on date: CalendarDate, hours: Double) -> Draft {
        draft(
            SessionMissed(enrolmentId: enrolment.id, caseId: caseID, sessionId: sessionID, date: date, hours: hours),
            at: BusinessTime.instant(of: date)
        )
    }

    /// The end of the enrolment.
    func ended(_ kind: Enrolment.End.Kind, _ outcome: Outcome, at instant: Timestamp) -> Draft {
        switch kind {
        case .completed: draft(completed(outcome, at: instant), at: instant)
        case .dropped: draft(dropped(outcome, at: instant), at: instant)
        case .interrupted: draft(interrupted(outcome, at: instant), at: instant)
        }
    }

    private func completed(_ outcome: Outcome, at instant: Timestamp) -> ServiceCompleted {
        ServiceCompleted(
            enrolmentId: enrolment.id,
            caseId: caseID,
            subjectId: subjectID,
            service: enrolment.service,
            providerInstitutionId: enrolment.providerInstitutionID,
            programmeId: enrolment.programmeID,
            agreementId: enrolment.agreementID,
            commitmentId: enrolment.commitmentID,
            outcome: outcome,
            endedAt: instant
        )
    }

    private func dropped(_ outcome: Outcome, at instant: Timestamp) -> ServiceDropped {
        ServiceDropped(
            enrolmentId: enrolment.id,
            caseId: caseID,
            subjectId: subjectID,
            service: enrolment.service,
            providerInstitutionId: enrolment.providerInstitutionID,
            programmeId: enrolment.programmeID,
            agreementId: enrolment.agreementID,
            commitmentId: enrolment.commitmentID,
            outcome: outcome,
            endedAt: instant
        )
    }

    private func interrupted(_ outcome: Outcome, at instant: Timestamp) -> ServiceInterrupted {
        ServiceInterrupted(
            enrolmentId: enrolment.id,
            caseId: caseID,
            subjectId: subjectID,
            service: enrolment.service,
            providerInstitutionId: enrolment.providerInstitutionID,
            programmeId: enrolment.programmeID,
            agreementId: enrolment.agreementID,
            commitmentId: enrolment.commitmentID,
            outcome: outcome,
            endedAt: instant
        )
    }
}

extension CaseState {
    /// The events of `enrolment`, with what may be said of the person now.
    func events(of enrolment: Enrolment, in caseID: EntityID) -> EnrolmentEvents {
        EnrolmentEvents(
            caseID: caseID,
            enrolment: enrolment,
            subjectID: current(facts.registration?.subjectID ?? enrolment.subjectID),
            demographics: facts.demographics
        )
    }
}
