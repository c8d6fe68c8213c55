/// An admitted person was released.
public struct AdmissionReleased: CaseEvent {
    /// The admission.
    public var admissionId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution.
    public var institutionId: EntityID
    /// When.
    public var releasedAt: Timestamp
    /// When the family was told.
    public var familyNotifiedAt: Timestamp?

    /// Makes the event.
    public init(
        admissionId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        institutionId: EntityID,
        releasedAt: Timestamp,
        familyNotifiedAt: Timestamp? = nil
    ) {
        self.admissionId = admissionId
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.releasedAt = releasedAt
        self.familyNotifiedAt = familyNotifiedAt
    }

    /// The type without its prefix.
    public static let name = "admission.released.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "An admitted person was released."
    /// A synthetic example.
    public static var example: Self {
        Self(
            admissionId: Synthetic.admission,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            releasedAt: Synthetic.time,
            familyNotifiedAt: Synthetic.time
        )
    }
}

/// An admitted person left without leave.
public struct AdmissionAbsconded: CaseEvent {
    /// The admission.
    public var admissionId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution.
    public var institutionId: EntityID
    /// When.
    public var abscondedAt: Timestamp

    /// Makes the event.
    public init(
        admissionId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        institutionId: EntityID,
        abscondedAt: Timestamp
    ) {
        self.admissionId = admissionId
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.abscondedAt = abscondedAt
    }

    /// The type without its prefix.
    public static let name = "admission.absconded.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "An admitted person left without leave."
    /// A synthetic example.
    public static var example: Self {
        Self(
            admissionId: Synthetic.admission,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            abscondedAt: Synthetic.time
        )
    }
}

/// A person who had left came back.
public struct AdmissionReturned: CaseEvent {
    /// The admission.
    public var admissionId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution.
    public var institutionId: EntityID
    /// When.
    public var returnedAt: Timestamp

    /// Makes the event.
    public init(
        admissionId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        institutionId: EntityID,
        returnedAt: Timestamp
    ) {
        self.admissionId = admissionId
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.returnedAt = returnedAt
    }

    /// The type without its prefix.
    public static let name = "admission.returned.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "A person who had left came back."
    /// A synthetic example.
    public static var example: Self {
        Self(
            admissionId: Synthetic.admission,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            returnedAt: Synthetic.time
        )
    }
}

/// An admitted person died.
public struct AdmissionDied: CaseEvent {
    /// The admission.
    public var admissionId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution.
    public var institutionId: EntityID
    /// When.
    public var diedAt: Timestamp

    /// Makes the event.
    public init(
        admissionId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        institutionId: EntityID,
        diedAt: Timestamp
    ) {
        self.admissionId = admissionId
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.diedAt = diedAt
    }

    /// The type without its prefix.
    public static let name = "admission.died.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "An admitted person died."
    /// A synthetic example.
    public static var example: Self {
        Self(
            admissionId: Synthetic.admission,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            diedAt: Synthetic.time
        )
    }
}
