/// A name in the languages it is known in.
public struct LocalizedNames: Codable, Sendable, Hashable {
    /// English.
    public var en: String?
    /// Arabic, in Arabic script.
    public var ar: String?
    /// French.
    public var fr: String?

    /// Makes the value.
    public init(
        en: String? = nil,
        ar: String? = nil,
        fr: String? = nil
    ) {
        self.en = en
        self.ar = ar
        self.fr = fr
    }

    static var synthetic: Self {
        Self(
            en: "Example Society for Children",
            fr: "Association Exemple pour l'Enfance"
        )
    }
}

/// An organisation was registered.
public struct OrganisationRegistered: EventData {
    /// The organisation.
    public var orgId: EntityID
    /// Its names.
    public var names: LocalizedNames
    /// Its acronym.
    public var acronym: String?
    /// Its kind.
    public var kind: OrganisationKind
    /// Its country; `ZZ` for intergovernmental organisations.
    public var country: CountryCode
    /// The organisation that runs it.
    public var parentOrgId: EntityID?
    /// The year it was founded.
    public var foundedYear: Int?
    /// Whether it is non-profit.
    public var nonProfit: Bool?
    /// What it works on.
    public var fields: [String]

    /// Makes the event.
    public init(
        orgId: EntityID,
        names: LocalizedNames,
        acronym: String? = nil,
        kind: OrganisationKind,
        country: CountryCode,
        parentOrgId: EntityID? = nil,
        foundedYear: Int? = nil,
        nonProfit: Bool? = nil,
        fields: [String]
    ) {
        self.orgId = orgId
        self.names = names
        self.acronym = acronym
        self.kind = kind
        self.country = country
        self.parentOrgId = parentOrgId
        self.foundedYear = foundedYear
        self.nonProfit = nonProfit
        self.fields = fields
    }

    /// The type without its prefix.
    public static let name = "organisation.registered.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "An organisation was registered."
    /// A synthetic example.
    public static var example: Self {
        Self(
            orgId: Synthetic.organisation,
            names: .synthetic,
            acronym: "ASC",
            kind: .nationalNGO,
            country: .morocco,
            foundedYear: 1995,
            nonProfit: true,
            fields: ["child protection"]
        )
    }
}

/// An organisation's entry changed; this is how it now stands.
public struct OrganisationUpdated: EventData {
    /// The organisation.
    public var orgId: EntityID
    /// Its names.
    public var names: LocalizedNames
    /// Its acronym.
    public var acronym: String?
    /// Its kind.
    public var kind: OrganisationKind
    /// Its country; `ZZ` for intergovernmental organisations.
    public var country: CountryCode
    /// The organisation that runs it.
    public var parentOrgId: EntityID?
    /// The year it was founded.
    public var foundedYear: Int?
    /// Whether it is non-profit.
    public var nonProfit: Bool?
    /// What it works on.
    public var fields: [String]

    /// Makes the event.
    public init(
        orgId: EntityID,
        names: LocalizedNames,
        acronym: String? = nil,
        kind: OrganisationKind,
        country: CountryCode,
        parentOrgId: EntityID? = nil,
        foundedYear: Int? = nil,
        nonProfit: Bool? = nil,
        fields: [String]
    ) {
        self.orgId = orgId
        self.names = names
        self.acronym = acronym
        self.kind = kind
        self.country = country
        self.parentOrgId = parentOrgId
        self.foundedYear = foundedYear
        self.nonProfit = nonProfit
        self.fields = fields
    }

    /// The type without its prefix.
    public static let name = "organisation.updated.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "An organisation's entry changed; this is how it now stands."
    /// A synthetic example.
    public static var example: Self {
        Self(
            orgId: Synthetic.organisation,
            names: .synthetic,
            acronym: "ASC",
            kind: .nationalNGO,
            country: .morocco,
            foundedYear: 1995,
            nonProfit: true,
            fields: ["child protection"]
        )
    }
}
