/// A person was presumed to be a victim of trafficking.
public struct VictimDetected: CaseEvent {
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID?
    /// The institution responsible.
    public var institutionId: EntityID
    /// Who detected it.
    public var detectedBy: IdentificationSource
    /// The organisation that did.
    public var detectedByOrgId: EntityID?
    /// The organisation's kind.
    public var detectedByOrgKind: OrganisationKind?
    /// The acts.
    public var acts: [TraffickingAct]
    /// The means; irrelevant for a child.
    public var means: [TraffickingMeans]
    /// The exploitation aimed at.
    public var purposes: [TraffickingPurpose]
    /// When.
    public var detectedAt: Timestamp
    /// The end of the reflection period.
    public var reflectionEndsAt: Timestamp
    /// The person's sex.
    public var sex: Sex?
    /// The band of the person's age.
    public var ageBand: AgeBand?
    /// Whether the person counts as a child.
    public var isChild: Bool?
    /// What may enter statistics.
    public var statsMode: StatisticsMode

    /// Makes the event.
    public init(
        caseId: EntityID,
        subjectId: EntityID? = nil,
        institutionId: EntityID,
        detectedBy: IdentificationSource,
        detectedByOrgId: EntityID? = nil,
        detectedByOrgKind: OrganisationKind? = nil,
        acts: [TraffickingAct],
        means: [TraffickingMeans],
        purposes: [TraffickingPurpose],
        detectedAt: Timestamp,
        reflectionEndsAt: Timestamp,
        sex: Sex? = nil,
        ageBand: AgeBand? = nil,
        isChild: Bool? = nil,
        statsMode: StatisticsMode
    ) {
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.detectedBy = detectedBy
        self.detectedByOrgId = detectedByOrgId
        self.detectedByOrgKind = detectedByOrgKind
        self.acts = acts
        self.means = means
        self.purposes = purposes
        self.detectedAt = detectedAt
        self.reflectionEndsAt = reflectionEndsAt
        self.sex = sex
        self.ageBand = ageBand
        self.isChild = isChild
        self.statsMode = statsMode
    }

    /// The type without its prefix.
    public static let name = "victim.detected.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "A person was presumed to be a victim of trafficking."
    /// A synthetic example.
    public static var example: Self {
        Self(
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            detectedBy: .civilSociety,
            detectedByOrgId: Synthetic.organisation,
            detectedByOrgKind: .nationalNGO,
            acts: [.recruitment],
            means: [.deception],
            purposes: [.labour],
            detectedAt: Synthetic.time,
            reflectionEndsAt: Synthetic.later,
            sex: .male,
            ageBand: .from15To17,
            isChild: true,
            statsMode: .full
        )
    }
}

/// It was determined whether a person is a victim of trafficking.
public struct VictimDetermined: CaseEvent {
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution responsible.
    public var institutionId: EntityID
    /// What was found.
    public var determination: Determination
    /// Who found it.
    public var decidedBy: DeterminationAuthority
    /// When.
    public var determinedAt: Timestamp
    /// The person's sex.
    public var sex: Sex?
    /// The band of the person's age.
    public var ageBand: AgeBand?
    /// Whether the person counts as a child.
    public var isChild: Bool?
    /// What may enter statistics.
    public var statsMode: StatisticsMode

    /// Makes the event.
    public init(
        caseId: EntityID,
        subjectId: EntityID,
        institutionId: EntityID,
        determination: Determination,
        decidedBy: DeterminationAuthority,
        determinedAt: Timestamp,
        sex: Sex? = nil,
        ageBand: AgeBand? = nil,
        isChild: Bool? = nil,
        statsMode: StatisticsMode
    ) {
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.determination = determination
        self.decidedBy = decidedBy
        self.determinedAt = determinedAt
        self.sex = sex
        self.ageBand = ageBand
        self.isChild = isChild
        self.statsMode = statsMode
    }

    /// The type without its prefix.
    public static let name = "victim.determined.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "It was determined whether a person is a victim of trafficking."
    /// A synthetic example.
    public static var example: Self {
        Self(
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            determination: .confirmed,
            decidedBy: .government,
            determinedAt: Synthetic.time,
            sex: .male,
            ageBand: .from15To17,
            isChild: true,
            statsMode: .full
        )
    }
}
