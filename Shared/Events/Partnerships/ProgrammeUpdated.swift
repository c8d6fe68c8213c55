/// A programme's entry changed; this is how it now stands.
public struct ProgrammeUpdated: EventData {
    /// The programme.
    public var programmeId: EntityID
    /// Its name.
    public var name: String
    /// Who pays for it.
    public var donorOrgIds: [EntityID]
    /// Who leads it; at least one.
    public var leadOrgIds: [EntityID]
    /// When it began, as far as known.
    public var startedOn: PartialDate?
    /// The countries that are named.
    public var countries: [CountryCode]
    /// How many countries it is said to have.
    public var declaredCountryCount: Int?
    /// The regions of the world it works in.
    public var regions: [String]
    /// Its parts.
    public var windows: [ProgrammeWindow]

    /// Makes the event.
    public init(
        programmeId: EntityID,
        name: String,
        donorOrgIds: [EntityID],
        leadOrgIds: [EntityID],
        startedOn: PartialDate? = nil,
        countries: [CountryCode],
        declaredCountryCount: Int? = nil,
        regions: [String],
        windows: [ProgrammeWindow]
    ) {
        self.programmeId = programmeId
        self.name = name
        self.donorOrgIds = donorOrgIds
        self.leadOrgIds = leadOrgIds
        self.startedOn = startedOn
        self.countries = countries
        self.declaredCountryCount = declaredCountryCount
        self.regions = regions
        self.windows = windows
    }

    /// The type without its prefix.
    public static let name = "programme.updated.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "A programme's entry changed; this is how it now stands."
    /// A synthetic example.
    public static var example: Self {
        Self(
            programmeId: Synthetic.programme,
            name: "Example programme for protection and reintegration",
            donorOrgIds: [Synthetic.otherOrganisation],
            leadOrgIds: [Synthetic.organisation],
            startedOn: PartialDate(Synthetic.date(2016, 12, 1), precision: .month),
            countries: [.egypt, .morocco],
            declaredCountryCount: 26,
            regions: ["North Africa", "Horn of Africa"],
            windows: [.synthetic]
        )
    }
}
