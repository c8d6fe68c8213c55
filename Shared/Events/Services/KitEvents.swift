/// Food or hygiene kits were given out.
public struct KitDistributed: EventData {
    /// The distribution.
    public var distributionId: EntityID
    /// Where.
    public var place: PlaceCode
    /// When.
    public var date: CalendarDate
    /// The programme that pays.
    public var programmeId: EntityID
    /// Who gave the kits out.
    public var distributorOrgId: EntityID
    /// The agreement it happens under.
    public var agreementId: EntityID?
    /// The kits, by kind.
    public var items: [KitItem]
    /// The recipients who are known; empty when the recipients are counted by cell.
    public var subjectIds: [EntityID]
    /// The recipients who are only counted; empty when they are known.
    public var cells: [KitCell]
    /// Whether recipients may have been counted before: cells cannot be deduplicated.
    public var mayDoubleCount: Bool

    /// Makes the event.
    public init(
        distributionId: EntityID,
        place: PlaceCode,
        date: CalendarDate,
        programmeId: EntityID,
        distributorOrgId: EntityID,
        agreementId: EntityID? = nil,
        items: [KitItem],
        subjectIds: [EntityID],
        cells: [KitCell],
        mayDoubleCount: Bool
    ) {
        self.distributionId = distributionId
        self.place = place
        self.date = date
        self.programmeId = programmeId
        self.distributorOrgId = distributorOrgId
        self.agreementId = agreementId
        self.items = items
        self.subjectIds = subjectIds
        self.cells = cells
        self.mayDoubleCount = mayDoubleCount
    }

    /// The type without its prefix.
    public static let name = "kit.distributed.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "Food or hygiene kits were given out."
    /// A synthetic example.
    public static var example: Self {
        Self(
            distributionId: Synthetic.distribution,
            place: Synthetic.place("EG-BA:HRG"),
            date: Synthetic.date(2018, 2, 1),
            programmeId: Synthetic.programme,
            distributorOrgId: Synthetic.organisation,
            items: [.synthetic],
            subjectIds: [],
            cells: [.synthetic],
            mayDoubleCount: true
        )
    }
}

/// A distribution was verified.
public struct KitVerified: EventData {
    /// The distribution.
    public var distributionId: EntityID
    /// When.
    public var verifiedAt: Timestamp

    /// Makes the event.
    public init(
        distributionId: EntityID,
        verifiedAt: Timestamp
    ) {
        self.distributionId = distributionId
        self.verifiedAt = verifiedAt
    }

    /// The type without its prefix.
    public static let name = "kit.verified.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A distribution was verified."
    /// A synthetic example.
    public static var example: Self {
        Self(
            distributionId: Synthetic.distribution,
            verifiedAt: Synthetic.time
        )
    }
}

/// A distribution was recorded wrongly; this is how it now stands.
public struct KitCorrected: EventData {
    /// The distribution.
    public var distributionId: EntityID
    /// Where.
    public var place: PlaceCode
    /// When.
    public var date: CalendarDate
    /// The programme that pays.
    public var programmeId: EntityID
    /// Who gave the kits out.
    public var distributorOrgId: EntityID
    /// The agreement it happens under.
    public var agreementId: EntityID?
    /// The kits, by kind.
    public var items: [KitItem]
    /// The recipients who are known; empty when the recipients are counted by cell.
    public var subjectIds: [EntityID]
    /// The recipients who are only counted; empty when they are known.
    public var cells: [KitCell]
    /// Whether recipients may have been counted before: cells cannot be deduplicated.
    public var mayDoubleCount: Bool
    /// The names of the fields that changed.
    public var changed: [String]
    /// Why.
    public var reason: CorrectionReason

    /// Makes the event.
    public init(
        distributionId: EntityID,
        place: PlaceCode,
        date: CalendarDate,
        programmeId: EntityID,
        distributorOrgId: EntityID,
        agreementId: EntityID? = nil,
        items: [KitItem],
        subjectIds: [EntityID],
        cells: [KitCell],
        mayDoubleCount: Bool,
        changed: [String],
        reason: CorrectionReason
    ) {
        self.distributionId = distributionId
        self.place = place
        self.date = date
        self.programmeId = programmeId
        self.distributorOrgId = distributorOrgId
        self.agreementId = agreementId
        self.items = items
        self.subjectIds = subjectIds
        self.cells = cells
        self.mayDoubleCount = mayDoubleCount
        self.changed = changed
        self.reason = reason
    }

    /// The type without its prefix.
    public static let name = "kit.corrected.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A distribution was recorded wrongly; this is how it now stands."
    /// A synthetic example.
    public static var example: Self {
        Self(
            distributionId: Synthetic.distribution,
            place: Synthetic.place("EG-BA:HRG"),
            date: Synthetic.date(2018, 2, 1),
            programmeId: Synthetic.programme,
            distributorOrgId: Synthetic.organisation,
            items: [.synthetic],
            subjectIds: [],
            cells: [.synthetic],
            mayDoubleCount: true,
            changed: ["cells"],
            reason: .dataEntry
        )
    }
}

/// A distribution did not take place and counts nowhere.
public struct KitVoided: EventData {
    /// The distribution.
    public var distributionId: EntityID
    /// Why.
    public var reason: CorrectionReason
    /// When.
    public var voidedAt: Timestamp

    /// Makes the event.
    public init(
        distributionId: EntityID,
        reason: CorrectionReason,
        voidedAt: Timestamp
    ) {
        self.distributionId = distributionId
        self.reason = reason
        self.voidedAt = voidedAt
    }

    /// The type without its prefix.
    public static let name = "kit.voided.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A distribution did not take place and counts nowhere."
    /// A synthetic example.
    public static var example: Self {
        Self(
            distributionId: Synthetic.distribution,
            reason: .neverHappened,
            voidedAt: Synthetic.time
        )
    }
}
