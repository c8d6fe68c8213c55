/// Professionals who are only counted.
public struct HeadcountCell: Codable, Sendable, Hashable {
    /// Their role.
    public var role: ParticipantRole
    /// Their sex.
    public var sex: Sex
    /// Their country.
    public var country: CountryCode?
    /// How many.
    public var count: Int

    /// Makes the value.
    public init(
        role: ParticipantRole,
        sex: Sex,
        country: CountryCode? = nil,
        count: Int
    ) {
        self.role = role
        self.sex = sex
        self.country = country
        self.count = count
    }

    static var synthetic: Self {
        Self(
            role: .participant,
            sex: .female,
            count: 9
        )
    }
}

/// The attendance of an activity was counted without a list.
public struct HeadcountReported: EventData {
    /// The activity.
    public var activityId: EntityID
    /// The counts; they replace those reported before.
    public var cells: [HeadcountCell]
    /// Where the counts come from.
    public var source: HeadcountSource
    /// When.
    public var reportedAt: Timestamp

    /// Makes the event.
    public init(
        activityId: EntityID,
        cells: [HeadcountCell],
        source: HeadcountSource,
        reportedAt: Timestamp
    ) {
        self.activityId = activityId
        self.cells = cells
        self.source = source
        self.reportedAt = reportedAt
    }

    /// The type without its prefix.
    public static let name = "headcount.reported.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "The attendance of an activity was counted without a list."
    /// A synthetic example.
    public static var example: Self {
        Self(
            activityId: Synthetic.activity,
            cells: [.synthetic],
            source: .signIn,
            reportedAt: Synthetic.time
        )
    }
}
