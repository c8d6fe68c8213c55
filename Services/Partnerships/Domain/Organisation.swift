import Decisions
import EventStore
import Events

/// What is known of an organisation.
struct OrganisationDetails: Codable, Sendable, Hashable {
    var names: LocalizedNames
    var acronym: String?
    var kind: OrganisationKind
    var country: CountryCode
    var parentOrgId: EntityID?
    var foundedYear: Int?
    var nonProfit: Bool?
    var fields: [String]
}

/// Whom to reach at an organisation: identifying, so it stays in this store.
struct ContactDetails: Codable, Sendable, Hashable {
    var name: String?
    var email: String?
    var phone: String?
    var address: String?
}

/// Registers an organisation, or states how its entry now stands.
struct DescribeOrganisation: Codable, Sendable, Hashable {
    /// A new identifier, for entries that were made elsewhere; minted when left out.
    var orgId: EntityID?
    var names: LocalizedNames
    var acronym: String?
    var kind: OrganisationKind
    var country: CountryCode
    var parentOrgId: EntityID?
    var foundedYear: Int?
    var nonProfit: Bool?
    var fields: [String]?
    var contact: ContactDetails?
    var occurredAt: Timestamp?
}

/// An organisation as the log tells it.
struct OrganisationState: Folded {
    private(set) var details: OrganisationDetails?

    init() {}

    static let fold = Dispatch<Self>()
        .on(OrganisationRegistered.self) { state, event, _ in state.details = OrganisationDetails(event) }
        .on(OrganisationUpdated.self) { state, event, _ in state.details = OrganisationDetails(event) }
}

extension OrganisationDetails {
    init(_ event: OrganisationRegistered) {
        self.init(
            names: event.names,
            acronym: event.acronym,
            kind: event.kind,
            country: event.country,
            parentOrgId: event.parentOrgId,
            foundedYear: event.foundedYear,
            nonProfit: event.nonProfit,
            fields: event.fields
        )
    }

    init(_ event: OrganisationUpdated) {
        self.init(
            names: event.names,
            acronym: event.acronym,
            kind: event.kind,
            country: event.country,
            parentOrgId: event.parentOrgId,
            foundedYear: event.foundedYear,
            nonProfit: event.nonProfit,
            fields: event.fields
        )
    }

    /// Checks what a command says of the organisation `orgID`.
    ///
    /// - `parentOf`: the parent of a registered organisation; throws for one that is not registered.
    init(
        _ command: DescribeOrganisation,
        orgID: EntityID,
        at moment: Moment,
        parentOf: (EntityID) throws(Rejection) -> EntityID?
    ) throws(Rejection) {
        let names = LocalizedNames(
            en: try Checks.optionalText(command.names.en, field: "names.en", maximumLength: 200),
            ar: try Checks.optionalText(command.names.ar, field: "names.ar", maximumLength: 200),
            fr: try Checks.optionalText(command.names.fr, field: "names.fr", maximumLength: 200)
        )
        guard names.en != nil || names.ar != nil || names.fr != nil else {
            throw Rejection("field.required", field: "names", "give the name in at least one of en, ar, fr")
        }
        guard command.country != .noCountry || command.kind == .intergovernmental else {
            throw Rejection(
                "field.invalid",
                field: "country",
                "ZZ stands for intergovernmental organisations; give the country"
            )
        }
        var ancestor = command.parentOrgId
        while let current = ancestor {
            guard current != orgID else {
                throw Rejection(
                    "organisation.own_parent",
                    field: "parentOrgId",
                    "an organisation cannot be above itself"
                )
            }
            ancestor = try parentOf(current)
        }
        self.init(
            names: names,
            acronym: try Checks.optionalText(command.acronym, field: "acronym", maximumLength: 40),
            kind: command.kind,
            country: command.country,
            parentOrgId: command.parentOrgId,
            foundedYear: try Checks.number(command.foundedYear, in: 1000...moment.today.year, field: "foundedYear"),
            nonProfit: command.nonProfit,
            fields: Checks.distinct(try Checks.texts(command.fields, field: "fields", maximumLength: 100))
        )
    }

    func registered(_ orgID: EntityID) -> OrganisationRegistered {
        OrganisationRegistered(
            orgId: orgID,
            names: names,
            acronym: acronym,
            kind: kind,
            country: country,
            parentOrgId: parentOrgId,
            foundedYear: foundedYear,
            nonProfit: nonProfit,
            fields: fields
        )
    }

    func updated(_ orgID: EntityID) -> OrganisationUpdated {
        OrganisationUpdated(
            orgId: orgID,
            names: names,
            acronym: acronym,
            kind: kind,
            country: country,
            parentOrgId: parentOrgId,
            foundedYear: foundedYear,
            nonProfit: nonProfit,
            fields: fields
        )
    }
}
