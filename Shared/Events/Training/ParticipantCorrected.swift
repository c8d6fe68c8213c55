/// A participation was recorded wrongly; this is how it now stands.
public struct ParticipantCorrected: EventData {
    /// The participation.
    public var participantId: EntityID
    /// The activity.
    public var activityId: EntityID
    /// The role.
    public var role: ParticipantRole
    /// The participant's sex.
    public var sex: Sex
    /// The country the participant comes from.
    public var country: CountryCode
    /// The participant's organisation.
    public var orgId: EntityID?
    /// The organisation's kind.
    public var orgKind: OrganisationKind?
    /// The trainer's identifier, for those certified as trainers.
    public var trainerId: EntityID?
    /// How many days the professional attended; absent when not at all.
    public var days: Int?
    /// Whether the participation counts nowhere.
    public var voided: Bool
    /// The names of the fields that changed.
    public var changed: [String]
    /// Why.
    public var reason: CorrectionReason

    /// Makes the event.
    public init(
        participantId: EntityID,
        activityId: EntityID,
        role: ParticipantRole,
        sex: Sex,
        country: CountryCode,
        orgId: EntityID? = nil,
        orgKind: OrganisationKind? = nil,
        trainerId: EntityID? = nil,
        days: Int? = nil,
        voided: Bool,
        changed: [String],
        reason: CorrectionReason
    ) {
        self.participantId = participantId
        self.activityId = activityId
        self.role = role
        self.sex = sex
        self.country = country
        self.orgId = orgId
        self.orgKind = orgKind
        self.trainerId = trainerId
        self.days = days
        self.voided = voided
        self.changed = changed
        self.reason = reason
    }

    /// The type without its prefix.
    public static let name = "participant.corrected.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "A participation was recorded wrongly; this is how it now stands."
    /// A synthetic example.
    public static var example: Self {
        Self(
            participantId: Synthetic.participant,
            activityId: Synthetic.activity,
            role: .participant,
            sex: .male,
            country: .egypt,
            orgId: Synthetic.organisation,
            orgKind: .government,
            days: 3,
            voided: false,
            changed: ["country"],
            reason: .dataEntry
        )
    }
}
