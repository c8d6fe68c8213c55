/// An item on the agenda of an activity.
public struct AgendaItem: Codable, Sendable, Hashable {
    /// What it is called.
    public var title: String
    /// Its kind.
    public var kind: AgendaKind

    /// Makes the value.
    public init(
        title: String,
        kind: AgendaKind
    ) {
        self.title = title
        self.kind = kind
    }

    static var synthetic: Self {
        Self(
            title: "Terminology of trafficking",
            kind: .terminology
        )
    }
}

/// A training activity was planned.
public struct ActivityPlanned: EventData {
    /// The activity.
    public var activityId: EntityID
    /// Its kind.
    public var kind: ActivityKind
    /// Its title.
    public var title: String
    /// How far it reaches.
    public var scope: ActivityScope
    /// Its first day.
    public var startsOn: CalendarDate
    /// Its last day.
    public var endsOn: CalendarDate
    /// Where.
    public var place: PlaceCode?
    /// How it is held.
    public var mode: ActivityMode
    /// Who organises it; at least one.
    public var organiserOrgIds: [EntityID]
    /// Who funds it.
    public var funderOrgIds: [EntityID]
    /// The programmes that fund it.
    public var fundingProgrammeIds: [EntityID]
    /// The agreement it happens under.
    public var agreementId: EntityID?
    /// The commitments it fulfils.
    public var commitmentIds: [EntityID]
    /// What it is about; at least one.
    public var topics: [TrainingTopic]
    /// Whom it is for.
    public var audience: [TargetGroup]
    /// Whether it is the first of its kind.
    public var firstOfKind: Bool
    /// Its agenda.
    public var agenda: [AgendaItem]
    /// The trainers, certified by earlier activities.
    public var trainerIds: [EntityID]

    /// Makes the event.
    public init(
        activityId: EntityID,
        kind: ActivityKind,
        title: String,
        scope: ActivityScope,
        startsOn: CalendarDate,
        endsOn: CalendarDate,
        place: PlaceCode? = nil,
        mode: ActivityMode,
        organiserOrgIds: [EntityID],
        funderOrgIds: [EntityID],
        fundingProgrammeIds: [EntityID],
        agreementId: EntityID? = nil,
        commitmentIds: [EntityID],
        topics: [TrainingTopic],
        audience: [TargetGroup],
        firstOfKind: Bool,
        agenda: [AgendaItem],
        trainerIds: [EntityID]
    ) {
        self.activityId = activityId
        self.kind = kind
        self.title = title
        self.scope = scope
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.place = place
        self.mode = mode
        self.organiserOrgIds = organiserOrgIds
        self.funderOrgIds = funderOrgIds
        self.fundingProgrammeIds = fundingProgrammeIds
        self.agreementId = agreementId
        self.commitmentIds = commitmentIds
        self.topics = topics
        self.audience = audience
        self.firstOfKind = firstOfKind
        self.agenda = agenda
        self.trainerIds = trainerIds
    }

    /// The type without its prefix.
    public static let name = "activity.planned.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "A training activity was planned."
    /// A synthetic example.
    public static var example: Self {
        Self(
            activityId: Synthetic.activity,
            kind: .workshop,
            title: "Assistance to vulnerable migrants",
            scope: .national,
            startsOn: Synthetic.date(2021, 1, 31),
            endsOn: Synthetic.date(2021, 2, 3),
            place: Synthetic.place("EG-C"),
            mode: .onSite,
            organiserOrgIds: [Synthetic.organisation],
            funderOrgIds: [Synthetic.otherOrganisation],
            fundingProgrammeIds: [Synthetic.programme],
            commitmentIds: [],
            topics: [.caseManagement, .terminology],
            audience: [.government],
            firstOfKind: false,
            agenda: [.synthetic],
            trainerIds: []
        )
    }
}

/// Registration for an activity opened.
public struct ActivityOpened: EventData {
    /// The activity.
    public var activityId: EntityID
    /// When.
    public var openedAt: Timestamp

    /// Makes the event.
    public init(
        activityId: EntityID,
        openedAt: Timestamp
    ) {
        self.activityId = activityId
        self.openedAt = openedAt
    }

    /// The type without its prefix.
    public static let name = "activity.opened.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "Registration for an activity opened."
    /// A synthetic example.
    public static var example: Self {
        Self(
            activityId: Synthetic.activity,
            openedAt: Synthetic.time
        )
    }
}

/// An activity began.
public struct ActivityStarted: EventData {
    /// The activity.
    public var activityId: EntityID
    /// When.
    public var startedAt: Timestamp

    /// Makes the event.
    public init(
        activityId: EntityID,
        startedAt: Timestamp
    ) {
        self.activityId = activityId
        self.startedAt = startedAt
    }

    /// The type without its prefix.
    public static let name = "activity.started.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "An activity began."
    /// A synthetic example.
    public static var example: Self {
        Self(
            activityId: Synthetic.activity,
            startedAt: Synthetic.time
        )
    }
}

/// An activity was postponed.
public struct ActivityPostponed: EventData {
    /// The activity.
    public var activityId: EntityID
    /// Its new first day.
    public var startsOn: CalendarDate?
    /// Its new last day.
    public var endsOn: CalendarDate?
    /// When.
    public var postponedAt: Timestamp

    /// Makes the event.
    public init(
        activityId: EntityID,
        startsOn: CalendarDate? = nil,
        endsOn: CalendarDate? = nil,
        postponedAt: Timestamp
    ) {
        self.activityId = activityId
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.postponedAt = postponedAt
    }

    /// The type without its prefix.
    public static let name = "activity.postponed.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "An activity was postponed."
    /// A synthetic example.
    public static var example: Self {
        Self(
            activityId: Synthetic.activity,
            startsOn: Synthetic.date(2021, 3, 7),
            endsOn: Synthetic.date(2021, 3, 10),
            postponedAt: Synthetic.time
        )
    }
}

/// An activity was cancelled.
public struct ActivityCancelled: EventData {
    /// The activity.
    public var activityId: EntityID
    /// When.
    public var cancelledAt: Timestamp

    /// Makes the event.
    public init(
        activityId: EntityID,
        cancelledAt: Timestamp
    ) {
        self.activityId = activityId
        self.cancelledAt = cancelledAt
    }

    /// The type without its prefix.
    public static let name = "activity.cancelled.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "An activity was cancelled."
    /// A synthetic example.
    public static var example: Self {
        Self(
            activityId: Synthetic.activity,
            cancelledAt: Synthetic.time
        )
    }
}
