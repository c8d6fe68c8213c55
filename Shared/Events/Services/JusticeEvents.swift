/// A person reached a step in criminal proceedings.
public struct JusticeMilestoneReached: CaseEvent {
    /// The enrolment.
    public var enrolmentId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// Support in criminal proceedings, or legal support.
    public var service: ServiceKind
    /// The person's role.
    public var role: JusticeRole
    /// The step.
    public var milestone: JusticeMilestone
    /// When.
    public var reachedOn: CalendarDate

    /// Makes the event.
    public init(
        enrolmentId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        service: ServiceKind,
        role: JusticeRole,
        milestone: JusticeMilestone,
        reachedOn: CalendarDate
    ) {
        self.enrolmentId = enrolmentId
        self.caseId = caseId
        self.subjectId = subjectId
        self.service = service
        self.role = role
        self.milestone = milestone
        self.reachedOn = reachedOn
    }

    /// The type without its prefix.
    public static let name = "justice.milestone_reached.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceConfidential
    /// What it says.
    public static let summary = "A person reached a step in criminal proceedings."
    /// A synthetic example.
    public static var example: Self {
        Self(
            enrolmentId: Synthetic.enrolment,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            service: .criminalJustice,
            role: .victim,
            milestone: .testimony,
            reachedOn: Synthetic.date(2018, 2, 1)
        )
    }
}
