/// A person completed a service.
public struct ServiceCompleted: CaseEvent, SensitiveServiceEvent {
    /// The enrolment.
    public var enrolmentId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The service.
    public var service: ServiceKind
    /// The institution that provides it.
    public var providerInstitutionId: EntityID
    /// The programme that pays.
    public var programmeId: EntityID?
    /// The agreement it happens under.
    public var agreementId: EntityID?
    /// The commitment it fulfils.
    public var commitmentId: EntityID?
    /// How it ended.
    public var outcome: Outcome
    /// When.
    public var endedAt: Timestamp

    /// Makes the event.
    public init(
        enrolmentId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        service: ServiceKind,
        providerInstitutionId: EntityID,
        programmeId: EntityID? = nil,
        agreementId: EntityID? = nil,
        commitmentId: EntityID? = nil,
        outcome: Outcome,
        endedAt: Timestamp
    ) {
        self.enrolmentId = enrolmentId
        self.caseId = caseId
        self.subjectId = subjectId
        self.service = service
        self.providerInstitutionId = providerInstitutionId
        self.programmeId = programmeId
        self.agreementId = agreementId
        self.commitmentId = commitmentId
        self.outcome = outcome
        self.endedAt = endedAt
    }

    /// The type without its prefix.
    public static let name = "service.completed.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A person completed a service."
    /// A synthetic example.
    public static var example: Self {
        Self(
            enrolmentId: Synthetic.enrolment,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            service: .literacy,
            providerInstitutionId: Synthetic.institution,
            programmeId: Synthetic.programme,
            agreementId: Synthetic.agreement,
            commitmentId: Synthetic.commitment,
            outcome: .completed,
            endedAt: Synthetic.later
        )
    }
}

/// A person dropped out of a service.
public struct ServiceDropped: CaseEvent, SensitiveServiceEvent {
    /// The enrolment.
    public var enrolmentId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The service.
    public var service: ServiceKind
    /// The institution that provides it.
    public var providerInstitutionId: EntityID
    /// The programme that pays.
    public var programmeId: EntityID?
    /// The agreement it happens under.
    public var agreementId: EntityID?
    /// The commitment it fulfils.
    public var commitmentId: EntityID?
    /// How it ended.
    public var outcome: Outcome
    /// When.
    public var endedAt: Timestamp

    /// Makes the event.
    public init(
        enrolmentId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        service: ServiceKind,
        providerInstitutionId: EntityID,
        programmeId: EntityID? = nil,
        agreementId: EntityID? = nil,
        commitmentId: EntityID? = nil,
        outcome: Outcome,
        endedAt: Timestamp
    ) {
        self.enrolmentId = enrolmentId
        self.caseId = caseId
        self.subjectId = subjectId
        self.service = service
        self.providerInstitutionId = providerInstitutionId
        self.programmeId = programmeId
        self.agreementId = agreementId
        self.commitmentId = commitmentId
        self.outcome = outcome
        self.endedAt = endedAt
    }

    /// The type without its prefix.
    public static let name = "service.dropped.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A person dropped out of a service."
    /// A synthetic example.
    public static var example: Self {
        Self(
            enrolmentId: Synthetic.enrolment,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            service: .literacy,
            providerInstitutionId: Synthetic.institution,
            programmeId: Synthetic.programme,
            agreementId: Synthetic.agreement,
            commitmentId: Synthetic.commitment,
            outcome: .dropped,
            endedAt: Synthetic.later
        )
    }
}

/// A service ended early, by release, transfer or for want of a provider.
public struct ServiceInterrupted: CaseEvent, SensitiveServiceEvent {
    /// The enrolment.
    public var enrolmentId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The service.
    public var service: ServiceKind
    /// The institution that provides it.
    public var providerInstitutionId: EntityID
    /// The programme that pays.
    public var programmeId: EntityID?
    /// The agreement it happens under.
    public var agreementId: EntityID?
    /// The commitment it fulfils.
    public var commitmentId: EntityID?
    /// How it ended.
    public var outcome: Outcome
    /// When.
    public var endedAt: Timestamp

    /// Makes the event.
    public init(
        enrolmentId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        service: ServiceKind,
        providerInstitutionId: EntityID,
        programmeId: EntityID? = nil,
        agreementId: EntityID? = nil,
        commitmentId: EntityID? = nil,
        outcome: Outcome,
        endedAt: Timestamp
    ) {
        self.enrolmentId = enrolmentId
        self.caseId = caseId
        self.subjectId = subjectId
        self.service = service
        self.providerInstitutionId = providerInstitutionId
        self.programmeId = programmeId
        self.agreementId = agreementId
        self.commitmentId = commitmentId
        self.outcome = outcome
        self.endedAt = endedAt
    }

    /// The type without its prefix.
    public static let name = "service.interrupted.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A service ended early, by release, transfer or for want of a provider."
    /// A synthetic example.
    public static var example: Self {
        Self(
            enrolmentId: Synthetic.enrolment,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            service: .literacy,
            providerInstitutionId: Synthetic.institution,
            programmeId: Synthetic.programme,
            agreementId: Synthetic.agreement,
            commitmentId: Synthetic.commitment,
            outcome: .released,
            endedAt: Synthetic.later
        )
    }
}
