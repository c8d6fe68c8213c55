/// A reintegration plan was approved.
public struct ReintegrationApproved: CaseEvent {
    /// The reintegration plan.
    public var planId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// Reintegration, or reintegration of returnees.
    public var service: ServiceKind
    /// Before or after release or return.
    public var phase: ReintegrationPhase
    /// What it covers.
    public var dimensions: [SustainabilityDimension]
    /// When.
    public var approvedAt: Timestamp

    /// Makes the event.
    public init(
        planId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        service: ServiceKind,
        phase: ReintegrationPhase,
        dimensions: [SustainabilityDimension],
        approvedAt: Timestamp
    ) {
        self.planId = planId
        self.caseId = caseId
        self.subjectId = subjectId
        self.service = service
        self.phase = phase
        self.dimensions = dimensions
        self.approvedAt = approvedAt
    }

    /// The type without its prefix.
    public static let name = "reintegration.approved.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A reintegration plan was approved."
    /// A synthetic example.
    public static var example: Self {
        Self(
            planId: Synthetic.plan,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            service: .reintegration,
            phase: .aftercare,
            dimensions: [.economic, .social],
            approvedAt: Synthetic.time
        )
    }
}

/// A reintegration plan began; the person counts from here.
public struct ReintegrationStarted: CaseEvent {
    /// The reintegration plan.
    public var planId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// Reintegration, or reintegration of returnees.
    public var service: ServiceKind
    /// Before or after release or return.
    public var phase: ReintegrationPhase
    /// What it covers.
    public var dimensions: [SustainabilityDimension]
    /// The institution that carries it out.
    public var providerInstitutionId: EntityID?
    /// The programme that pays.
    public var programmeId: EntityID?
    /// The agreement it happens under.
    public var agreementId: EntityID?
    /// The commitment it fulfils.
    public var commitmentId: EntityID?
    /// When.
    public var startedAt: Timestamp
    /// The person's sex.
    public var sex: Sex?
    /// The band of the person's age.
    public var ageBand: AgeBand?
    /// Whether the person counts as a child.
    public var isChild: Bool?
    /// What may enter statistics; under `count_only` every quasi-identifier is absent.
    public var statsMode: StatisticsMode

    /// Makes the event.
    public init(
        planId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        service: ServiceKind,
        phase: ReintegrationPhase,
        dimensions: [SustainabilityDimension],
        providerInstitutionId: EntityID? = nil,
        programmeId: EntityID? = nil,
        agreementId: EntityID? = nil,
        commitmentId: EntityID? = nil,
        startedAt: Timestamp,
        sex: Sex? = nil,
        ageBand: AgeBand? = nil,
        isChild: Bool? = nil,
        statsMode: StatisticsMode
    ) {
        self.planId = planId
        self.caseId = caseId
        self.subjectId = subjectId
        self.service = service
        self.phase = phase
        self.dimensions = dimensions
        self.providerInstitutionId = providerInstitutionId
        self.programmeId = programmeId
        self.agreementId = agreementId
        self.commitmentId = commitmentId
        self.startedAt = startedAt
        self.sex = sex
        self.ageBand = ageBand
        self.isChild = isChild
        self.statsMode = statsMode
    }

    /// The type without its prefix.
    public static let name = "reintegration.started.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A reintegration plan began; the person counts from here."
    /// A synthetic example.
    public static var example: Self {
        Self(
            planId: Synthetic.plan,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            service: .reintegration,
            phase: .aftercare,
            dimensions: [.economic, .social],
            providerInstitutionId: Synthetic.institution,
            programmeId: Synthetic.programme,
            agreementId: Synthetic.agreement,
            commitmentId: Synthetic.commitment,
            startedAt: Synthetic.time,
            sex: .male,
            ageBand: .from15To17,
            isChild: true,
            statsMode: .full
        )
    }
}

/// A person was followed up after reintegration began.
public struct ReintegrationFollowedUp: CaseEvent {
    /// The reintegration plan.
    public var planId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// Reintegration, or reintegration of returnees.
    public var service: ServiceKind
    /// Before or after release or return.
    public var phase: ReintegrationPhase
    /// The month after the beginning: 1, 3, 6 or 12.
    public var month: Int
    /// When.
    public var followedUpOn: CalendarDate

    /// Makes the event.
    public init(
        planId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        service: ServiceKind,
        phase: ReintegrationPhase,
        month: Int,
        followedUpOn: CalendarDate
    ) {
        self.planId = planId
        self.caseId = caseId
        self.subjectId = subjectId
        self.service = service
        self.phase = phase
        self.month = month
        self.followedUpOn = followedUpOn
    }

    /// The type without its prefix.
    public static let name = "reintegration.followed_up.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A person was followed up after reintegration began."
    /// A synthetic example.
    public static var example: Self {
        Self(
            planId: Synthetic.plan,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            service: .reintegration,
            phase: .aftercare,
            month: 3,
            followedUpOn: Synthetic.date(2018, 2, 1)
        )
    }
}

/// A reintegration plan was completed.
public struct ReintegrationCompleted: CaseEvent {
    /// The reintegration plan.
    public var planId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// Reintegration, or reintegration of returnees.
    public var service: ServiceKind
    /// Before or after release or return.
    public var phase: ReintegrationPhase
    /// Whether the person has work.
    public var employed: Bool?
    /// When.
    public var completedAt: Timestamp

    /// Makes the event.
    public init(
        planId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        service: ServiceKind,
        phase: ReintegrationPhase,
        employed: Bool? = nil,
        completedAt: Timestamp
    ) {
        self.planId = planId
        self.caseId = caseId
        self.subjectId = subjectId
        self.service = service
        self.phase = phase
        self.employed = employed
        self.completedAt = completedAt
    }

    /// The type without its prefix.
    public static let name = "reintegration.completed.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A reintegration plan was completed."
    /// A synthetic example.
    public static var example: Self {
        Self(
            planId: Synthetic.plan,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            service: .reintegration,
            phase: .aftercare,
            employed: true,
            completedAt: Synthetic.time
        )
    }
}

/// A reintegration plan was abandoned.
public struct ReintegrationAbandoned: CaseEvent {
    /// The reintegration plan.
    public var planId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// Reintegration, or reintegration of returnees.
    public var service: ServiceKind
    /// Before or after release or return.
    public var phase: ReintegrationPhase
    /// How it ended.
    public var outcome: Outcome
    /// When.
    public var abandonedAt: Timestamp

    /// Makes the event.
    public init(
        planId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        service: ServiceKind,
        phase: ReintegrationPhase,
        outcome: Outcome,
        abandonedAt: Timestamp
    ) {
        self.planId = planId
        self.caseId = caseId
        self.subjectId = subjectId
        self.service = service
        self.phase = phase
        self.outcome = outcome
        self.abandonedAt = abandonedAt
    }

    /// The type without its prefix.
    public static let name = "reintegration.abandoned.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A reintegration plan was abandoned."
    /// A synthetic example.
    public static var example: Self {
        Self(
            planId: Synthetic.plan,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            service: .reintegration,
            phase: .aftercare,
            outcome: .dropped,
            abandonedAt: Synthetic.time
        )
    }
}
