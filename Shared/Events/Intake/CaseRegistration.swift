/// Somebody who may need protection was brought to attention.
public struct CaseIdentified: CaseEvent {
    /// The case.
    public var caseId: EntityID
    /// The case's number, for people.
    public var caseNumber: String
    /// The institution responsible.
    public var institutionId: EntityID
    /// Who brought it to attention.
    public var identifiedBy: IdentificationSource
    /// The organisation that did.
    public var identifiedByOrgId: EntityID?
    /// When.
    public var identifiedAt: Timestamp
    /// The programme that pays.
    public var programmeId: EntityID?
    /// The agreement it happens under.
    public var agreementId: EntityID?
    /// The coarse group of the case.
    public var group: CaseGroup?

    /// Makes the event.
    public init(
        caseId: EntityID,
        caseNumber: String,
        institutionId: EntityID,
        identifiedBy: IdentificationSource,
        identifiedByOrgId: EntityID? = nil,
        identifiedAt: Timestamp,
        programmeId: EntityID? = nil,
        agreementId: EntityID? = nil,
        group: CaseGroup? = nil
    ) {
        self.caseId = caseId
        self.caseNumber = caseNumber
        self.institutionId = institutionId
        self.identifiedBy = identifiedBy
        self.identifiedByOrgId = identifiedByOrgId
        self.identifiedAt = identifiedAt
        self.programmeId = programmeId
        self.agreementId = agreementId
        self.group = group
    }

    /// The type without its prefix.
    public static let name = "case.identified.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseEvents
    /// What it says.
    public static let summary = "Somebody who may need protection was brought to attention."
    /// A synthetic example.
    public static var example: Self {
        Self(
            caseId: Synthetic.caseID,
            caseNumber: "EG-ELMARG-2018-000123",
            institutionId: Synthetic.institution,
            identifiedBy: .institution,
            identifiedAt: Synthetic.time,
            programmeId: Synthetic.programme,
            agreementId: Synthetic.agreement,
            group: .child
        )
    }
}

/// A case was registered for a person, with consent or by order of a court.
public struct CaseRegistered: CaseEvent {
    /// The case.
    public var caseId: EntityID
    /// The case's number, for people.
    public var caseNumber: String
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution responsible.
    public var institutionId: EntityID
    /// The programme that pays.
    public var programmeId: EntityID?
    /// The agreement it happens under.
    public var agreementId: EntityID?
    /// The coarse group of the case.
    public var group: CaseGroup?
    /// The person's sex.
    public var sex: Sex?
    /// The band of the person's age.
    public var ageBand: AgeBand?
    /// Whether the person counts as a child.
    public var isChild: Bool?
    /// The governorate or region of the person.
    public var region: PlaceCode?
    /// When the case was registered.
    public var registeredAt: Timestamp
    /// What may enter statistics; under `count_only` every quasi-identifier is absent.
    public var statsMode: StatisticsMode
    /// The transfer it was taken over by.
    public var transferId: EntityID?

    /// Makes the event.
    public init(
        caseId: EntityID,
        caseNumber: String,
        subjectId: EntityID,
        institutionId: EntityID,
        programmeId: EntityID? = nil,
        agreementId: EntityID? = nil,
        group: CaseGroup? = nil,
        sex: Sex? = nil,
        ageBand: AgeBand? = nil,
        isChild: Bool? = nil,
        region: PlaceCode? = nil,
        registeredAt: Timestamp,
        statsMode: StatisticsMode,
        transferId: EntityID? = nil
    ) {
        self.caseId = caseId
        self.caseNumber = caseNumber
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.programmeId = programmeId
        self.agreementId = agreementId
        self.group = group
        self.sex = sex
        self.ageBand = ageBand
        self.isChild = isChild
        self.region = region
        self.registeredAt = registeredAt
        self.statsMode = statsMode
        self.transferId = transferId
    }

    /// The type without its prefix.
    public static let name = "case.registered.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseEvents
    /// What it says.
    public static let summary = "A case was registered for a person, with consent or by order of a court."
    /// A synthetic example.
    public static var example: Self {
        Self(
            caseId: Synthetic.caseID,
            caseNumber: "EG-ELMARG-2018-000123",
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            programmeId: Synthetic.programme,
            agreementId: Synthetic.agreement,
            group: .child,
            sex: .male,
            ageBand: .from15To17,
            isChild: true,
            region: Synthetic.place("EG-C"),
            registeredAt: Synthetic.time,
            statsMode: .full
        )
    }
}

/// An identified case was not registered.
public struct CaseDeclined: CaseEvent {
    /// The case.
    public var caseId: EntityID
    /// The institution responsible.
    public var institutionId: EntityID
    /// Why.
    public var reason: DeclineReason
    /// When.
    public var declinedAt: Timestamp

    /// Makes the event.
    public init(
        caseId: EntityID,
        institutionId: EntityID,
        reason: DeclineReason,
        declinedAt: Timestamp
    ) {
        self.caseId = caseId
        self.institutionId = institutionId
        self.reason = reason
        self.declinedAt = declinedAt
    }

    /// The type without its prefix.
    public static let name = "case.declined.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseEvents
    /// What it says.
    public static let summary = "An identified case was not registered."
    /// A synthetic example.
    public static var example: Self {
        Self(
            caseId: Synthetic.caseID,
            institutionId: Synthetic.institution,
            reason: .noConsent,
            declinedAt: Synthetic.time
        )
    }
}
