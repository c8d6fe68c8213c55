import Decisions
import EventStore
import Events

/// Records a figure that a publication states.
struct ReportFigure: Codable, Sendable, Hashable {
    /// A new identifier, for entries that were made elsewhere; minted when left out.
    var figureId: EntityID?
    var indicator: IndicatorCode
    var quantity: Quantity
    /// `2018`, `2018-Q4`, or cumulative `to-2018-12-31`; made of the quantity's `asOf` when left out.
    var period: String?
    var scope: FigureScope?
    /// The cell: names of dimensions and their values; the total when left out.
    var dimensions: [String: String]?
    /// Where it is stated; a figure without a source is refused.
    var sourceRef: String?
    var reportedOn: CalendarDate?
    var occurredAt: Timestamp?
}

/// A reported figure as the log tells it.
struct FigureState: Folded {
    private(set) var figure: FigureReported?

    init() {}

    static let fold = Dispatch<Self>().on(FigureReported.self) { state, event, _ in state.figure = event }
}

extension ReportFigure {
    /// Decides this command.
    func decide(
        figureID: EntityID,
        at moment: Moment,
        isAgreement: (EntityID) -> Bool,
        isInstitution: (EntityID) -> Bool
    ) throws(Rejection) -> FigureReported {
        guard let source = try Checks.optionalText(sourceRef, field: "sourceRef", maximumLength: 300) else {
            throw Rejection(
                "figure.source_required",
                field: "sourceRef",
                "a reported figure needs its source: the publication, its date, the page"
            )
        }
        let scope = scope ?? FigureScope()
        if let agreement = scope.agreementId, !isAgreement(agreement) {
            throw .unresolved("agreement", field: "scope.agreementId")
        }
        if let institution = scope.institutionId, !isInstitution(institution) {
            throw .unresolved("institution", field: "scope.institutionId")
        }
        let dimensions = dimensions ?? [:]
        for name in dimensions.keys.sorted() where Dimension(rawValue: name) == nil {
            throw Rejection(
                "dimension.not_allowed",
                field: "dimensions",
                "a dimension is one of \(Dimension.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        if let reportedOn { _ = try moment.day(reportedOn, field: "reportedOn") }
        return FigureReported(
            figureId: figureID,
            indicator: indicator,
            quantity: try Checks.quantity(quantity, field: "quantity"),
            period: try Self.period(period) ?? quantity.asOf.map { "to-\($0)" },
            scope: scope,
            dimensions: dimensions,
            sourceRef: source,
            reportedOn: reportedOn
        )
    }

    private static func period(_ given: String?) throws(Rejection) -> String? {
        guard let given else { return nil }
        let parts = given.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let isYear = parts.count == 1 && given.utf8.count == 4 && Int(given) != nil
        let isQuarter =
            parts.count == 2 && parts[0].utf8.count == 4 && Int(parts[0]) != nil
            && ["Q1", "Q2", "Q3", "Q4"].contains(parts[1])
        let isCumulative = parts.count == 2 && parts[0] == "to" && CalendarDate(String(parts[1])) != nil
        guard isYear || isQuarter || isCumulative else {
            throw Rejection("period.invalid", field: "period", "a period is written 2018, 2018-Q4 or to-2018-12-31")
        }
        return given
    }
}
