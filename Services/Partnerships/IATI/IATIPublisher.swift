import Events
import ServiceKit

/// The organisation in whose name activities are published.
struct IATIPublisher: Sendable, Hashable {
    /// Its identifier with IATI, which every activity's begins with.
    var reference = "XI-JISR"
    var name = "Jisr"
    /// Its type in IATI's list of organisation types.
    var type = 90

    init() {}

    init(_ configuration: ServiceConfiguration) {
        reference = configuration[PartnershipsConfig.iatiReference]
        name = configuration[PartnershipsConfig.iatiName]
        type = configuration[PartnershipsConfig.iatiType]
    }

    /// The identifier under which a programme or an agreement is published.
    func identifier(of id: EntityID) -> String { "\(reference)-\(id)" }
}

/// An organisation that takes part in an activity.
struct IATIParticipant: Sendable, Hashable {
    /// In IATI's list of roles.
    enum Role: Int, Sendable {
        case funding = 1
        case accountable = 2
        case implementing = 4
    }

    var role: Role
    var names: LocalizedNames
    var kind: OrganisationKind
}

/// A day in the life of an activity.
struct IATIDate: Sendable, Hashable {
    /// In IATI's list of types of dates.
    enum Kind: Int, Sendable {
        case plannedStart = 1
        case actualStart = 2
        case plannedEnd = 3
        case actualEnd = 4
    }

    var kind: Kind
    var day: CalendarDate
}

/// A target and what is counted of it.
struct IATIResult: Sendable, Hashable {
    var title: String
    var from: CalendarDate
    var to: CalendarDate
    var target: Double
    var actual: Int?
}

/// A programme or an agreement as IATI's standard (2.03) describes an activity.
struct IATIActivity: Sendable, Hashable {
    /// In IATI's list of statuses.
    enum Status: Int, Sendable {
        case pipeline = 1
        case implementation = 2
        case closed = 4
        case cancelled = 5
    }

    var id: EntityID
    var changed: Timestamp
    var title: String
    var description: String
    var participants: [IATIParticipant]
    var status: Status
    /// At least one.
    var dates: [IATIDate]
    var countries: [CountryCode]
    /// Places inside the countries, as the register names them.
    var places: [String]
    var relatedIDs: [EntityID] = []
    var results: [IATIResult] = []
}
