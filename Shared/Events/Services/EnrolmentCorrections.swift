/// An enrolment, or one of its sessions, was recorded wrongly; this is how it now stands.
public struct ServiceCorrected: CaseEvent, SensitiveServiceEvent {
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
    /// The session corrected; absent when the enrolment is.
    public var sessionId: EntityID?
    /// When the enrolment began.
    public var startedAt: Timestamp?
    /// When the session took place.
    public var date: CalendarDate?
    /// How many hours the session took.
    public var hours: Double?
    /// How many delivered sessions the enrolment now has.
    public var deliveredSessions: Int
    /// The day of the first of them.
    public var firstDeliveredOn: CalendarDate?
    /// The person's sex.
    public var sex: Sex?
    /// The band of the person's age.
    public var ageBand: AgeBand?
    /// Whether the person counts as a child.
    public var isChild: Bool?
    /// What may enter statistics; under `count_only` every quasi-identifier is absent.
    public var statsMode: StatisticsMode
    /// The names of the fields that changed.
    public var changed: [String]
    /// Why.
    public var reason: CorrectionReason

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
        sessionId: EntityID? = nil,
        startedAt: Timestamp? = nil,
        date: CalendarDate? = nil,
        hours: Double? = nil,
        deliveredSessions: Int,
        firstDeliveredOn: CalendarDate? = nil,
        sex: Sex? = nil,
        ageBand: AgeBand? = nil,
        isChild: Bool? = nil,
        statsMode: StatisticsMode,
        changed: [String],
        reason: CorrectionReason
    ) {
        self.enrolmentId = enrolmentId
        self.caseId = caseId
        self.subjectId = subjectId
        self.service = service
        self.providerInstitutionId = providerInstitutionId
        self.programmeId = programmeId
        self.agreementId = agreementId
        self.commitmentId = commitmentId
        self.sessionId = sessionId
        self.startedAt = startedAt
        self.date = date
        self.hours = hours
        self.deliveredSessions = deliveredSessions
        self.firstDeliveredOn = firstDeliveredOn
        self.sex = sex
        self.ageBand = ageBand
        self.isChild = isChild
        self.statsMode = statsMode
        self.changed = changed
        self.reason = reason
    }

    /// The type without its prefix.
    public static let name = "service.corrected.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "An enrolment, or one of its sessions, was recorded wrongly; this is how it now stands."
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
            startedAt: Synthetic.time,
            deliveredSessions: 3,
            firstDeliveredOn: Synthetic.date(2018, 2, 1),
            sex: .male,
            ageBand: .from15To17,
            isChild: true,
            statsMode: .full,
            changed: ["sex"],
            reason: .dataEntry
        )
    }
}

/// An enrolment, or one of its sessions, did not take place and counts nowhere.
public struct ServiceVoided: CaseEvent, SensitiveServiceEvent {
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
    /// The session voided; absent when the whole enrolment is.
    public var sessionId: EntityID?
    /// How many delivered sessions the enrolment now has.
    public var deliveredSessions: Int
    /// Why.
    public var reason: CorrectionReason
    /// When.
    public var voidedAt: Timestamp

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
        sessionId: EntityID? = nil,
        deliveredSessions: Int,
        reason: CorrectionReason,
        voidedAt: Timestamp
    ) {
        self.enrolmentId = enrolmentId
        self.caseId = caseId
        self.subjectId = subjectId
        self.service = service
        self.providerInstitutionId = providerInstitutionId
        self.programmeId = programmeId
        self.agreementId = agreementId
        self.commitmentId = commitmentId
        self.sessionId = sessionId
        self.deliveredSessions = deliveredSessions
        self.reason = reason
        self.voidedAt = voidedAt
    }

    /// The type without its prefix.
    public static let name = "service.voided.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "An enrolment, or one of its sessions, did not take place and counts nowhere."
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
            deliveredSessions: 0,
            reason: .wrongPerson,
            voidedAt: Synthetic.time
        )
    }
}
