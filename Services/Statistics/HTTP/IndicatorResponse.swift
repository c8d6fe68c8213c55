import Events

/// The definitions of the indicators.
struct IndicatorsResponse: Codable, Sendable, Hashable {
    /// One for each.
    var items: [IndicatorResponse]

    /// What the documentation shows.
    static var example: IndicatorsResponse {
        IndicatorsResponse(items: Indicator.all.prefix(1).map { IndicatorResponse($0) })
    }
}

/// The definition of an indicator.
struct IndicatorResponse: Codable, Sendable, Hashable {
    /// The code.
    var code: IndicatorCode
    /// How it counts.
    var kind: IndicatorKind
    /// What it counts.
    var unit: String
    /// By what it is distinct, or what it sums.
    var dedupKey: String
    /// Which events count.
    var filter: String
    /// By what it may be cut; by year and quarter always.
    var dimensions: [Dimension]
    /// Whether every value may be told to everyone; else only from the threshold on.
    var isExempt: Bool
    /// Whether nothing recorded means "not reported" rather than none.
    var isAbsentWithoutRecords: Bool
    /// By what it is cut where it is published; an empty text is the total.
    ///
    /// Absent when it is not published.
    var published: [String]?
    /// What it means.
    var definition: String
}

extension IndicatorResponse {
    init(_ indicator: Indicator) {
        let tables = PublishedTable.all.filter { $0.indicator == indicator.code }
        self.init(
            code: indicator.code,
            kind: indicator.kind,
            unit: indicator.unit,
            dedupKey: indicator.dedupKey,
            filter: indicator.filter,
            dimensions: indicator.dimensions,
            isExempt: indicator.disclosure == .exempt,
            isAbsentWithoutRecords: indicator.isAbsentWithoutRecords,
            published: tables.isEmpty ? nil : tables.map { $0.cut?.rawValue ?? "" },
            definition: indicator.definition
        )
    }
}
