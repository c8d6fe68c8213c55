import EventStore
import Events

/// A question for one indicator.
struct StatisticQuestion: Sendable {
    /// Whose persons are counted, where the indicator counts persons.
    enum Population: String, CodeList {
        /// As the indicator is defined.
        case defined
        /// Everyone, children or not.
        case all
    }

    let indicator: Indicator
    var cuts: [Cut] = []
    var window: Window
    var population = Population.defined

    /// Reads a query.
    ///
    /// - Throws: `Rejection` `indicator.unknown` (404), `dimension.not_allowed`, `period.invalid`.
    init(
        code: String,
        by names: String?,
        from: CalendarDate?,
        asOf: CalendarDate,
        population: Population = .defined
    ) throws(Rejection) {
        guard let indicator = Indicator.named(code) else {
            throw Rejection(
                "indicator.unknown",
                field: "code",
                "there is no such indicator; GET /v1/indicators lists them",
                status: 404
            )
        }
        self.indicator = indicator
        self.population = population
        if let from, from > asOf {
            throw Rejection("period.invalid", field: "from", "from lies after asOf; give an earlier day")
        }
        window = Window(from: from?.number ?? .min, to: asOf.number)
        for name in (names ?? "").split(separator: ",") {
            let cut = Cut(String(name))
            guard let cut, !cuts.contains(cut), allows(cut) else { throw notAllowed() }
            cuts.append(cut)
        }
        if cuts.count(where: \.isTime) > 1 { throw notAllowed() }
    }

    /// What a recount of persons is asked.
    var recount: Recount.Question {
        var measures: [PersonMeasure] = []
        if let measure = indicator.measure {
            measures = [
                PersonMeasure(
                    reach: measure.reach,
                    isChildrenOnly: measure.isChildrenOnly && population == .defined
                )
            ]
        }
        var question = Recount.Question(measures: measures, cuts: cuts, window: window)
        if case .institutionsReached = indicator.counted { question.gathersInstitutions = true }
        return question
    }

    /// The period of a row with these values.
    func period(of cell: [String]) -> String {
        if let time = cuts.firstIndex(where: \.isTime) { return cell[time] }
        let to = CalendarDate(daysSince1970: Int(window.to))
        guard window.from != .min else { return "to-\(to)" }
        return "\(CalendarDate(daysSince1970: Int(window.from)))/\(to)"
    }

    /// The values of a row by dimension.
    func dimensions(of cell: [String]) -> [String: String] {
        Dictionary(
            zip(cuts, cell).filter { !$0.0.isTime }.map { ($0.0.name, $0.1) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private func allows(_ cut: Cut) -> Bool {
        switch cut {
        case .year, .quarter: true
        case .dimension(let dimension): indicator.dimensions.contains(dimension)
        }
    }

    private func notAllowed() -> Rejection {
        let allowed = indicator.dimensions.map(\.rawValue) + ["year or quarter"]
        return Rejection(
            "dimension.not_allowed",
            field: "by",
            "\(indicator.code.rawValue) is cut by \(allowed.joined(separator: ", ")), each once"
        )
    }
}

/// The answer to a question.
struct StatisticAnswer: Sendable {
    /// A cell with what is counted and what is stated of it, side by side.
    struct Row: Sendable {
        let cell: [String]
        let counted: Count?
        let stated: [StatedFigure]
    }

    var rows: [Row] = []
    /// Activities of which nothing was reported.
    var unreportedCount: Int?

    /// Puts counted values and stated figures side by side.
    init(_ question: StatisticQuestion, _ counts: [[String]: Count], _ figures: [StatedFigure], unreported: Int?) {
        unreportedCount = unreported
        var counts = counts
        if question.cuts.isEmpty, counts.isEmpty, !question.indicator.isAbsentWithoutRecords {
            counts[[]] = Count(value: 0)
        }
        var stated: [[String]: [StatedFigure]] = [:]
        for figure in figures
        where figure.indicator == question.indicator.code && figure.holds(asOf: question.window.to) {
            if let cell = figure.cell(by: question.cuts) { stated[cell, default: []].append(figure) }
        }
        var cells = Set(counts.keys).union(stated.keys)
        if question.cuts.isEmpty { cells.insert([]) }
        rows = cells.sorted { $0.lexicographicallyPrecedes($1) }.map { cell in
            Row(cell: cell, counted: counts[cell], stated: stated[cell] ?? [])
        }
    }
}
