import Events

/// The cells that facts fall into by what they say themselves (service, place, agreement, country, time).
///
/// A person's own dimensions, sex, age and nationality, are known only when all facts have passed.
struct CellTable {
    private let cuts: [Cut]
    private let surroundings: Surroundings
    private var numbers: [UInt64: Int] = [:]
    private var lastStretch: (day: Int32, number: UInt64) = (.min, 0)
    /// Whether regions and institutions have cells of their own, whatever is cut by.
    private let tellsPlaces: Bool
    /// The values of each cell, one for each cut.
    private(set) var labels: [[String]]
    /// The region, a number of ``Surroundings/regions``, and the institution of each cell, where places are told.
    private(set) var places: [(region: Int, institution: UInt64)] = [(0, 0)]

    /// A person's own dimensions.
    static let personal: Set<Cut> = [.dimension(.sex), .dimension(.age), .dimension(.nationality)]

    init(_ cuts: [Cut], _ surroundings: Surroundings, tellsPlaces: Bool = false) {
        self.cuts = cuts
        self.surroundings = surroundings
        self.tellsPlaces = tellsPlaces
        labels = [cuts.map { _ in "" }]
    }

    /// The cell of a fact.
    ///
    /// - Parameters:
    ///   - fact: The fact, as it stands.
    ///   - organisation: The number of the kind of organisation, where that is cut by.
    ///   - isSeparate: Whether every service has a cell of its own, whatever is cut by.
    /// - Returns: Its place in ``labels``.
    mutating func cell(of fact: PersonFact, organisation: UInt64, isSeparate: Bool) -> Int {
        guard !cuts.isEmpty || isSeparate || tellsPlaces else { return 0 }
        var key = Self.joined(0, isSeparate ? UInt64(fact.service) + 1 : 0)
        if tellsPlaces { key = Self.joined(Self.joined(key, UInt64(region(fact))), fact.institution) }
        for cut in cuts { key = Self.joined(key, value(cut, fact, organisation)) }
        if let known = numbers[key] { return known }
        labels.append(cuts.map { label($0, fact, organisation) })
        if tellsPlaces { places.append((region(fact), fact.institution)) }
        numbers[key] = labels.count - 1
        return labels.count - 1
    }

    private mutating func value(_ cut: Cut, _ fact: PersonFact, _ organisation: UInt64) -> UInt64 {
        switch cut {
        case .year, .quarter:
            if lastStretch.day != fact.day { lastStretch = (fact.day, cut.stretch(of: fact.day)) }
            return lastStretch.number
        case .dimension(.place), .dimension(.region): return UInt64(region(fact))
        case .dimension(.service): return UInt64(fact.service)
        case .dimension(.agreement):
            guard fact.agreement != 0 else { return 0 }
            return surroundings.agreements[fact.agreement] == nil ? 1 : fact.agreement
        case .dimension(.country): return fact.item & 0xFFFF
        case .dimension(.organisationKind): return organisation
        default: return 0
        }
    }

    private func label(_ cut: Cut, _ fact: PersonFact, _ organisation: UInt64) -> String {
        switch cut {
        case .year, .quarter: return cut.period(of: fact.day)
        case .dimension(.place), .dimension(.region): return surroundings.regions[region(fact)]
        case .dimension(.service): return Self.services[fact.service]?.rawValue ?? notApplicable
        case .dimension(.agreement):
            guard fact.agreement != 0 else { return notApplicable }
            return surroundings.agreements[fact.agreement]?.description ?? unresolved
        case .dimension(.country): return CountryCode.text(bits: fact.item & 0xFFFF)
        case .dimension(.organisationKind):
            return Self.organisations[UInt8(truncatingIfNeeded: organisation)]?.rawValue ?? notApplicable
        default: return ""
        }
    }

    private func region(_ fact: PersonFact) -> Int {
        fact.kind == .kit
            ? surroundings.distributions[fact.aggregate]?.region ?? 0 : surroundings.region(of: fact.institution)
    }

    /// A key of what came before and one value more.
    ///
    /// Both are spread before they meet: small numbers alone, such as two of the same service, would cancel out.
    private static func joined(_ key: UInt64, _ value: UInt64) -> UInt64 {
        mixed(mixed(key &+ 0x9E37_79B9_7F4A_7C15) ^ value)
    }

    private static let services = ServiceKind.byNumber
    private static let organisations = OrganisationKind.byNumber
}
