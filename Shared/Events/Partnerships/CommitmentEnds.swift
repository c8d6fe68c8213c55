/// A commitment was fulfilled, with a delivery in every region it names.
public struct CommitmentFulfilled: EventData {
    /// The commitment.
    public var commitmentId: EntityID
    /// The agreement.
    public var agreementId: EntityID
    /// Its kind.
    public var kind: CommitmentKind
    /// How many of its regions have a delivery.
    public var coverage: CommitmentCoverage?
    /// When.
    public var on: CalendarDate

    /// Makes the event.
    public init(
        commitmentId: EntityID,
        agreementId: EntityID,
        kind: CommitmentKind,
        coverage: CommitmentCoverage? = nil,
        on: CalendarDate
    ) {
        self.commitmentId = commitmentId
        self.agreementId = agreementId
        self.kind = kind
        self.coverage = coverage
        self.on = on
    }

    /// The type without its prefix.
    public static let name = "commitment.fulfilled.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "A commitment was fulfilled, with a delivery in every region it names."
    /// A synthetic example.
    public static var example: Self {
        Self(
            commitmentId: Synthetic.commitment,
            agreementId: Synthetic.agreement,
            kind: .womenCentres,
            coverage: .synthetic,
            on: Synthetic.date(2018, 2, 1)
        )
    }
}

/// A commitment was withdrawn.
public struct CommitmentWithdrawn: EventData {
    /// The commitment.
    public var commitmentId: EntityID
    /// The agreement.
    public var agreementId: EntityID
    /// Its kind.
    public var kind: CommitmentKind
    /// When.
    public var on: CalendarDate

    /// Makes the event.
    public init(
        commitmentId: EntityID,
        agreementId: EntityID,
        kind: CommitmentKind,
        on: CalendarDate
    ) {
        self.commitmentId = commitmentId
        self.agreementId = agreementId
        self.kind = kind
        self.on = on
    }

    /// The type without its prefix.
    public static let name = "commitment.withdrawn.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "A commitment was withdrawn."
    /// A synthetic example.
    public static var example: Self {
        Self(
            commitmentId: Synthetic.commitment,
            agreementId: Synthetic.agreement,
            kind: .womenCentres,
            on: Synthetic.date(2018, 2, 1)
        )
    }
}
