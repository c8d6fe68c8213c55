import Events

/// The published figures as the page looks them up.
struct PageFigures {
    /// What is cut in one way: an indicator by no, one or several dimensions.
    struct Series: Hashable {
        var indicator: IndicatorCode
        var dimensions: [String]
    }

    let all: [StatisticUpdated]
    private let counted: [Series: [StatisticUpdated]]

    init(_ figures: [PublishedFigure]) {
        all = figures.map(\.statistic)
        counted = Dictionary(grouping: all.filter { $0.source == .counted }) {
            Series(indicator: $0.indicator, dimensions: $0.dimensions.keys.sorted())
        }
    }

    /// The figures that publications state.
    var reported: [StatisticUpdated] { all.filter { $0.source == .reported } }

    /// The counted figures of `indicator` cut by `dimensions`, in the last cumulative period of which something is told.
    ///
    /// A release in which hardly anybody came tells nothing new, and so withholds what the one before it told.
    func latest(_ indicator: IndicatorCode, by dimensions: Dimension...) -> [StatisticUpdated] {
        let figures = counted[series(indicator, dimensions)] ?? []
        let periods = figures.compactMap { figure -> (CalendarDate, String)? in
            guard case .to(let day) = PublishedPeriod(figure.period) else { return nil }
            return (day, figure.period)
        }
        let told = Set(figures.filter { $0.value != nil }.map(\.period))
        let known = periods.filter { told.contains($0.1) }
        guard let last = (known.isEmpty ? periods : known).max(by: { $0.0 < $1.0 })?.1 else { return [] }
        return figures.filter { $0.period == last }
    }

    /// The counted totals of `indicator` by the day up to which they count, the earliest first.
    func totals(_ indicator: IndicatorCode) -> [(day: CalendarDate, figure: StatisticUpdated)] {
        (counted[series(indicator, [])] ?? []).compactMap { figure in
            guard case .to(let day) = PublishedPeriod(figure.period) else { return nil }
            return (day, figure)
        }
        .sorted { $0.day < $1.day }
    }

    /// What is counted of the cell that `statement` is about, in its period; else of the whole.
    func counterpart(of statement: StatisticUpdated) -> StatisticUpdated? {
        let dimensions = statement.dimensions.filter { $0.key != "institution" }
        let keys = [dimensions, statement.dimensions.filter { $0.key == Dimension.sex.rawValue }, [:]]
        for key in keys {
            let series = Series(indicator: statement.indicator, dimensions: key.keys.sorted())
            let found = counted[series]?.first { $0.dimensions == key && $0.period == statement.period }
            if let found { return found }
        }
        return nil
    }

    /// The indicators that are counted and cut by `dimensions`, in the order in which indicators are declared.
    func indicators(by dimensions: Dimension...) -> [IndicatorCode] {
        IndicatorCode.allCases.filter { counted[series($0, dimensions)] != nil }
    }

    private func series(_ indicator: IndicatorCode, _ dimensions: [Dimension]) -> Series {
        Series(indicator: indicator, dimensions: dimensions.map(\.rawValue).sorted())
    }
}

extension StatisticUpdated {
    /// Whether it counts persons who are helped, whom the rules of disclosure protect.
    var isProtected: Bool { source == .counted && threshold != nil }

    /// The value of a dimension.
    subscript(_ dimension: Dimension) -> String? { dimensions[dimension.rawValue] }
}
