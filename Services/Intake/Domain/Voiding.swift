import EventStore
import Events

/// A record of a case that was entered in error is taken back: it never took place.
///
/// The log keeps both the entry and its taking back.
struct VoidRecord: Codable, Sendable, Hashable {
    var reason: CorrectionReason
    var occurredAt: Timestamp?
}

extension CaseState {
    /// Decides to take back an admission with all that happened in it.
    func voidAdmission(
        _ command: VoidRecord,
        _ admissionID: EntityID,
        _ occasion: Occasion
    ) throws(Rejection) -> AdmissionVoided {
        try requireNotVoided()
        guard let admission = admissions.first(where: { $0.id == admissionID }) else {
            throw .recordUnknown("admission")
        }
        return AdmissionVoided(
            admissionId: admissionID,
            caseId: caseID,
            subjectId: subjectID,
            institutionId: admission.institutionID,
            reason: command.reason,
            voidedAt: occasion.at
        )
    }

    /// Decides to take back a consent with all its decisions.
    ///
    /// A registration must still rest on another one.
    func voidConsent(
        _ command: VoidRecord,
        _ consentID: EntityID,
        _ occasion: Occasion
    ) throws(Rejection) -> ConsentVoided {
        try requireNotVoided()
        guard let consent = consents.record(consentID) else { throw .recordUnknown("consent") }
        var others = consents
        others.void(consentID)
        if let registeredAt, consents.allows(.register, at: registeredAt), !others.allows(.register, at: registeredAt) {
            throw Rejection(
                "consent.missing",
                field: "consentId",
                "the case is registered on it; record the consent that was in force then first, or void the case"
            )
        }
        return ConsentVoided(
            consentId: consentID,
            caseId: caseID,
            purpose: consent.purpose,
            recipientOrgId: consent.recipientOrgId,
            reason: command.reason,
            voidedAt: occasion.at
        )
    }

    /// Decides to take back an assessment, on which no plan may rest.
    func voidAssessment(
        _ command: VoidRecord,
        _ assessmentID: EntityID,
        _ occasion: Occasion
    ) throws(Rejection) -> AssessmentVoided {
        try requireNotVoided()
        guard let assessment = assessments.first(where: { $0.id == assessmentID }) else {
            throw .recordUnknown("assessment")
        }
        var others = life
        others.remove(.assess, at: assessment.at)
        guard others.isPossible else {
            throw .invalidTransition("a plan rests on that assessment alone; record the right assessment first")
        }
        return AssessmentVoided(
            caseId: caseID,
            assessmentId: assessmentID,
            institutionId: institutionID,
            assessedAt: assessment.at,
            reason: command.reason,
            voidedAt: occasion.at
        )
    }

    /// Decides to take back a contact.
    func voidContact(
        _ command: VoidRecord,
        _ contactID: EntityID,
        _ occasion: Occasion
    ) throws(Rejection) -> ContactVoided {
        try requireNotVoided()
        for admission in admissions {
            guard let contact = admission.contacts.first(where: { $0.id == contactID }) else { continue }
            return ContactVoided(
                contactId: contactID,
                admissionId: admission.id,
                caseId: caseID,
                kind: contact.kind,
                on: contact.on,
                reason: command.reason,
                voidedAt: occasion.at
            )
        }
        throw .recordUnknown("contact")
    }

    static func voidFold(_ dispatch: Dispatch<CaseState>) -> Dispatch<CaseState> {
        dispatch
            .on(AdmissionVoided.self) { state, event, _ in
                state.admissions.removeAll { $0.id == event.admissionId }
            }
            .on(ConsentVoided.self) { state, event, _ in state.consents.void(event.consentId) }
            .on(AssessmentVoided.self) { state, event, _ in
                state.assessments.removeAll { $0.id == event.assessmentId }
                state.life.remove(.assess, at: event.assessedAt)
            }
            .on(ContactVoided.self) { state, event, _ in
                state.update(event.admissionId) { admission in
                    admission.version += 1
                    admission.contacts.removeAll { $0.id == event.contactId }
                }
            }
    }

    private func requireNotVoided() throws(Rejection) {
        guard life.status != .voided else { throw .invalidTransition("the case is voided") }
    }
}

extension Rejection {
    /// 404: no such record in the case.
    static func recordUnknown(_ kind: String) -> Rejection {
        Rejection(
            "\(kind).unknown",
            field: "\(kind)Id",
            "the case has no such \(kind), or it was taken back already; check the identifier",
            status: 404
        )
    }
}
