/// A case was closed.
public struct CaseClosed: CaseEvent {
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID?
    /// The institution responsible.
    public var institutionId: EntityID
    /// Why.
    public var reason: ClosureReason
    /// When.
    public var closedAt: Timestamp
    /// The case that goes on, of a duplicate.
    public var survivingCaseId: EntityID?

    /// Makes the event.
    public init(
        caseId: EntityID,
        subjectId: EntityID? = nil,
        institutionId: EntityID,
        reason: ClosureReason,
        closedAt: Timestamp,
        survivingCaseId: EntityID? = nil
    ) {
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.reason = reason
        self.closedAt = closedAt
        self.survivingCaseId = survivingCaseId
    }

    /// The type without its prefix.
    public static let name = "case.closed.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseEvents
    /// What it says.
    public static let summary = "A case was closed."
    /// A synthetic example.
    public static var example: Self {
        Self(
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            reason: .goalReached,
            closedAt: Synthetic.time
        )
    }
}

/// A closed case was opened again.
public struct CaseReopened: CaseEvent {
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID?
    /// The institution responsible.
    public var institutionId: EntityID
    /// When.
    public var reopenedAt: Timestamp

    /// Makes the event.
    public init(
        caseId: EntityID,
        subjectId: EntityID? = nil,
        institutionId: EntityID,
        reopenedAt: Timestamp
    ) {
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.reopenedAt = reopenedAt
    }

    /// The type without its prefix.
    public static let name = "case.reopened.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseEvents
    /// What it says.
    public static let summary = "A closed case was opened again."
    /// A synthetic example.
    public static var example: Self {
        Self(
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            reopenedAt: Synthetic.time
        )
    }
}
