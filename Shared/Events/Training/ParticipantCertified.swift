/// A professional was certified.
public struct ParticipantCertified: EventData {
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
    /// Whom the activity was for.
    public var audience: [TargetGroup]
    /// The certificate's number.
    public var certificateNo: String
    /// When.
    public var certifiedOn: CalendarDate

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
        audience: [TargetGroup],
        certificateNo: String,
        certifiedOn: CalendarDate
    ) {
        self.participantId = participantId
        self.activityId = activityId
        self.role = role
        self.sex = sex
        self.country = country
        self.orgId = orgId
        self.orgKind = orgKind
        self.trainerId = trainerId
        self.audience = audience
        self.certificateNo = certificateNo
        self.certifiedOn = certifiedOn
    }

    /// The type without its prefix.
    public static let name = "participant.certified.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "A professional was certified."
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
            audience: [.socialProtectionWorkers],
            certificateNo: "MA-TOT-2021-000007",
            certifiedOn: Synthetic.date(2021, 2, 3)
        )
    }
}
