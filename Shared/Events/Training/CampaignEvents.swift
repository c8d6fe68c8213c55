/// What a campaign reached.
public struct CampaignReach: Codable, Sendable, Hashable {
    /// People reached.
    public var people: Int?
    /// Materials given out.
    public var materials: Int?
    /// Events held.
    public var events: Int?

    /// Makes the value.
    public init(
        people: Int? = nil,
        materials: Int? = nil,
        events: Int? = nil
    ) {
        self.people = people
        self.materials = materials
        self.events = events
    }

    static var synthetic: Self {
        Self(
            people: 25_000,
            materials: 1_200,
            events: 3
        )
    }
}

/// A campaign was planned.
public struct CampaignPlanned: EventData {
    /// The campaign.
    public var campaignId: EntityID
    /// What it is for.
    public var kind: CampaignKind
    /// What it is about.
    public var themes: [TrainingTopic]
    /// How it reaches people; at least one.
    public var channels: [Channel]
    /// Whom it is for.
    public var audience: [TargetGroup]
    /// Where it runs.
    public var regions: [PlaceCode]
    /// Its first day.
    public var from: CalendarDate
    /// Its last day.
    public var to: CalendarDate
    /// The agreement it happens under.
    public var agreementId: EntityID?
    /// The commitments it fulfils.
    public var commitmentIds: [EntityID]
    /// Its slogan.
    public var slogan: String?

    /// Makes the event.
    public init(
        campaignId: EntityID,
        kind: CampaignKind,
        themes: [TrainingTopic],
        channels: [Channel],
        audience: [TargetGroup],
        regions: [PlaceCode],
        from: CalendarDate,
        to: CalendarDate,
        agreementId: EntityID? = nil,
        commitmentIds: [EntityID],
        slogan: String? = nil
    ) {
        self.campaignId = campaignId
        self.kind = kind
        self.themes = themes
        self.channels = channels
        self.audience = audience
        self.regions = regions
        self.from = from
        self.to = to
        self.agreementId = agreementId
        self.commitmentIds = commitmentIds
        self.slogan = slogan
    }

    /// The type without its prefix.
    public static let name = "campaign.planned.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "A campaign was planned."
    /// A synthetic example.
    public static var example: Self {
        Self(
            campaignId: Synthetic.campaign,
            kind: .generalPublic,
            themes: [.childRights],
            channels: [.socialMedia],
            audience: [.publicAtLarge],
            regions: [Synthetic.place("EG-C")],
            from: Synthetic.date(2021, 3, 1),
            to: Synthetic.date(2021, 3, 31),
            agreementId: Synthetic.agreement,
            commitmentIds: [Synthetic.commitment],
            slogan: "I, too, deserve a second chance"
        )
    }
}

/// A campaign began.
public struct CampaignStarted: EventData {
    /// The campaign.
    public var campaignId: EntityID
    /// When.
    public var startedAt: Timestamp

    /// Makes the event.
    public init(
        campaignId: EntityID,
        startedAt: Timestamp
    ) {
        self.campaignId = campaignId
        self.startedAt = startedAt
    }

    /// The type without its prefix.
    public static let name = "campaign.started.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "A campaign began."
    /// A synthetic example.
    public static var example: Self {
        Self(
            campaignId: Synthetic.campaign,
            startedAt: Synthetic.time
        )
    }
}

/// A campaign ended.
public struct CampaignEnded: EventData {
    /// The campaign.
    public var campaignId: EntityID
    /// When.
    public var endedAt: Timestamp

    /// Makes the event.
    public init(
        campaignId: EntityID,
        endedAt: Timestamp
    ) {
        self.campaignId = campaignId
        self.endedAt = endedAt
    }

    /// The type without its prefix.
    public static let name = "campaign.ended.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "A campaign ended."
    /// A synthetic example.
    public static var example: Self {
        Self(
            campaignId: Synthetic.campaign,
            endedAt: Synthetic.later
        )
    }
}

/// A campaign was reported on.
public struct CampaignReported: EventData {
    /// The campaign.
    public var campaignId: EntityID
    /// What it is for.
    public var kind: CampaignKind
    /// What it is about.
    public var themes: [TrainingTopic]
    /// How it reaches people; at least one.
    public var channels: [Channel]
    /// Whom it is for.
    public var audience: [TargetGroup]
    /// Where it runs.
    public var regions: [PlaceCode]
    /// Its first day.
    public var from: CalendarDate
    /// Its last day.
    public var to: CalendarDate
    /// The agreement it happens under.
    public var agreementId: EntityID?
    /// The commitments it fulfils.
    public var commitmentIds: [EntityID]
    /// What it reached.
    public var reach: CampaignReach
    /// When.
    public var reportedAt: Timestamp

    /// Makes the event.
    public init(
        campaignId: EntityID,
        kind: CampaignKind,
        themes: [TrainingTopic],
        channels: [Channel],
        audience: [TargetGroup],
        regions: [PlaceCode],
        from: CalendarDate,
        to: CalendarDate,
        agreementId: EntityID? = nil,
        commitmentIds: [EntityID],
        reach: CampaignReach,
        reportedAt: Timestamp
    ) {
        self.campaignId = campaignId
        self.kind = kind
        self.themes = themes
        self.channels = channels
        self.audience = audience
        self.regions = regions
        self.from = from
        self.to = to
        self.agreementId = agreementId
        self.commitmentIds = commitmentIds
        self.reach = reach
        self.reportedAt = reportedAt
    }

    /// The type without its prefix.
    public static let name = "campaign.reported.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "A campaign was reported on."
    /// A synthetic example.
    public static var example: Self {
        Self(
            campaignId: Synthetic.campaign,
            kind: .generalPublic,
            themes: [.childRights],
            channels: [.socialMedia],
            audience: [.publicAtLarge],
            regions: [Synthetic.place("EG-C")],
            from: Synthetic.date(2021, 3, 1),
            to: Synthetic.date(2021, 3, 31),
            agreementId: Synthetic.agreement,
            commitmentIds: [Synthetic.commitment],
            reach: .synthetic,
            reportedAt: Synthetic.time
        )
    }
}

/// A campaign was cancelled.
public struct CampaignCancelled: EventData {
    /// The campaign.
    public var campaignId: EntityID
    /// When.
    public var cancelledAt: Timestamp

    /// Makes the event.
    public init(
        campaignId: EntityID,
        cancelledAt: Timestamp
    ) {
        self.campaignId = campaignId
        self.cancelledAt = cancelledAt
    }

    /// The type without its prefix.
    public static let name = "campaign.cancelled.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "A campaign was cancelled."
    /// A synthetic example.
    public static var example: Self {
        Self(
            campaignId: Synthetic.campaign,
            cancelledAt: Synthetic.time
        )
    }
}
