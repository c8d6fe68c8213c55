import Events

/// What the facts refer to, as far as it has arrived: institutions, agreements, distributions, merged subjects.
///
/// All of it is small beside the facts.
struct Surroundings: Sendable {
    /// An agreement's claim on an institution while it is in force.
    struct Claim: Sendable, Hashable {
        let agreement: UInt64
        let from: Int32
        let to: Int32
    }

    /// How a distribution of kits stands.
    struct Distribution: Sendable {
        var rank: Int64
        var day: Int32
        /// A number of ``Surroundings/regions``.
        var region: Int
        var isVoided = false
    }

    /// The names of regions; 0 is ``unresolved``.
    private(set) var regions: [String] = [unresolved]
    private var regionNumbers = [unresolved: 0]
    private var regionOfInstitution: [UInt64: Int] = [:]
    private(set) var institutions: [UInt64: EntityID] = [:]
    /// Agreements by key.
    private(set) var agreements: [UInt64: EntityID] = [:]
    private(set) var claims: [UInt64: [Claim]] = [:]
    private(set) var distributions: [EntityID: Distribution] = [:]
    private let persons: SamePersons

    /// The families of entries that it is made of.
    static let families: Set<EntryFamily> = [.institution, .agreement, .merge, .kit]

    init(_ entries: Entries) {
        persons = SamePersons(entries)
        for entry in entries.of(.institution) {
            guard let (id, place) = Self.institution(entry.event) else { continue }
            institutions[id.key64] = id
            regionOfInstitution[id.key64] = number(of: place)
        }
        for agreement in Agreement.all(in: entries).values {
            agreements[agreement.id.key64] = agreement.id
            guard let from = agreement.inForceFrom else { continue }
            for institution in agreement.institutions {
                claims[institution.key64, default: []].append(
                    Claim(agreement: agreement.id.key64, from: from, to: agreement.inForceTo ?? .max)
                )
            }
        }
        for entry in entries.of(.kit) { note(distribution: entry) }
        for entry in entries.of(.kit) {
            if let event = entry.event as? KitVoided { distributions[event.distributionId]?.isVoided = true }
        }
    }

    /// The region of an institution as a number of ``regions``.
    func region(of institution: UInt64) -> Int {
        regionOfInstitution[institution] ?? 0
    }

    /// Who stands for all that a subject turned out to be.
    func survivor(of person: EntityID) -> EntityID { persons[person] }

    /// The region that a place counts under: never below the second level of ISO 3166, in public or not.
    static func region(of place: PlaceCode) -> String {
        (place.region ?? place.withoutLocality).code
    }

    private mutating func number(of place: PlaceCode) -> Int {
        let region = Self.region(of: place)
        if let known = regionNumbers[region] { return known }
        regionNumbers[region] = regions.count
        regions.append(region)
        return regions.count - 1
    }

    private mutating func note(distribution entry: Entry) {
        switch entry.event {
        case let event as KitDistributed: put(event.distributionId, entry, event.place)
        case let event as KitCorrected: put(event.distributionId, entry, event.place)
        default: break
        }
    }

    private mutating func put(_ id: EntityID, _ entry: Entry, _ place: PlaceCode) {
        distributions[id] = Distribution(rank: entry.rank, day: entry.day, region: number(of: place))
    }

    private static func institution(_ event: any EventData) -> (EntityID, PlaceCode)? {
        switch event {
        case let event as InstitutionRegistered: (event.institutionId, event.place)
        case let event as InstitutionUpdated: (event.institutionId, event.place)
        default: nil
        }
    }
}
