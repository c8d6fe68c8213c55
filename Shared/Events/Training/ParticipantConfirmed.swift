/// A professional confirmed taking part in an activity.
public struct ParticipantConfirmed: EventData {
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
    /// When.
    public var confirmedAt: Timestamp

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
        confirmedAt: Timestamp
    ) {
        self.participantId = participantId
        self.activityId = activityId
        self.role = role
        self.sex = sex
        self.country = country
        self.orgId = orgId
        self.orgKind = orgKind
        self.trainerId = trainerId
        self.confirmedAt = confirmedAt
    }

    /// The type without its prefix.
    public static let name = "participant.confirmed.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "A professional confirmed taking part in an activity."
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
            confirmedAt: Synthetic.time
        )
    }
}
