import Events
import GRDB

/// What is to be published as it changes, from one snapshot of the store: one pass over the facts for all tables.
struct FigureReader {
    let db: Database
    /// The current day.
    let today: Int32

    /// The figures of the declared tables, and those that publications state.
    func figures() throws -> [Figure] {
        let entries = try EntryTable.entries(Set(EntryFamily.allCases), db)
        let figures = try values(entries).counts.compactMap { place, count in counted(place, count.value) }
        return figures + StatedFigure.all(in: entries).map(stated)
    }

    private func values(_ entries: Entries) throws -> PublishedValues {
        let lastYear = CalendarDate.year(of: today)
        let surroundings = Surroundings(entries)
        var values = PublishedValues()
        let question = Recount.Question(measures: [], window: .to(today), gathersInstitutions: true)
        let recount = try StatisticReader(db).recount(question, surroundings)
        let institutions = recount.institutions.items(surroundings)
        for indicator in Indicator.all {
            switch indicator.counted {
            case .institutionsReached: tally(indicator, { _ in institutions }, isSum: false, lastYear, &values)
            case .things(let items): tally(indicator, { items(entries, $0) }, isSum: false, lastYear, &values)
            case .sum(let items): tally(indicator, { items(entries, $0) }, isSum: true, lastYear, &values)
            case .persons, .kitPersons: break
            }
        }
        return values
    }

    private func tally(
        _ indicator: Indicator,
        _ items: (Int32) -> [Item],
        isSum: Bool,
        _ lastYear: Int,
        _ values: inout PublishedValues
    ) {
        let tables = PublishedTable.all.filter { $0.indicator == indicator.code }
        guard !tables.isEmpty, let firstDay = items(today).map(\.day).min(), firstDay <= today else { return }
        for year in CalendarDate.year(of: firstDay)...max(lastYear, CalendarDate.year(of: firstDay)) {
            let asOf = min(today, CalendarDate.lastDay(of: year))
            let items = items(asOf)
            for table in tables {
                let cuts = table.cut.map { [Cut.dimension($0)] } ?? []
                for (cell, count) in Tally.count(items, by: cuts, in: .to(asOf), isSum: isSum) {
                    values[indicator.code, table.cut, year, cell.first] = count
                }
            }
        }
    }

    private func counted(_ place: PublishedValues.Place, _ value: Int) -> Figure? {
        guard let indicator = Indicator.named(place.table.indicator.rawValue) else { return nil }
        let last = CalendarDate.lastDay(of: place.year)
        return Figure(
            indicator: indicator.code,
            dimensions: place.table.cut.map { [$0.rawValue: place.value ?? notDisclosed] } ?? [:],
            period: "to-\(CalendarDate(daysSince1970: Int(last)))",
            asOf: CalendarDate(daysSince1970: Int(min(last, today))),
            value: value,
            source: .counted,
            unit: indicator.unit,
            mayDoubleCount: indicator.code == .campaignReach ? true : nil
        )
    }

    private func stated(_ figure: StatedFigure) -> Figure {
        var dimensions = figure.dimensions
        if let agreement = figure.scope.agreementId { dimensions["agreement"] = agreement.description }
        if let institution = figure.scope.institutionId { dimensions["institution"] = institution.description }
        if let place = figure.scope.place { dimensions["geo"] = Surroundings.region(of: place) }
        let asOf = figure.quantity.asOf ?? figure.reportedOn ?? CalendarDate(daysSince1970: Int(today))
        return Figure(
            indicator: figure.indicator,
            dimensions: dimensions,
            period: figure.period ?? "to-\(asOf)",
            asOf: asOf,
            value: Int(figure.quantity.value.rounded(.down)),
            source: .reported,
            qualifier: figure.quantity.qualifier,
            unit: figure.quantity.unit,
            sourceRef: figure.sourceRef,
            statement: figure.id.description
        )
    }
}
