/// A party, or several together, committed itself under an agreement.
public struct CommitmentPledged: EventData {
    /// The commitment.
    public var commitmentId: EntityID
    /// The agreement.
    public var agreementId: EntityID
    /// Its label within the agreement.
    public var label: String?
    /// The parties; several when joint.
    public var committedByOrgIds: [EntityID]
    /// Its kind.
    public var kind: CommitmentKind
    /// What the agreement says, in short.
    public var text: String
    /// The regions it names.
    public var regions: [PlaceCode]
    /// Whom it is for.
    public var groups: [TargetGroup]
    /// The number aimed at.
    public var target: Quantity?
    /// By when.
    public var due: CalendarDate?

    /// Makes the event.
    public init(
        commitmentId: EntityID,
        agreementId: EntityID,
        label: String? = nil,
        committedByOrgIds: [EntityID],
        kind: CommitmentKind,
        text: String,
        regions: [PlaceCode],
        groups: [TargetGroup],
        target: Quantity? = nil,
        due: CalendarDate? = nil
    ) {
        self.commitmentId = commitmentId
        self.agreementId = agreementId
        self.label = label
        self.committedByOrgIds = committedByOrgIds
        self.kind = kind
        self.text = text
        self.regions = regions
        self.groups = groups
        self.target = target
        self.due = due
    }

    /// The type without its prefix.
    public static let name = "commitment.pledged.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "A party, or several together, committed itself under an agreement."
    /// A synthetic example.
    public static var example: Self {
        Self(
            commitmentId: Synthetic.commitment,
            agreementId: Synthetic.agreement,
            label: "M5",
            committedByOrgIds: [Synthetic.organisation],
            kind: .womenCentres,
            text: "Set up centres; train women leaders",
            regions: [Synthetic.place("MA-FIG"), Synthetic.place("MA-ERR")],
            groups: [.women],
            due: Synthetic.date(2012, 12, 31)
        )
    }
}

/// The status of a commitment changed.
public struct CommitmentProgressed: EventData {
    /// The commitment.
    public var commitmentId: EntityID
    /// The agreement.
    public var agreementId: EntityID
    /// Its kind.
    public var kind: CommitmentKind
    /// How far it is.
    public var status: CommitmentStatus
    /// How many of its regions have a delivery.
    public var coverage: CommitmentCoverage?
    /// The activity that moved it.
    public var activityId: EntityID?
    /// When.
    public var on: CalendarDate

    /// Makes the event.
    public init(
        commitmentId: EntityID,
        agreementId: EntityID,
        kind: CommitmentKind,
        status: CommitmentStatus,
        coverage: CommitmentCoverage? = nil,
        activityId: EntityID? = nil,
        on: CalendarDate
    ) {
        self.commitmentId = commitmentId
        self.agreementId = agreementId
        self.kind = kind
        self.status = status
        self.coverage = coverage
        self.activityId = activityId
        self.on = on
    }

    /// The type without its prefix.
    public static let name = "commitment.progressed.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "The status of a commitment changed."
    /// A synthetic example.
    public static var example: Self {
        Self(
            commitmentId: Synthetic.commitment,
            agreementId: Synthetic.agreement,
            kind: .womenCentres,
            status: .partlyFulfilled,
            coverage: .synthetic,
            on: Synthetic.date(2018, 2, 1)
        )
    }
}

/// Something was delivered on a commitment.
public struct CommitmentDelivered: EventData {
    /// The commitment.
    public var commitmentId: EntityID
    /// The agreement.
    public var agreementId: EntityID
    /// Who delivered.
    public var byOrgId: EntityID
    /// What was delivered.
    public var kind: DeliverableKind
    /// The commitment's kind.
    public var commitmentKind: CommitmentKind
    /// Where.
    public var region: PlaceCode?
    /// The institution it was for.
    public var institutionId: EntityID?
    /// The deliverable.
    public var deliverableId: EntityID
    /// Whom it was for.
    public var beneficiaries: [DeliverableBeneficiaries]
    /// The activity that delivered it.
    public var activityId: EntityID?
    /// The campaign that delivered it.
    public var campaignId: EntityID?
    /// The service that delivered it, at the institution or in the region.
    public var service: ServiceKind?
    /// When.
    public var on: CalendarDate
    /// Where the evidence is kept.
    public var evidenceRef: String

    /// Makes the event.
    public init(
        commitmentId: EntityID,
        agreementId: EntityID,
        byOrgId: EntityID,
        kind: DeliverableKind,
        commitmentKind: CommitmentKind,
        region: PlaceCode? = nil,
        institutionId: EntityID? = nil,
        deliverableId: EntityID,
        beneficiaries: [DeliverableBeneficiaries],
        activityId: EntityID? = nil,
        campaignId: EntityID? = nil,
        service: ServiceKind? = nil,
        on: CalendarDate,
        evidenceRef: String
    ) {
        self.commitmentId = commitmentId
        self.agreementId = agreementId
        self.byOrgId = byOrgId
        self.kind = kind
        self.commitmentKind = commitmentKind
        self.region = region
        self.institutionId = institutionId
        self.deliverableId = deliverableId
        self.beneficiaries = beneficiaries
        self.activityId = activityId
        self.campaignId = campaignId
        self.service = service
        self.on = on
        self.evidenceRef = evidenceRef
    }

    /// The type without its prefix.
    public static let name = "commitment.delivered.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "Something was delivered on a commitment."
    /// A synthetic example.
    public static var example: Self {
        Self(
            commitmentId: Synthetic.commitment,
            agreementId: Synthetic.agreement,
            byOrgId: Synthetic.organisation,
            kind: .centre,
            commitmentKind: .womenCentres,
            region: Synthetic.place("MA-FIG"),
            deliverableId: Synthetic.deliverable,
            beneficiaries: [.synthetic],
            on: Synthetic.date(2018, 2, 1),
            evidenceRef: "report-2011-03, p. 12"
        )
    }
}
