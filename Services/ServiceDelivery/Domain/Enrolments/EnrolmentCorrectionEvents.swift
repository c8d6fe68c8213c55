import EventStore
import Events

extension EnrolmentEvents {
    /// The enrolment as it stands, `changed` naming what was wrong.
    func corrected(_ changed: [String], _ reason: CorrectionReason, at instant: Timestamp) -> Draft {
        draft(correction(changed, reason), at: instant)
    }

    /// A session as it stands.
    func corrected(
        session sessionID: EntityID,
        date: CalendarDate,
        hours: Double,
        changed: [String],
        _ reason: CorrectionReason,
        at instant: Timestamp
    ) -> Draft {
        var event = correction(changed, reason)
        event.sessionId = sessionID
        event.startedAt = nil
        event.date = date
        event.hours = hours
        return draft(event, at: instant)
    }

    func voided(session sessionID: EntityID?, _ reason: CorrectionReason, at instant: Timestamp) -> Draft {
        draft(
            ServiceVoided(
                enrolmentId: enrolment.id,
                caseId: caseID,
                subjectId: subjectID,
                service: enrolment.service,
                providerInstitutionId: enrolment.providerInstitutionID,
                programmeId: enrolment.programmeID,
                agreementId: enrolment.agreementID,
                commitmentId: enrolment.commitmentID,
                sessionId: sessionID,
                deliveredSessions: enrolment.deliveredSessions,
                reason: reason,
                voidedAt: instant
            ),
            at: instant
        )
    }

    func certified(_ number: String, _ kind: CertificateKind, level: String?, on day: CalendarDate) -> Draft {
        draft(
            CertificateIssued(
                number: number,
                kind: kind,
                enrolmentId: enrolment.id,
                caseId: caseID,
                subjectId: subjectID,
                service: enrolment.service,
                providerInstitutionId: enrolment.providerInstitutionID,
                programmeId: enrolment.programmeID,
                agreementId: enrolment.agreementID,
                level: level,
                issuedOn: day,
                sex: demographics.sex,
                ageBand: demographics.ageBand,
                isChild: demographics.isChild,
                statsMode: demographics.statsMode
            ),
            at: BusinessTime.instant(of: day)
        )
    }

    func revoked(_ number: String, _ kind: CertificateKind, _ reason: CorrectionReason, on day: CalendarDate) -> Draft {
        draft(
            CertificateRevoked(
                number: number,
                kind: kind,
                enrolmentId: enrolment.id,
                caseId: caseID,
                subjectId: subjectID,
                revokedOn: day,
                reason: reason
            ),
            at: BusinessTime.instant(of: day)
        )
    }

    private func correction(_ changed: [String], _ reason: CorrectionReason) -> ServiceCorrected {
        ServiceCorrected(
            enrolmentId: enrolment.id,
            caseId: caseID,
            subjectId: subjectID,
            service: enrolment.service,
            providerInstitutionId: enrolment.providerInstitutionID,
            programmeId: enrolment.programmeID,
            agreementId: enrolment.agreementID,
            commitmentId: enrolment.commitmentID,
            startedAt: enrolment.startedAt,
            deliveredSessions: enrolment.deliveredSessions,
            firstDeliveredOn: enrolment.firstDeliveredOn,
            sex: demographics.sex,
            ageBand: demographics.ageBand,
            isChild: demographics.isChild,
            statsMode: demographics.statsMode,
            changed: changed,
            reason: reason
        )
    }
}
