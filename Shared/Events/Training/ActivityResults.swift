/// An activity took place.
public struct ActivityHeld: EventData {
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
    /// The trainers, certified by earlier activities.
    public var trainerIds: [EntityID]
    /// When it ended.
    public var heldAt: Timestamp

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
        trainerIds: [EntityID],
        heldAt: Timestamp
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
        self.trainerIds = trainerIds
        self.heldAt = heldAt
    }

    /// The type without its prefix.
    public static let name = "activity.held.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "An activity took place."
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
            trainerIds: [],
            heldAt: Synthetic.time
        )
    }
}

/// An activity was reported on.
public struct ActivityReported: EventData {
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
    /// What is known of the attendance.
    public var attendance: AttendanceSource
    /// Participants who attended, experts excluded; absent when not reported.
    public var participantCount: Int?
    /// The agreements that came of it.
    public var outcomeAgreementIds: [EntityID]
    /// When.
    public var reportedAt: Timestamp

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
        attendance: AttendanceSource,
        participantCount: Int? = nil,
        outcomeAgreementIds: [EntityID],
        reportedAt: Timestamp
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
        self.attendance = attendance
        self.participantCount = participantCount
        self.outcomeAgreementIds = outcomeAgreementIds
        self.reportedAt = reportedAt
    }

    /// The type without its prefix.
    public static let name = "activity.reported.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "An activity was reported on."
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
            attendance: .notReported,
            outcomeAgreementIds: [],
            reportedAt: Synthetic.time
        )
    }
}

/// An activity was recorded wrongly; this is how it now stands.
public struct ActivityCorrected: EventData {
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
    /// Its agenda; absent when the correction does not touch it.
    public var agenda: [AgendaItem]?
    /// The trainers, certified by earlier activities.
    public var trainerIds: [EntityID]
    /// The names of the fields that changed.
    public var changed: [String]
    /// Why.
    public var reason: CorrectionReason

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
        agenda: [AgendaItem]? = nil,
        trainerIds: [EntityID],
        changed: [String],
        reason: CorrectionReason
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
        self.changed = changed
        self.reason = reason
    }

    /// The type without its prefix.
    public static let name = "activity.corrected.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "An activity was recorded wrongly; this is how it now stands."
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
            trainerIds: [],
            changed: ["topics"],
            reason: .dataEntry
        )
    }
}
