import Events

/// A figure that a publication states, without records; shown beside what is counted and never added to it.
struct StatedFigure: Sendable {
    let id: EntityID
    let indicator: IndicatorCode
    let quantity: Quantity
    let period: String?
    let scope: FigureScope
    let dimensions: [String: String]
    let sourceRef: String
    let reportedOn: CalendarDate?

    /// The figures, as they stand.
    static func all(in entries: Entries) -> [StatedFigure] {
        var newest: [EntityID: StatedFigure] = [:]
        for entry in entries.of(.figure) {
            guard let event = entry.event as? FigureReported else { continue }
            newest[event.figureId] = StatedFigure(
                id: event.figureId,
                indicator: event.indicator,
                quantity: event.quantity,
                period: event.period,
                scope: event.scope,
                dimensions: event.dimensions,
                sourceRef: event.sourceRef,
                reportedOn: event.reportedOn
            )
        }
        return newest.values.sorted { $0.id < $1.id }
    }

    /// Its values for `cuts`; `nil` when it is cut in another way.
    func cell(by cuts: [Cut]) -> [String]? {
        var rest = dimensions
        var cell: [String] = []
        for cut in cuts {
            if let value = rest.removeValue(forKey: cut.name) {
                cell.append(value)
            } else if cut == .dimension(.agreement), let agreement = scope.agreementId {
                cell.append(agreement.description)
            } else if cut == .dimension(.place), let place = scope.place {
                cell.append(Surroundings.region(of: place))
            } else {
                return nil
            }
        }
        return rest.isEmpty ? cell : nil
    }

    /// Whether it had been stated for a day no later than `day`.
    func holds(asOf day: Int32) -> Bool {
        quantity.asOf.map { $0.number <= day } ?? true
    }
}
