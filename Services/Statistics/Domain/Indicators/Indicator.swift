import Events

/// An indicator, declared once: how it is counted, cut, described and published all come from here.
struct Indicator: Sendable {
    /// How it is counted.
    enum Counted: Sendable {
        /// Distinct persons, from the facts.
        case persons(Reach, childrenOnly: Bool)
        /// Distinct known recipients of kits, and those counted without names.
        case kitPersons
        /// Distinct institutions, from the deliveries.
        case institutionsReached
        /// Distinct things, from the entries as they stand on a day.
        case things(@Sendable (Entries, Int32) -> [Item])
        /// A sum over things, from the entries as they stand on a day.
        case sum(@Sendable (Entries, Int32) -> [Item])
    }

    /// Whether it may be told to everyone.
    enum Disclosure: Sendable, Hashable {
        /// Professionals, institutions, agreements, commitments: always.
        case exempt
        /// Persons who are helped: only values of at least the threshold.
        case beneficiary
    }

    let code: IndicatorCode
    let kind: IndicatorKind
    let unit: String
    let counted: Counted
    /// By what it is distinct, or what it sums.
    let dedupKey: String
    /// Which facts count.
    let filter: String
    /// By what it may be cut; by year and quarter always.
    let dimensions: [Dimension]
    let disclosure: Disclosure
    /// Whether nothing recorded means "not reported" rather than none.
    var isAbsentWithoutRecords = false
    /// The indicator whose persons include all of this one's: a small difference would give some of them away.
    var within: IndicatorCode?
    /// What it says that is more than a count; `nil` for a count.
    var measured: Measured?
    let definition: String

    /// The families of entries it needs.
    var families: Set<EntryFamily> {
        if measured != nil { return Surroundings.families.union([.referral]) }
        return switch counted {
        case .persons, .kitPersons, .institutionsReached: Surroundings.families
        case .things, .sum: Set(EntryFamily.allCases).subtracting([.merge])
        }
    }

    /// The persons it counts; `nil` when it counts none.
    var measure: PersonMeasure? {
        switch counted {
        case .persons(let reach, let childrenOnly): PersonMeasure(reach: reach, isChildrenOnly: childrenOnly)
        case .kitPersons: PersonMeasure(reach: .kit, isChildrenOnly: false)
        case .institutionsReached, .things, .sum: nil
        }
    }
}

extension Indicator {
    /// Every indicator that is counted.
    static let all: [Indicator] =
        beneficiaries + migrants + victims + referrals + justice + qualities + professionals + partnerships

    private static let byCode = Dictionary(
        all.map { ($0.code.rawValue, $0) },
        uniquingKeysWith: { first, _ in first }
    )

    /// The indicator with this code.
    static func named(_ code: String) -> Indicator? { byCode[code] }
}
