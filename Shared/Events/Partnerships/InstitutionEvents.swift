/// An institution was registered.
public struct InstitutionRegistered: EventData {
    /// The institution.
    public var institutionId: EntityID
    /// The organisation that runs it.
    public var orgId: EntityID
    /// Its name.
    public var name: String
    /// Its kind.
    public var kind: InstitutionKind
    /// Whether it is closed.
    public var security: Security
    /// Whom it takes in.
    public var sexServed: SexServed
    /// The lowest age it takes in, in years.
    public var ageMin: Int?
    /// The highest age it takes in, in years.
    public var ageMax: Int?
    /// How many it takes in.
    public var capacity: Int?
    /// Where it is; of a shelter only the governorate or region.
    public var place: PlaceCode

    /// Makes the event.
    public init(
        institutionId: EntityID,
        orgId: EntityID,
        name: String,
        kind: InstitutionKind,
        security: Security,
        sexServed: SexServed,
        ageMin: Int? = nil,
        ageMax: Int? = nil,
        capacity: Int? = nil,
        place: PlaceCode
    ) {
        self.institutionId = institutionId
        self.orgId = orgId
        self.name = name
        self.kind = kind
        self.security = security
        self.sexServed = sexServed
        self.ageMin = ageMin
        self.ageMax = ageMax
        self.capacity = capacity
        self.place = place
    }

    /// The type without its prefix.
    public static let name = "institution.registered.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "An institution was registered."
    /// A synthetic example.
    public static var example: Self {
        Self(
            institutionId: Synthetic.institution,
            orgId: Synthetic.organisation,
            name: "Example Care Institution",
            kind: .closedCare,
            security: .closed,
            sexServed: .male,
            ageMin: 12,
            ageMax: 17,
            capacity: 150,
            place: Synthetic.place("EG-C:MARG")
        )
    }
}

/// An institution's entry changed; this is how it now stands.
public struct InstitutionUpdated: EventData {
    /// The institution.
    public var institutionId: EntityID
    /// The organisation that runs it.
    public var orgId: EntityID
    /// Its name.
    public var name: String
    /// Its kind.
    public var kind: InstitutionKind
    /// Whether it is closed.
    public var security: Security
    /// Whom it takes in.
    public var sexServed: SexServed
    /// The lowest age it takes in, in years.
    public var ageMin: Int?
    /// The highest age it takes in, in years.
    public var ageMax: Int?
    /// How many it takes in.
    public var capacity: Int?
    /// Where it is; of a shelter only the governorate or region.
    public var place: PlaceCode

    /// Makes the event.
    public init(
        institutionId: EntityID,
        orgId: EntityID,
        name: String,
        kind: InstitutionKind,
        security: Security,
        sexServed: SexServed,
        ageMin: Int? = nil,
        ageMax: Int? = nil,
        capacity: Int? = nil,
        place: PlaceCode
    ) {
        self.institutionId = institutionId
        self.orgId = orgId
        self.name = name
        self.kind = kind
        self.security = security
        self.sexServed = sexServed
        self.ageMin = ageMin
        self.ageMax = ageMax
        self.capacity = capacity
        self.place = place
    }

    /// The type without its prefix.
    public static let name = "institution.updated.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "An institution's entry changed; this is how it now stands."
    /// A synthetic example.
    public static var example: Self {
        Self(
            institutionId: Synthetic.institution,
            orgId: Synthetic.organisation,
            name: "Example Care Institution",
            kind: .closedCare,
            security: .closed,
            sexServed: .male,
            ageMin: 12,
            ageMax: 17,
            capacity: 150,
            place: Synthetic.place("EG-C:MARG")
        )
    }
}

/// An institution drafted, adopted or put into practice a policy.
public struct InstitutionPolicyAdopted: EventData {
    /// The institution.
    public var institutionId: EntityID
    /// The policy.
    public var policy: PolicyKind
    /// When, as far as known.
    public var adoptedOn: PartialDate
    /// How far it is in use.
    public var status: PolicyStatus
    /// The agreement it happens under.
    public var agreementId: EntityID?

    /// Makes the event.
    public init(
        institutionId: EntityID,
        policy: PolicyKind,
        adoptedOn: PartialDate,
        status: PolicyStatus,
        agreementId: EntityID? = nil
    ) {
        self.institutionId = institutionId
        self.policy = policy
        self.adoptedOn = adoptedOn
        self.status = status
        self.agreementId = agreementId
    }

    /// The type without its prefix.
    public static let name = "institution.policy_adopted.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "An institution drafted, adopted or put into practice a policy."
    /// A synthetic example.
    public static var example: Self {
        Self(
            institutionId: Synthetic.institution,
            policy: .classification,
            adoptedOn: PartialDate(Synthetic.date(2018, 1, 1), precision: .year),
            status: .adopted,
            agreementId: Synthetic.agreement
        )
    }
}
