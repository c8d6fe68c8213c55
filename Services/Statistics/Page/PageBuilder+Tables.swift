import Events

/// Tables, with a bar beside each value where that helps.
extension PageBuilder {
    private var language: PageLanguage { names.language }

    /// A table of `indicator` by one dimension; `nil` when it is not published so.
    func table(_ indicator: IndicatorCode, by dimension: Dimension, title: String? = nil) -> PublicPage.Table? {
        let cells = figures.latest(indicator, by: dimension)
        guard let first = cells.first else { return nil }
        let byValue = Dictionary(
            cells.compactMap { cell in cell[dimension].map { ($0, cell) } },
            uniquingKeysWith: { first, _ in first }
        )
        // A country is the whole of its places: its bar would dwarf theirs.
        let parts = dimension == .place ? cells.filter { ($0[.place]?.utf8.count ?? 0) > 2 } : cells
        let longest = parts.compactMap(\.value).max() ?? 0
        return PublicPage.Table(
            id: "\(indicator.rawValue)-\(dimension.rawValue)",
            title: title ?? names.indicator(indicator),
            note: until(first),
            heading: heading(dimension),
            rows: names.sorted(Set(byValue.keys), of: dimension).map { value in
                PublicPage.Row(
                    name: names.value(value, of: dimension),
                    cell: cell(byValue[value], longest: dimension == .place && value.utf8.count == 2 ? 0 : longest)
                )
            }
        )
    }

    /// The tables by `dimension` of all indicators about persons who are helped.
    func tables(by dimension: Dimension) -> [PublicPage.Table] {
        figures.indicators(by: dimension).filter(isAboutPersonsHelped).compactMap { table($0, by: dimension) }
    }

    /// Sex beside age.
    var grids: [PublicPage.Grid] {
        figures.indicators(by: .sex, .age).compactMap { indicator in
            let cells = figures.latest(indicator, by: .sex, .age)
            guard let first = cells.first else { return nil }
            let sexes = names.sorted(Set(cells.compactMap { $0[.sex] }), of: .sex)
            let ages = names.sorted(Set(cells.compactMap { $0[.age] }), of: .age)
            return PublicPage.Grid(
                id: "\(indicator.rawValue)-sex-age",
                title: names.indicator(indicator),
                note: until(first),
                heading: language.words(.age),
                columns: sexes.map { names.value($0, of: .sex) },
                rows: ages.map { age in
                    PublicPage.GridRow(
                        name: names.value(age, of: .age),
                        cells: sexes.map { sex in cell(cells.first { $0[.sex] == sex && $0[.age] == age }) }
                    )
                }
            )
        }
    }

    /// What has changed from one period to the next: persons who are helped, whose periods are those of releases, and all
    /// else.
    var time: [PublicPage.Grid] {
        let indicators = figures.indicators()
        return [
            time("time-people", .timePeople, indicators.filter(isAboutPersonsHelped)),
            time("time-others", .timeOthers, indicators.filter { !isAboutPersonsHelped($0) }),
        ].compactMap { $0 }
    }

    /// A row for each indicator; the last periods that fit on paper.
    private func time(_ id: String, _ title: PageWord, _ indicators: [IndicatorCode]) -> PublicPage.Grid? {
        let series = indicators.map { ($0, figures.totals($0)) }.filter { $0.1.count > 1 }
        let days = Set(series.flatMap { $0.1.map(\.day) }).sorted().suffix(6)
        guard let newest = days.last, days.count > 1 else { return nil }
        // The period that is not over yet is counted up to a day within it.
        let asOf = series.flatMap(\.1).filter { $0.day == newest }.map(\.figure.asOf).max() ?? newest
        return PublicPage.Grid(
            id: id,
            title: language.words(title),
            note: language.words(.timeNote),
            heading: language.words(.what),
            columns: days.map { language.text($0 == newest ? min($0, asOf) : $0) },
            rows: series.map { indicator, totals in
                let longest = totals.compactMap(\.figure.value).max() ?? 0
                return PublicPage.GridRow(
                    name: names.indicator(indicator),
                    cells: days.map { day in cell(totals.first { $0.day == day }?.figure, longest: longest) }
                )
            }
        )
    }

    /// Agreements with what was promised under them and delivered.
    var agreements: [PublicPage.Agreement] {
        func cells(_ indicator: IndicatorCode) -> [String: StatisticUpdated] {
            Dictionary(
                figures.latest(indicator, by: .agreement).compactMap { cell in cell[.agreement].map { ($0, cell) } },
                uniquingKeysWith: { first, _ in first }
            )
        }
        let (pledged, delivered) = (cells(.commitments), cells(.commitmentsDelivered))
        let regions = cells(.commitmentCoverage)
        return Set(pledged.keys).union(delivered.keys).sorted().map { id in
            PublicPage.Agreement(
                name: names.value(id, of: .agreement),
                commitments: cell(pledged[id]),
                delivered: cell(delivered[id], longest: pledged[id]?.value ?? 0),
                regions: cell(regions[id])
            )
        }
    }

    /// Trainings, institutions and policies.
    var others: [PublicPage.Table] {
        [
            table(.trainingParticipants, by: .sex), table(.trainingParticipants, by: .country),
            table(.policyInstitutions, by: .policy), table(.institutionsReached, by: .agreement),
        ].compactMap { $0 }
    }

    private func isAboutPersonsHelped(_ indicator: IndicatorCode) -> Bool {
        Indicator.named(indicator.rawValue)?.disclosure == .beneficiary
    }

    func heading(_ dimension: Dimension) -> String {
        switch dimension {
        case .sex: language.words(.sex)
        case .age: language.words(.age)
        case .place, .region: language.words(.place)
        case .country, .nationality: language.words(.country)
        case .agreement: language.words(.agreement)
        default: language.words(.what)
        }
    }
}
