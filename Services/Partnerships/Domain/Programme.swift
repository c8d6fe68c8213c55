import Decisions
import EventStore
import Events

/// Registers a programme, or states how its entry now stands.
struct RegisterProgramme: Codable, Sendable, Hashable {
    /// A new identifier, for entries that were made elsewhere; minted when left out.
    var programmeId: EntityID?
    var name: String
    var donorOrgIds: [EntityID]?
    var leadOrgIds: [EntityID]?
    var startedOn: PartialDate?
    /// The countries that are known by name.
    var countries: [CountryCode]?
    /// How many countries the programme says it has.
    var declaredCountryCount: Int?
    var regions: [String]?
    var windows: [ProgrammeWindow]?
    var occurredAt: Timestamp?
}

/// A programme as the log tells it.
struct ProgrammeState: Folded {
    private(set) var programme: ProgrammeRegistered?

    init() {}

    static let fold = Dispatch<Self>()
        .on(ProgrammeRegistered.self) { state, event, _ in state.programme = event }
        .on(ProgrammeUpdated.self) { state, event, _ in state.programme = ProgrammeRegistered(event) }
}

extension ProgrammeRegistered {
    init(_ event: ProgrammeUpdated) {
        self.init(
            programmeId: event.programmeId,
            name: event.name,
            donorOrgIds: event.donorOrgIds,
            leadOrgIds: event.leadOrgIds,
            startedOn: event.startedOn,
            countries: event.countries,
            declaredCountryCount: event.declaredCountryCount,
            regions: event.regions,
            windows: event.windows
        )
    }

    /// The event that states the same of a programme that is registered.
    var updated: ProgrammeUpdated {
        ProgrammeUpdated(
            programmeId: programmeId,
            name: name,
            donorOrgIds: donorOrgIds,
            leadOrgIds: leadOrgIds,
            startedOn: startedOn,
            countries: countries,
            declaredCountryCount: declaredCountryCount,
            regions: regions,
            windows: windows
        )
    }
}

extension RegisterProgramme {
    /// Decides this command.
    func decide(
        programmeID: EntityID,
        at moment: Moment,
        isOrganisation: (EntityID) -> Bool
    ) throws(Rejection) -> ProgrammeRegistered {
        let donors = Checks.distinct(donorOrgIds)
        let leads = Checks.distinct(leadOrgIds)
        guard !leads.isEmpty else {
            throw Rejection(
                "programme.lead_required",
                field: "leadOrgIds",
                "name at least one organisation that leads it"
            )
        }
        for (index, donor) in donors.enumerated() where !isOrganisation(donor) {
            throw .unresolved("organisation", field: "donorOrgIds[\(index)]")
        }
        for (index, lead) in leads.enumerated() where !isOrganisation(lead) {
            throw .unresolved("organisation", field: "leadOrgIds[\(index)]")
        }
        var checked: [ProgrammeWindow] = []
        for (index, window) in (windows ?? []).enumerated() {
            checked.append(try Self.window(window, field: "windows[\(index)]", today: moment.today))
        }
        let named = Set(countries ?? []).union(checked.flatMap(\.countries))
        if let declaredCountryCount, declaredCountryCount < named.count {
            throw Rejection(
                "programme.country_count",
                field: "declaredCountryCount",
                "\(named.count) countries are named, its windows' included; the declared count cannot be less"
            )
        }
        return ProgrammeRegistered(
            programmeId: programmeID,
            name: try Checks.text(name, field: "name", maximumLength: 300),
            donorOrgIds: donors,
            leadOrgIds: leads,
            startedOn: try Self.date(startedOn, field: "startedOn", today: moment.today),
            countries: Checks.distinct(countries),
            declaredCountryCount: try Checks.number(declaredCountryCount, in: 0...250, field: "declaredCountryCount"),
            regions: Checks.distinct(try Checks.texts(regions, field: "regions", maximumLength: 100)),
            windows: checked
        )
    }

    private static func window(
        _ given: ProgrammeWindow,
        field: String,
        today: CalendarDate
    ) throws(Rejection)
        -> ProgrammeWindow
    {
        ProgrammeWindow(
            name: try Checks.text(given.name, field: "\(field).name", maximumLength: 200),
            startedOn: try date(given.startedOn, field: "\(field).startedOn", today: today),
            countries: Checks.distinct(given.countries)
        )
    }

    private static func date(
        _ given: PartialDate?,
        field: String,
        today: CalendarDate
    ) throws(Rejection) -> PartialDate? {
        guard let given else { return nil }
        return try Checks.partialDate(given, field: field, today: today)
    }
}
