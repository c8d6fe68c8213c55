/// A case was registered wrongly; this is how it now stands.
public struct CaseCorrected: CaseEvent {
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
    /// The names of the fields that changed.
    public var changed: [String]
    /// Why.
    public var reason: CorrectionReason

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
        changed: [String],
        reason: CorrectionReason
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
        self.changed = changed
        self.reason = reason
    }

    /// The type without its prefix.
    public static let name = "case.corrected.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseEvents
    /// What it says.
    public static let summary = "A case was registered wrongly; this is how it now stands."
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
            statsMode: .full,
            changed: ["ageBand"],
            reason: .dataEntry
        )
    }
}

/// A case was entered in error and counts nowhere.
public struct CaseVoided: CaseEvent {
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID?
    /// The institution responsible.
    public var institutionId: EntityID
    /// Why.
    public var reason: CorrectionReason
    /// When.
    public var voidedAt: Timestamp

    /// Makes the event.
    public init(
        caseId: EntityID,
        subjectId: EntityID? = nil,
        institutionId: EntityID,
        reason: CorrectionReason,
        voidedAt: Timestamp
    ) {
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.reason = reason
        self.voidedAt = voidedAt
    }

    /// The type without its prefix.
    public static let name = "case.voided.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseEvents
    /// What it says.
    public static let summary = "A case was entered in error and counts nowhere."
    /// A synthetic example.
    public static var example: Self {
        Self(
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            reason: .duplicateEntry,
            voidedAt: Synthetic.time
        )
    }
}
