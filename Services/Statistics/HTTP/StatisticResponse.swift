import Events

/// The value of an indicator, cell by cell.
struct StatisticResponse: Codable, Sendable, Hashable {
    /// The indicator.
    var indicator: IndicatorCode
    /// How it counts.
    var kind: IndicatorKind
    /// What it counts.
    var unit: String
    /// By what it is cut.
    var by: [String]
    /// The first day that counts; absent when everything does.
    var from: CalendarDate?
    /// The last day that counts.
    var asOf: CalendarDate
    /// Activities that took place and of whose attendance nothing was reported.
    var notReported: Int?
    /// The cells.
    var rows: [StatisticRow]
}

/// A cell: what is counted and what is reported of it, side by side and never added.
struct StatisticRow: Codable, Sendable, Hashable {
    /// The values by dimension.
    var dimensions: [String: String]
    /// `to-2018-12-31`, `2018-01-01/2018-12-31`, `2018` or `2018-Q1`.
    var period: String
    /// The last day that counts.
    var asOf: CalendarDate
    /// What the events add up to; absent when nothing was recorded, which is not 0.
    var counted: Int?
    /// What is said that is more than a count: shares, lengths of time, mean scores.
    var measured: MeasuredValue?
    /// What publications state.
    var reported: [ReportedValue]
    /// Where the value is from; absent when there is none.
    var source: StatisticSource?
    /// Whether some persons may be counted twice.
    var mayDoubleCount: Bool
}

/// A value that is more than a count.
struct MeasuredValue: Codable, Sendable, Hashable {
    /// So many for each `per`.
    var share: Double?
    /// For how many the share is.
    var per: Int?
    /// How many it is a share of.
    var of: Int?
    /// The median, in days, rounded to 5.
    var medianDays: Int?
    /// What nine in ten do not exceed, in days, rounded to 5.
    var p90Days: Int?
    /// The mean of scores between 0 and 1.
    var mean: Double?
}

extension MeasuredValue {
    init(_ measured: Measurement) {
        self.init(
            share: measured.share,
            per: measured.per,
            of: measured.of,
            medianDays: measured.medianDays,
            p90Days: measured.p90Days,
            mean: measured.mean
        )
    }
}

/// What a publication states.
struct ReportedValue: Codable, Sendable, Hashable {
    /// The number.
    var value: Double
    /// How it is meant.
    var qualifier: Quantity.Qualifier
    /// What it counts.
    var unit: String?
    /// The day up to which it holds.
    var asOf: CalendarDate?
    /// The period it is for.
    var period: String?
    /// Where it was stated.
    var sourceRef: String
    /// What it is about.
    var scope: FigureScope
}

extension StatisticResponse {
    init(_ question: StatisticQuestion, _ answer: StatisticAnswer) {
        let asOf = CalendarDate(daysSince1970: Int(question.window.to))
        indicator = question.indicator.code
        kind = question.indicator.kind
        unit = question.indicator.unit
        by = question.cuts.map(\.name)
        from = question.window.from == .min ? nil : CalendarDate(daysSince1970: Int(question.window.from))
        self.asOf = asOf
        notReported = answer.unreportedCount
        rows = answer.rows.map { row in
            StatisticRow(
                dimensions: question.dimensions(of: row.cell),
                period: question.period(of: row.cell),
                asOf: asOf,
                // A mean and how many it is of would give their sum away.
                counted: row.counted.flatMap { $0.measured?.mean == nil ? $0.value : nil },
                measured: row.counted?.measured.map { MeasuredValue($0) },
                reported: row.stated.map { ReportedValue($0) },
                source: row.counted != nil ? .counted : row.stated.isEmpty ? nil : .reported,
                mayDoubleCount: row.counted?.mayDoubleCount ?? false
            )
        }
    }

    /// What the documentation shows.
    static var example: StatisticResponse {
        let asOf = CalendarDate(daysSince1970: 17_896)
        return StatisticResponse(
            indicator: .literacyCertified,
            kind: .distinct,
            unit: "children",
            by: [],
            asOf: asOf,
            rows: [
                StatisticRow(
                    dimensions: [:],
                    period: "to-2018-12-31",
                    asOf: asOf,
                    counted: 321,
                    reported: [
                        ReportedValue(
                            value: 320,
                            qualifier: .gt,
                            unit: "children",
                            asOf: asOf,
                            sourceRef: "press release, 17 February 2021",
                            scope: FigureScope()
                        )
                    ],
                    source: .counted,
                    mayDoubleCount: false
                )
            ]
        )
    }
}

extension ReportedValue {
    init(_ figure: StatedFigure) {
        self.init(
            value: figure.quantity.value,
            qualifier: figure.quantity.qualifier,
            unit: figure.quantity.unit,
            asOf: figure.quantity.asOf,
            period: figure.period,
            sourceRef: figure.sourceRef,
            scope: figure.scope
        )
    }
}
