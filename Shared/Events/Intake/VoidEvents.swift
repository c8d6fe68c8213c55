/// An admission was entered in error and never took place.
public struct AdmissionVoided: CaseEvent {
    /// The admission.
    public var admissionId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID?
    /// The institution.
    public var institutionId: EntityID
    /// Why it is taken back.
    public var reason: CorrectionReason
    /// When it was taken back.
    public var voidedAt: Timestamp

    /// Makes the event.
    public init(
        admissionId: EntityID,
        caseId: EntityID,
        subjectId: EntityID? = nil,
        institutionId: EntityID,
        reason: CorrectionReason,
        voidedAt: Timestamp
    ) {
        self.admissionId = admissionId
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.reason = reason
        self.voidedAt = voidedAt
    }

    /// The type without its prefix.
    public static let name = "admission.voided.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "An admission was entered in error and never took place."
    /// A synthetic example.
    public static var example: Self {
        Self(
            admissionId: Synthetic.admission,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            reason: .wrongPerson,
            voidedAt: Synthetic.time
        )
    }
}

/// A consent was entered in error and never given, withheld or taken back.
public struct ConsentVoided: CaseEvent {
    /// The consent.
    public var consentId: EntityID
    /// The case.
    public var caseId: EntityID
    /// What it would have been for.
    public var purpose: ConsentPurpose
    /// Whom it would have named.
    public var recipientOrgId: EntityID?
    /// Why it is taken back.
    public var reason: CorrectionReason
    /// When it was taken back.
    public var voidedAt: Timestamp

    /// Makes the event.
    public init(
        consentId: EntityID,
        caseId: EntityID,
        purpose: ConsentPurpose,
        recipientOrgId: EntityID? = nil,
        reason: CorrectionReason,
        voidedAt: Timestamp
    ) {
        self.consentId = consentId
        self.caseId = caseId
        self.purpose = purpose
        self.recipientOrgId = recipientOrgId
        self.reason = reason
        self.voidedAt = voidedAt
    }

    /// The type without its prefix.
    public static let name = "consent.voided.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "A consent was entered in error and holds from no time on."
    /// A synthetic example.
    public static var example: Self {
        Self(
            consentId: Synthetic.consent,
            caseId: Synthetic.caseID,
            purpose: .shareService,
            recipientOrgId: Synthetic.organisation,
            reason: .dataEntry,
            voidedAt: Synthetic.time
        )
    }
}

/// An assessment was entered in error and never took place.
public struct AssessmentVoided: CaseEvent {
    /// The case.
    public var caseId: EntityID
    /// The assessment.
    public var assessmentId: EntityID
    /// The institution responsible.
    public var institutionId: EntityID
    /// When it was said to have taken place.
    public var assessedAt: Timestamp
    /// Why it is taken back.
    public var reason: CorrectionReason
    /// When it was taken back.
    public var voidedAt: Timestamp

    /// Makes the event.
    public init(
        caseId: EntityID,
        assessmentId: EntityID,
        institutionId: EntityID,
        assessedAt: Timestamp,
        reason: CorrectionReason,
        voidedAt: Timestamp
    ) {
        self.caseId = caseId
        self.assessmentId = assessmentId
        self.institutionId = institutionId
        self.assessedAt = assessedAt
        self.reason = reason
        self.voidedAt = voidedAt
    }

    /// The type without its prefix.
    public static let name = "assessment.voided.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseEvents
    /// What it says.
    public static let summary = "An assessment was entered in error; what holds instead travels in `case.profile`."
    /// A synthetic example.
    public static var example: Self {
        Self(
            caseId: Synthetic.caseID,
            assessmentId: Synthetic.assessment,
            institutionId: Synthetic.institution,
            assessedAt: Synthetic.time,
            reason: .wrongPerson,
            voidedAt: Synthetic.later
        )
    }
}

/// A contact with the family was entered in error and never took place.
public struct ContactVoided: CaseEvent {
    /// The event that recorded it.
    public var contactId: EntityID
    /// The admission.
    public var admissionId: EntityID
    /// The case.
    public var caseId: EntityID
    /// How it was said to have been.
    public var kind: ContactKind
    /// The day it was said to have been.
    public var on: CalendarDate
    /// Why it is taken back.
    public var reason: CorrectionReason
    /// When it was taken back.
    public var voidedAt: Timestamp

    /// Makes the event.
    public init(
        contactId: EntityID,
        admissionId: EntityID,
        caseId: EntityID,
        kind: ContactKind,
        on: CalendarDate,
        reason: CorrectionReason,
        voidedAt: Timestamp
    ) {
        self.contactId = contactId
        self.admissionId = admissionId
        self.caseId = caseId
        self.kind = kind
        self.on = on
        self.reason = reason
        self.voidedAt = voidedAt
    }

    /// The type without its prefix.
    public static let name = "contact.voided.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "A contact with the family was entered in error and never took place."
    /// A synthetic example.
    public static var example: Self {
        Self(
            contactId: Synthetic.report,
            admissionId: Synthetic.admission,
            caseId: Synthetic.caseID,
            kind: .visit,
            on: Synthetic.date(2018, 2, 1),
            reason: .dataEntry,
            voidedAt: Synthetic.time
        )
    }
}
