import Events

/// A table that is published as it changes: an indicator, cumulative to the end of each year, in total or by one dimension.
///
/// It is about professionals, institutions, agreements and commitments; figures about persons who are helped are released.
struct PublishedTable: Sendable, Hashable {
    let indicator: IndicatorCode
    let cut: Dimension?

    /// The declared list.
    ///
    /// Nothing else is published.
    static let all: [PublishedTable] =
        tables(.institutionsReached, nil, .agreement)
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
}
