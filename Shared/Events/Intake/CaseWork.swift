/// A service that a case plan provides for.
public struct PlannedAction: Codable, Sendable, Hashable {
    /// The service.
    public var service: ServiceKind
    /// Who provides it.
    public var providerOrgId: EntityID?
    /// When it is due.
    public var due: CalendarDate?

    /// Makes the value.
    public init(
        service: ServiceKind,
        providerOrgId: EntityID? = nil,
        due: CalendarDate? = nil
    ) {
        self.service = service
        self.providerOrgId = providerOrgId
        self.due = due
    }

    static var synthetic: Self {
        Self(
            service: .literacy,
            providerOrgId: Synthetic.organisation,
            due: Synthetic.date(2018, 6, 30)
        )
    }
}

/// A case was assessed; what was found travels in `case.profile`.
public struct CaseAssessed: CaseEvent {
    /// The case.
    public var caseId: EntityID
    /// The assessment.
    public var assessmentId: EntityID
    /// The institution responsible.
    public var institutionId: EntityID
    /// When.
    public var assessedAt: Timestamp

    /// Makes the event.
    public init(
        caseId: EntityID,
        assessmentId: EntityID,
        institutionId: EntityID,
        assessedAt: Timestamp
    ) {
        self.caseId = caseId
        self.assessmentId = assessmentId
        self.institutionId = institutionId
        self.assessedAt = assessedAt
    }

    /// The type without its prefix.
    public static let name = "case.assessed.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseEvents
    /// What it says.
    public static let summary = "A case was assessed; what was found travels in `case.profile`."
    /// A synthetic example.
    public static var example: Self {
        Self(
            caseId: Synthetic.caseID,
            assessmentId: Synthetic.assessment,
            institutionId: Synthetic.institution,
            assessedAt: Synthetic.time
        )
    }
}

/// The plan of a case was approved.
public struct CasePlanned: CaseEvent {
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution responsible.
    public var institutionId: EntityID
    /// The plan's number within the case, from 1.
    public var planNumber: Int
    /// The services planned.
    public var actions: [PlannedAction]
    /// When it was approved.
    public var approvedAt: Timestamp
    /// When it is to be reviewed.
    public var reviewDue: CalendarDate

    /// Makes the event.
    public init(
        caseId: EntityID,
        subjectId: EntityID,
        institutionId: EntityID,
        planNumber: Int,
        actions: [PlannedAction],
        approvedAt: Timestamp,
        reviewDue: CalendarDate
    ) {
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.planNumber = planNumber
        self.actions = actions
        self.approvedAt = approvedAt
        self.reviewDue = reviewDue
    }

    /// The type without its prefix.
    public static let name = "case.planned.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseEvents
    /// What it says.
    public static let summary = "The plan of a case was approved."
    /// A synthetic example.
    public static var example: Self {
        Self(
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            planNumber: 1,
            actions: [.synthetic],
            approvedAt: Synthetic.time,
            reviewDue: Synthetic.date(2018, 5, 1)
        )
    }
}

/// The first service of a case began.
public struct CaseStarted: CaseEvent {
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution responsible.
    public var institutionId: EntityID
    /// The enrolment that began.
    public var enrolmentId: EntityID?
    /// When.
    public var startedAt: Timestamp

    /// Makes the event.
    public init(
        caseId: EntityID,
        subjectId: EntityID,
        institutionId: EntityID,
        enrolmentId: EntityID? = nil,
        startedAt: Timestamp
    ) {
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.enrolmentId = enrolmentId
        self.startedAt = startedAt
    }

    /// The type without its prefix.
    public static let name = "case.started.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseEvents
    /// What it says.
    public static let summary = "The first service of a case began."
    /// A synthetic example.
    public static var example: Self {
        Self(
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            enrolmentId: Synthetic.enrolment,
            startedAt: Synthetic.time
        )
    }
}

/// A case was reviewed.
public struct CaseReviewed: CaseEvent {
    /// The case.
    public var caseId: EntityID
    /// The institution responsible.
    public var institutionId: EntityID
    /// What was decided.
    public var decision: ReviewDecision
    /// When.
    public var reviewedAt: Timestamp
    /// When the next review is due.
    public var reviewDue: CalendarDate?

    /// Makes the event.
    public init(
        caseId: EntityID,
        institutionId: EntityID,
        decision: ReviewDecision,
        reviewedAt: Timestamp,
        reviewDue: CalendarDate? = nil
    ) {
        self.caseId = caseId
        self.institutionId = institutionId
        self.decision = decision
        self.reviewedAt = reviewedAt
        self.reviewDue = reviewDue
    }

    /// The type without its prefix.
    public static let name = "case.reviewed.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseEvents
    /// What it says.
    public static let summary = "A case was reviewed."
    /// A synthetic example.
    public static var example: Self {
        Self(
            caseId: Synthetic.caseID,
            institutionId: Synthetic.institution,
            decision: .continuePlan,
            reviewedAt: Synthetic.time,
            reviewDue: Synthetic.date(2018, 8, 1)
        )
    }
}
