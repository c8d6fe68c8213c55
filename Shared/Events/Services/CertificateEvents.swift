/// A certificate was issued to a person who completed a service.
public struct CertificateIssued: CaseEvent {
    /// The certificate's number, for people.
    public var number: String
    /// What it certifies.
    public var kind: CertificateKind
    /// The enrolment.
    public var enrolmentId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The service.
    public var service: ServiceKind
    /// The institution that provided it.
    public var providerInstitutionId: EntityID
    /// The programme that pays.
    public var programmeId: EntityID?
    /// The agreement it happens under.
    public var agreementId: EntityID?
    /// The level reached.
    public var level: String?
    /// When.
    public var issuedOn: CalendarDate
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
        number: String,
        kind: CertificateKind,
        enrolmentId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        service: ServiceKind,
        providerInstitutionId: EntityID,
        programmeId: EntityID? = nil,
        agreementId: EntityID? = nil,
        level: String? = nil,
        issuedOn: CalendarDate,
        sex: Sex? = nil,
        ageBand: AgeBand? = nil,
        isChild: Bool? = nil,
        statsMode: StatisticsMode
    ) {
        self.number = number
        self.kind = kind
        self.enrolmentId = enrolmentId
        self.caseId = caseId
        self.subjectId = subjectId
        self.service = service
        self.providerInstitutionId = providerInstitutionId
        self.programmeId = programmeId
        self.agreementId = agreementId
        self.level = level
        self.issuedOn = issuedOn
        self.sex = sex
        self.ageBand = ageBand
        self.isChild = isChild
        self.statsMode = statsMode
    }

    /// The type without its prefix.
    public static let name = "certificate.issued.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A certificate was issued to a person who completed a service."
    /// A synthetic example.
    public static var example: Self {
        Self(
            number: "EG-ELMARG-2018-L-000321",
            kind: .literacy,
            enrolmentId: Synthetic.enrolment,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            service: .literacy,
            providerInstitutionId: Synthetic.institution,
            programmeId: Synthetic.programme,
            agreementId: Synthetic.agreement,
            level: "1",
            issuedOn: Synthetic.date(2018, 6, 30),
            sex: .male,
            ageBand: .from15To17,
            isChild: true,
            statsMode: .full
        )
    }
}

/// A certificate was revoked.
public struct CertificateRevoked: CaseEvent {
    /// The certificate's number, for people.
    public var number: String
    /// What it certified.
    public var kind: CertificateKind
    /// The enrolment.
    public var enrolmentId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// When.
    public var revokedOn: CalendarDate
    /// Why.
    public var reason: CorrectionReason

    /// Makes the event.
    public init(
        number: String,
        kind: CertificateKind,
        enrolmentId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        revokedOn: CalendarDate,
        reason: CorrectionReason
    ) {
        self.number = number
        self.kind = kind
        self.enrolmentId = enrolmentId
        self.caseId = caseId
        self.subjectId = subjectId
        self.revokedOn = revokedOn
        self.reason = reason
    }

    /// The type without its prefix.
    public static let name = "certificate.revoked.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A certificate was revoked."
    /// A synthetic example.
    public static var example: Self {
        Self(
            number: "EG-ELMARG-2018-L-000321",
            kind: .literacy,
            enrolmentId: Synthetic.enrolment,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            revokedOn: Synthetic.date(2018, 7, 15),
            reason: .wrongPerson
        )
    }
}
