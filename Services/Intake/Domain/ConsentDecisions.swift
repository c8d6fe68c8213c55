import EventStore
import Events

/// A consent to be recorded: given, withheld or taken back.
struct RecordConsent: Codable, Sendable, Hashable {
    /// The consent that is taken back or renewed; a new one unless given.
    var consentId: EntityID?
    var purpose: ConsentPurpose
    var decision: ConsentDecision
    var basis: ConsentBasis
    var recipientOrgId: EntityID?
    /// When it was decided; when the command happened unless given.
    var at: Timestamp?
    var expiresAt: Timestamp?
    var occurredAt: Timestamp?
}

extension CaseState {
    /// Decides to record a consent.
    ///
    /// `subject` is the person, once registered; before that a child is told by the case's group. `newID` is the
    /// consent's identifier when it is a new one.
    func record(
        _ consent: RecordConsent,
        of subject: SubjectDetails?,
        id subjectID: EntityID?,
        newID: EntityID,
        _ occasion: Occasion
    ) throws(Rejection) -> ConsentRecorded {
        switch life.status {
        case .declined, .voided, .transferred, nil:
            throw .invalidTransition("the case is \(life.status?.rawValue ?? "unknown"); no consent can be recorded")
        default: break
        }
        let at = consent.at ?? occasion.at
        try occasion.notInFuture(at, "at")
        if let expiresAt = consent.expiresAt, expiresAt <= at {
            throw Rejection("period.invalid", field: "expiresAt", "a consent must end after it was given")
        }
        if let known = consent.consentId {
            guard let earlier = consents.record(known) else {
                throw Rejection(
                    "consent.unknown",
                    field: "consentId",
                    "there is no such consent of this case; leave consentId out to record a new one",
                    status: 404
                )
            }
            guard earlier.purpose == consent.purpose, earlier.recipientOrgId == consent.recipientOrgId else {
                throw .invalidField("consentId", "that consent is for another purpose or recipient")
            }
        }
        if consent.decision == .withdrawn, !consents.allows(consent.purpose, recipient: consent.recipientOrgId, at: at)
        {
            throw .invalidTransition("no such consent was in force then; record it as withheld", field: "decision")
        }
        if consent.decision == .granted, consent.basis == .ownWill,
            isChild(subject, on: occasion.calendar.date(of: at))
        {
            throw Rejection(
                "consent.guardian_required",
                field: "basis",
                "a child's consent needs the guardian, a court's order or the child's best interests as its basis"
            )
        }
        return ConsentRecorded(
            consentId: consent.consentId ?? newID,
            caseId: caseID,
            subjectId: subjectID,
            purpose: consent.purpose,
            decision: consent.decision,
            basis: consent.basis,
            recipientOrgId: consent.recipientOrgId,
            at: at,
            expiresAt: consent.expiresAt
        )
    }

    private func isChild(_ subject: SubjectDetails?, on day: CalendarDate) -> Bool {
        subject?.isChild(on: day) ?? (group == .child)
    }
}
