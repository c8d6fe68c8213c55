import Events

/// A table that is published: an indicator, cumulative to the end of each year, in total or by one dimension.
struct PublishedTable: Sendable, Hashable {
    let indicator: IndicatorCode
    let cut: Dimension?

    /// The declared list.
    ///
    /// Nothing else is published.
    static let all: [PublishedTable] =
        [
            .literacyCertified, .literacyAttended, .beneficiariesPsychosocial, .beneficiariesVocational,
            .beneficiariesMedical, .beneficiariesReintegration, .beneficiariesLegal, .beneficiariesAny, .returns,
            .returnsArrived,
        ].flatMap { tables($0, nil, .sex) }
        + tables(.beneficiaryServicePairs, nil)
        + tables(.kitPersons, nil)
        + tables(.kitItems, nil)
        + tables(.institutionsReached, nil, .agreement)
        + tables(.policyInstitutions, nil, .policy)
        + tables(.trainingParticipants, nil, .sex, .country)
        + tables(.trainingExperts, nil)
        + tables(.trainingCountries, nil)
        + tables(.trainingExpertCountries, nil)
        + tables(.trained, nil)
        + tables(.activitiesHeld, nil)
        + tables(.campaignReach, nil)
        + tables(.agreements, nil, .status)
        + tables(.commitments, nil, .party, .status, .agreement)
        + tables(.commitmentsDelivered, nil, .agreement)
        + tables(.commitmentCoverage, nil, .agreement)

    private static func tables(_ indicator: IndicatorCode, _ cuts: Dimension?...) -> [PublishedTable] {
        cuts.map { PublishedTable(indicator: indicator, cut: $0) }
    }
}

/// The counted values of the published tables: by year, by cell (`nil` for the total).
struct PublishedValues: Sendable {
    struct Place: Hashable, Sendable {
        let table: PublishedTable
        let year: Int
        /// The dimension's value; `nil` for the total.
        let value: String?
    }

    private(set) var counts: [Place: Count] = [:]

    subscript(_ indicator: IndicatorCode, _ cut: Dimension?, _ year: Int, _ value: String?) -> Count? {
        get { counts[Place(table: PublishedTable(indicator: indicator, cut: cut), year: year, value: value)] }
        set {
            counts[Place(table: PublishedTable(indicator: indicator, cut: cut), year: year, value: value)] = newValue
        }
    }

    /// The years of a table's values, and the values of its cells.
    func cells(of table: PublishedTable) -> [Int: [String?: Count]] {
        counts.reduce(into: [:]) { years, entry in
            guard entry.key.table == table else { return }
            years[entry.key.year, default: [:]][entry.key.value] = entry.value
        }
    }

    /// Adds up what was reached first in each year to cumulative values up to `lastYear`.
    mutating func accumulate(_ indicator: IndicatorCode, _ years: [Int: [String: Int]], to lastYear: Int, bySex: Bool) {
        guard let first = years.keys.min(), first <= lastYear else { return }
        var sums: [String: Int] = [:]
        for year in first...lastYear {
            sums.merge(years[year] ?? [:]) { $0 + $1 }
            self[indicator, nil, year, nil] = Count(value: sums.values.reduce(0, +))
            guard bySex else { continue }
            for (sex, value) in sums { self[indicator, .sex, year, sex] = Count(value: value) }
        }
    }
}
