import Events

/// A published figure with what exports need to know of it.
struct ExportedFigure: Sendable {
    let statistic: StatisticUpdated
    let period: PublishedPeriod
    /// What sets a publication's statement apart from another one of the same figure.
    let statement: String?

    init(_ figure: PublishedFigure) {
        statistic = figure.statistic
        period = PublishedPeriod(figure.statistic.period)
        let parts = figure.key.split(separator: "|", omittingEmptySubsequences: false)
        statement = figure.statistic.source == .reported ? parts.last.map(String.init) : nil
    }

    /// The value as a text; empty when it is withheld.
    var value: String { statistic.value.map(String.init) ?? "" }

    /// Whether it counts persons who are helped, each once.
    var isOfPersonsHelped: Bool {
        guard let indicator = Indicator.named(statistic.indicator.rawValue) else { return false }
        return indicator.disclosure == .beneficiary && indicator.measure != nil && indicator.dedupKey == "subjectId"
    }

    /// What it counts, in English.
    var title: String { statistic.indicator.names.en ?? statistic.indicator.rawValue }

    /// The value of a dimension; `nil` where it is not cut by it.
    subscript(_ dimension: Dimension) -> String? { statistic.dimensions[dimension.rawValue] }

    /// The institution that a stated figure is about.
    var institution: String? { statistic.dimensions["institution"] }
}
