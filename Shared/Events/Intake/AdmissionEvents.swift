/// A person was admitted to an institution by a valid order.
public struct AdmissionAdmitted: CaseEvent {
    /// The admission.
    public var admissionId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution.
    public var institutionId: EntityID
    /// When.
    public var admittedAt: Timestamp
    /// How closed the placement is.
    public var placement: Placement
    /// Whether the person is kept apart from adults.
    public var separatedFromAdults: Bool
    /// Where the person stands in criminal justice.
    public var legalStatus: LegalStatus?
    /// The day release is expected.
    public var expectedRelease: CalendarDate?
    /// When the family was told.
    public var familyNotifiedAt: Timestamp?
    /// The person's sex.
    public var sex: Sex?
    /// The band of the person's age.
    public var ageBand: AgeBand?
    /// Whether the person counts as a child.
    public var isChild: Bool?
    /// What may enter statistics.
    public var statsMode: StatisticsMode

    /// Makes the event.
    public init(
        admissionId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        institutionId: EntityID,
        admittedAt: Timestamp,
        placement: Placement,
        separatedFromAdults: Bool,
        legalStatus: LegalStatus? = nil,
        expectedRelease: CalendarDate? = nil,
        familyNotifiedAt: Timestamp? = nil,
        sex: Sex? = nil,
        ageBand: AgeBand? = nil,
        isChild: Bool? = nil,
        statsMode: StatisticsMode
    ) {
        self.admissionId = admissionId
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.admittedAt = admittedAt
        self.placement = placement
        self.separatedFromAdults = separatedFromAdults
        self.legalStatus = legalStatus
        self.expectedRelease = expectedRelease
        self.familyNotifiedAt = familyNotifiedAt
        self.sex = sex
        self.ageBand = ageBand
        self.isChild = isChild
        self.statsMode = statsMode
    }

    /// The type without its prefix.
    public static let name = "admission.admitted.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "A person was admitted to an institution by a valid order."
    /// A synthetic example.
    public static var example: Self {
        Self(
            admissionId: Synthetic.admission,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            admittedAt: Synthetic.time,
            placement: .closed,
            separatedFromAdults: true,
            legalStatus: .sentenced,
            expectedRelease: Synthetic.date(2018, 12, 20),
            familyNotifiedAt: Synthetic.time,
            sex: .male,
            ageBand: .from15To17,
            isChild: true,
            statsMode: .full
        )
    }
}

/// An admitted person was classified.
public struct AdmissionClassified: CaseEvent {
    /// The admission.
    public var admissionId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution.
    public var institutionId: EntityID
    /// The regime.
    public var classification: ClassificationLevel
    /// When.
    public var classifiedAt: Timestamp
    /// When it is to be reviewed.
    public var reviewDue: CalendarDate?

    /// Makes the event.
    public init(
        admissionId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        institutionId: EntityID,
        classification: ClassificationLevel,
        classifiedAt: Timestamp,
        reviewDue: CalendarDate? = nil
    ) {
        self.admissionId = admissionId
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.classification = classification
        self.classifiedAt = classifiedAt
        self.reviewDue = reviewDue
    }

    /// The type without its prefix.
    public static let name = "admission.classified.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "An admitted person was classified."
    /// A synthetic example.
    public static var example: Self {
        Self(
            admissionId: Synthetic.admission,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            classification: .level2,
            classifiedAt: Synthetic.time,
            reviewDue: Synthetic.date(2018, 5, 1)
        )
    }
}

/// Preparation of a release began.
public struct AdmissionReleasePrepared: CaseEvent {
    /// The admission.
    public var admissionId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution.
    public var institutionId: EntityID
    /// When.
    public var preparedAt: Timestamp
    /// The day release is expected.
    public var expectedRelease: CalendarDate?

    /// Makes the event.
    public init(
        admissionId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        institutionId: EntityID,
        preparedAt: Timestamp,
        expectedRelease: CalendarDate? = nil
    ) {
        self.admissionId = admissionId
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.preparedAt = preparedAt
        self.expectedRelease = expectedRelease
    }

    /// The type without its prefix.
    public static let name = "admission.release_prepared.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "Preparation of a release began."
    /// A synthetic example.
    public static var example: Self {
        Self(
            admissionId: Synthetic.admission,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            preparedAt: Synthetic.time,
            expectedRelease: Synthetic.date(2018, 12, 20)
        )
    }
}
