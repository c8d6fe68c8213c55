import Events

/// Figures by place: a map in tiles and the same as a table.
extension PageBuilder {
    /// One for each indicator that is published by place.
    var places: [PublicPage.Place] {
        figures.indicators(by: .place).compactMap { indicator in
            let cells = figures.latest(indicator, by: .place)
            guard let table = table(indicator, by: .place) else { return nil }
            let longest = cells.filter { ($0[.place]?.utf8.count ?? 0) > 2 }.compactMap(\.value).max() ?? 0
            return PublicPage.Place(
                maps: TileMap.all.compactMap { map(indicator, $0, cells, longest: longest) },
                table: table
            )
        }
    }

    /// The map of a country; `nil` when none of its places has a figure.
    private func map(
        _ indicator: IndicatorCode,
        _ map: TileMap,
        _ cells: [StatisticUpdated],
        longest: Int
    ) -> PublicPage.Map? {
        let byPlace = Dictionary(
            cells.compactMap { cell in cell[.place].map { ($0, cell) } },
            uniquingKeysWith: { first, _ in first }
        )
        guard map.places.keys.contains(where: { byPlace[$0] != nil }) else { return nil }
        let tiles = map.places.sorted { ($0.value.row, $0.value.column) < ($1.value.row, $1.value.column) }
        return PublicPage.Map(
            title: names.language.pair(names.indicator(indicator), names.place(map.country)),
            tiles: tiles.map { code, place in
                let figure = byPlace[code]
                let cell = cell(figure)
                return PublicPage.Tile(
                    code: String(code.dropFirst(map.country.count + 1)),
                    name: names.place(code),
                    text: cell.isMissing ? "" : cell.isWithheld ? "···" : cell.text,
                    look: look(figure, longest: longest),
                    column: place.column,
                    row: place.row
                )
            }
        )
    }

    /// A shade in five steps, each twice as much as the one before: places differ by orders of magnitude.
    private func look(_ figure: StatisticUpdated?, longest: Int) -> String {
        guard let figure else { return "is-missing" }
        guard let value = figure.value else { return "is-withheld" }
        let level = (1...4).first { value << $0 > longest } ?? 5
        return "level-\(6 - level)"
    }
}
