/// A deadline of a case passed before it was met.
public struct DeadlinePassed: CaseEvent {
    /// The case.
    public var caseId: EntityID
    /// The institution responsible.
    public var institutionId: EntityID
    /// What was due.
    public var kind: DeadlineKind
    /// When it was due.
    public var dueAt: Timestamp
    /// What it was due for, where a case can have several: an admission, a transfer.
    public var itemId: EntityID?

    /// Makes the event.
    public init(
        caseId: EntityID,
        institutionId: EntityID,
        kind: DeadlineKind,
        dueAt: Timestamp,
        itemId: EntityID? = nil
    ) {
        self.caseId = caseId
        self.institutionId = institutionId
        self.kind = kind
        self.dueAt = dueAt
        self.itemId = itemId
    }

    /// The type without its prefix.
    public static let name = "deadline.passed.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseEvents
    /// What it says.
    public static let summary = "A deadline of a case passed before it was met."
    /// A synthetic example.
    public static var example: Self {
        Self(
            caseId: Synthetic.caseID,
            institutionId: Synthetic.institution,
            kind: .review,
            dueAt: Synthetic.later
        )
    }
}
