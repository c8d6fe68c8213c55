/// A merge was undone: the two subjects are two persons.
public struct SubjectUnmerged: EventData {
    /// The pseudonym that had stayed.
    public var survivingSubjectId: EntityID
    /// The pseudonym that is a person of its own again.
    public var mergedSubjectId: EntityID
    /// The cases of the pseudonym that had gone.
    public var caseIds: [EntityID]
    /// When.
    public var unmergedAt: Timestamp

    /// Makes the event.
    public init(
        survivingSubjectId: EntityID,
        mergedSubjectId: EntityID,
        caseIds: [EntityID],
        unmergedAt: Timestamp
    ) {
        self.survivingSubjectId = survivingSubjectId
        self.mergedSubjectId = mergedSubjectId
        self.caseIds = caseIds
        self.unmergedAt = unmergedAt
    }

    /// The type without its prefix.
    public static let name = "subject.unmerged.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "A merge was undone: the two subjects are two persons."
    /// A synthetic example.
    public static var example: Self {
        Self(
            survivingSubjectId: Synthetic.subject,
            mergedSubjectId: Synthetic.otherSubject,
            caseIds: [Synthetic.otherCase],
            unmergedAt: Synthetic.time
        )
    }
}

/// Two subjects that were suspected to be one person are two.
public struct SubjectDuplicateDismissed: EventData {
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The other pseudonym.
    public var otherSubjectId: EntityID
    /// When.
    public var dismissedAt: Timestamp

    /// Makes the event.
    public init(
        subjectId: EntityID,
        otherSubjectId: EntityID,
        dismissedAt: Timestamp
    ) {
        self.subjectId = subjectId
        self.otherSubjectId = otherSubjectId
        self.dismissedAt = dismissedAt
    }

    /// The type without its prefix.
    public static let name = "subject.duplicate_dismissed.v1"
    /// Where it is published.
    public static let topic: Topic? = .matchTokens
    /// What it says.
    public static let summary = "Two subjects that were suspected to be one person are two."
    /// A synthetic example.
    public static var example: Self {
        Self(
            subjectId: Synthetic.subject,
            otherSubjectId: Synthetic.otherSubject,
            dismissedAt: Synthetic.time
        )
    }
}
