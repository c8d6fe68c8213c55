/// Something that was due for a person was not done in time.
public struct WorkOverdue: CaseEvent, SensitiveServiceEvent {
    /// The enrolment or the reintegration plan.
    public var itemId: EntityID
    /// The case.
    public var caseId: EntityID
    /// What was due.
    public var kind: DeliveryDeadlineKind
    /// The service it is part of.
    public var service: ServiceKind
    /// The institution that provides it.
    public var providerInstitutionId: EntityID?
    /// When it was due.
    public var dueAt: Timestamp

    /// Makes the event.
    public init(
        itemId: EntityID,
        caseId: EntityID,
        kind: DeliveryDeadlineKind,
        service: ServiceKind,
        providerInstitutionId: EntityID? = nil,
        dueAt: Timestamp
    ) {
        self.itemId = itemId
        self.caseId = caseId
        self.kind = kind
        self.service = service
        self.providerInstitutionId = providerInstitutionId
        self.dueAt = dueAt
    }

    /// The type without its prefix.
    public static let name = "work.overdue.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "Something that was due for a person was not done in time."
    /// A synthetic example.
    public static var example: Self {
        Self(
            itemId: Synthetic.plan,
            caseId: Synthetic.caseID,
            kind: .followUp,
            service: .reintegration,
            providerInstitutionId: Synthetic.institution,
            dueAt: Synthetic.later
        )
    }
}
