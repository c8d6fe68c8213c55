/// Two subjects may be one person; a human decides.
public struct SubjectDuplicateSuspected: EventData {
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The other pseudonym.
    public var otherSubjectId: EntityID
    /// The cases concerned.
    public var caseIds: [EntityID]
    /// How many tokens match.
    public var matchingTokens: Int
    /// When.
    public var suspectedAt: Timestamp

    /// Makes the event.
    public init(
        subjectId: EntityID,
        otherSubjectId: EntityID,
        caseIds: [EntityID],
        matchingTokens: Int,
        suspectedAt: Timestamp
    ) {
        self.subjectId = subjectId
        self.otherSubjectId = otherSubjectId
        self.caseIds = caseIds
        self.matchingTokens = matchingTokens
        self.suspectedAt = suspectedAt
    }

    /// The type without its prefix.
    public static let name = "subject.duplicate_suspected.v1"
    /// Where it is published.
    public static let topic: Topic? = .matchTokens
    /// What it says.
    public static let summary = "Two subjects may be one person; a human decides."
    /// A synthetic example.
    public static var example: Self {
        Self(
            subjectId: Synthetic.subject,
            otherSubjectId: Synthetic.otherSubject,
            caseIds: [Synthetic.caseID, Synthetic.otherCase],
            matchingTokens: 3,
            suspectedAt: Synthetic.time
        )
    }
}

/// Two subjects are one person.
public struct SubjectMerged: EventData {
    /// The pseudonym that stays.
    public var survivingSubjectId: EntityID
    /// The pseudonym that goes.
    public var mergedSubjectId: EntityID
    /// The cases of the pseudonym that goes.
    public var caseIds: [EntityID]
    /// When.
    public var mergedAt: Timestamp

    /// Makes the event.
    public init(
        survivingSubjectId: EntityID,
        mergedSubjectId: EntityID,
        caseIds: [EntityID],
        mergedAt: Timestamp
    ) {
        self.survivingSubjectId = survivingSubjectId
        self.mergedSubjectId = mergedSubjectId
        self.caseIds = caseIds
        self.mergedAt = mergedAt
    }

    /// The type without its prefix.
    public static let name = "subject.merged.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "Two subjects are one person."
    /// A synthetic example.
    public static var example: Self {
        Self(
            survivingSubjectId: Synthetic.subject,
            mergedSubjectId: Synthetic.otherSubject,
            caseIds: [Synthetic.otherCase],
            mergedAt: Synthetic.time
        )
    }
}

/// A person's data were erased; every holder erases them too.
public struct SubjectErased: EventData {
    /// The pseudonym whose keys were destroyed.
    public var subjectId: EntityID
    /// The cases concerned.
    public var caseIds: [EntityID]
    /// When.
    public var erasedAt: Timestamp

    /// Makes the event.
    public init(
        subjectId: EntityID,
        caseIds: [EntityID],
        erasedAt: Timestamp
    ) {
        self.subjectId = subjectId
        self.caseIds = caseIds
        self.erasedAt = erasedAt
    }

    /// The type without its prefix.
    public static let name = "subject.erased.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseEvents
    /// What it says.
    public static let summary = "A person's data were erased; every holder erases them too."
    /// A synthetic example.
    public static var example: Self {
        Self(
            subjectId: Synthetic.subject,
            caseIds: [Synthetic.caseID],
            erasedAt: Synthetic.time
        )
    }
}
