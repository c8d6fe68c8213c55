/// An institution offers a service.
public struct ServiceOffered: EventData {
    /// The offer.
    public var offerId: EntityID
    /// The institution.
    public var institutionId: EntityID
    /// The service.
    public var service: ServiceKind
    /// How many places there are.
    public var capacity: Int
    /// The first day.
    public var from: CalendarDate
    /// The last day.
    public var to: CalendarDate?

    /// Makes the event.
    public init(
        offerId: EntityID,
        institutionId: EntityID,
        service: ServiceKind,
        capacity: Int,
        from: CalendarDate,
        to: CalendarDate? = nil
    ) {
        self.offerId = offerId
        self.institutionId = institutionId
        self.service = service
        self.capacity = capacity
        self.from = from
        self.to = to
    }

    /// The type without its prefix.
    public static let name = "service.offered.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "An institution offers a service."
    /// A synthetic example.
    public static var example: Self {
        Self(
            offerId: Synthetic.offer,
            institutionId: Synthetic.institution,
            service: .literacy,
            capacity: 40,
            from: Synthetic.date(2018, 1, 1),
            to: Synthetic.date(2018, 12, 31)
        )
    }
}

/// A person began to receive a service.
public struct ServiceStarted: CaseEvent, SensitiveServiceEvent {
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
    /// The referral it answers.
    public var referralId: EntityID?
    /// When.
    public var startedAt: Timestamp
    /// Whether it began before the case was planned.
    public var urgent: Bool?
    /// Whether the case was not yet known to the provider.
    public var provisional: Bool?
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
        enrolmentId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        service: ServiceKind,
        providerInstitutionId: EntityID,
        programmeId: EntityID? = nil,
        agreementId: EntityID? = nil,
        commitmentId: EntityID? = nil,
        referralId: EntityID? = nil,
        startedAt: Timestamp,
        urgent: Bool? = nil,
        provisional: Bool? = nil,
        sex: Sex? = nil,
        ageBand: AgeBand? = nil,
        isChild: Bool? = nil,
        statsMode: StatisticsMode
    ) {
        self.enrolmentId = enrolmentId
        self.caseId = caseId
        self.subjectId = subjectId
        self.service = service
        self.providerInstitutionId = providerInstitutionId
        self.programmeId = programmeId
        self.agreementId = agreementId
        self.commitmentId = commitmentId
        self.referralId = referralId
        self.startedAt = startedAt
        self.urgent = urgent
        self.provisional = provisional
        self.sex = sex
        self.ageBand = ageBand
        self.isChild = isChild
        self.statsMode = statsMode
    }

    /// The type without its prefix.
    public static let name = "service.started.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A person began to receive a service."
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
            sex: .male,
            ageBand: .from15To17,
            isChild: true,
            statsMode: .full
        )
    }
}

/// A session of a service was delivered to a person.
public struct ServiceDelivered: CaseEvent, SensitiveServiceEvent {
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
    /// The session.
    public var sessionId: EntityID
    /// When.
    public var date: CalendarDate
    /// How many hours it took.
    public var hours: Double
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
        enrolmentId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        service: ServiceKind,
        providerInstitutionId: EntityID,
        programmeId: EntityID? = nil,
        agreementId: EntityID? = nil,
        commitmentId: EntityID? = nil,
        sessionId: EntityID,
        date: CalendarDate,
        hours: Double,
        sex: Sex? = nil,
        ageBand: AgeBand? = nil,
        isChild: Bool? = nil,
        statsMode: StatisticsMode
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
        self.date = date
        self.hours = hours
        self.sex = sex
        self.ageBand = ageBand
        self.isChild = isChild
        self.statsMode = statsMode
    }

    /// The type without its prefix.
    public static let name = "service.delivered.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A session of a service was delivered to a person."
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
            sessionId: Synthetic.session,
            date: Synthetic.date(2018, 2, 1),
            hours: 1.5,
            sex: .male,
            ageBand: .from15To17,
            isChild: true,
            statsMode: .full
        )
    }
}
