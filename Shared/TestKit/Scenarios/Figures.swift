extension Scenarios {
    /// A question to statistics and the answer that the scenarios add up to.
    struct FigureQuestion: Sendable {
        let indicator: String
        let title: String
        let asOf: String
        let expected: Int
        var by: String?
        var cell: String?
        /// Counts the cells that have a value instead of reading one.
        var countsCells = false

        var label: String {
            if let cell { return "\(indicator) \(cell)" }
            return countsCells ? "\(indicator) by \(by ?? "")" : indicator
        }

        init(_ indicator: String, _ title: String, asOf year: Int, _ expected: Int) {
            self.indicator = indicator
            self.title = title
            asOf = "\(year)-12-31"
            self.expected = expected
        }

        func cut(by dimension: String, cell: String) -> FigureQuestion {
            var copy = self
            copy.by = dimension
            copy.cell = cell
            return copy
        }

        func countingCells(by dimension: String) -> FigureQuestion {
            var copy = self
            copy.by = dimension
            copy.countsCells = true
            return copy
        }
    }

    /// Every figure of the demonstration's table.
    static func questions(_ nested: Nested) -> [FigureQuestion] {
        let kits = kitPlaces.map(\.persons).reduce(0, +)
        return [
            FigureQuestion("LIT_CERT", "literacy with certificate", asOf: 2018, nested.literacy),
            FigureQuestion("BEN_PSS", "psycho-social support", asOf: 2018, nested.psychosocial),
            FigureQuestion("BEN_VOC", "vocational training", asOf: 2018, nested.vocational),
            FigureQuestion("BEN_MED", "medical clinics", asOf: 2018, nested.medical),
            FigureQuestion("BEN_REI", "reintegration", asOf: 2018, nested.reintegration),
            FigureQuestion("BEN_LEG", "legal support", asOf: 2018, nested.legal),
            FigureQuestion("BEN_ANY", "children with any service", asOf: 2018, nested.vocational),
            FigureQuestion("BEN_PAIRS", "child and service pairs", asOf: 2018, nested.pairs),
            FigureQuestion("POL_INST", "institutions, classification", asOf: 2018, 9)
                .cut(by: "policy", cell: "CLASSIFICATION"),
            FigureQuestion("KIT_PERSONS", "persons with kits", asOf: 2020, kits),
            FigureQuestion("KIT_ITEMS", "food kits", asOf: 2020, kits).cut(by: "kind", cell: "FOO"),
            FigureQuestion("RETURNS", "assisted returns", asOf: 2020, 215),
            FigureQuestion("RETURNS", "of them women", asOf: 2020, 125).cut(by: "sex", cell: "F"),
            FigureQuestion("RETURNS", "of them men", asOf: 2020, 90).cut(by: "sex", cell: "M"),
            FigureQuestion("TRN_PART", "workshop participants", asOf: 2021, 21),
            FigureQuestion("TRN_PART", "of them men", asOf: 2021, 12).cut(by: "sex", cell: "M"),
            FigureQuestion("TRN_PART", "of them women", asOf: 2021, 9).cut(by: "sex", cell: "F"),
            FigureQuestion("CMT", "commitments", asOf: 2021, 14),
            FigureQuestion("CMT", "regions with commitments", asOf: 2021, 11).countingCells(by: "region"),
        ]
    }

    /// Waits until every figure is right, or the time is over, and gives them as they then are.
    public func figures(_ nested: Nested = Nested(), within limit: Duration) async throws -> [FigureRow] {
        let deadline = ContinuousClock.now.advanced(by: limit)
        while true {
            var rows: [FigureRow] = []
            for question in Self.questions(nested) { rows.append(try await row(question)) }
            if rows.allSatisfy(\.isRight) || ContinuousClock.now >= deadline { return rows }
            try await Task.sleep(for: .milliseconds(500))
        }
    }

    private func row(_ question: FigureQuestion) async throws -> FigureRow {
        let cut = question.by.map { "&by=\($0)" } ?? ""
        let path = "/v1/statistics/\(question.indicator)?asOf=\(question.asOf)\(cut)"
        let rows = try await cluster.query(.statistics, path)["rows"].array
        let found: JSON
        if let by = question.by, let cell = question.cell {
            found = rows.first { $0["dimensions"][by].string == cell } ?? .null
        } else {
            found = rows.first ?? .null
        }
        let publication = found["reported"][0]
        let reported = publication["value"].double.map { value in
            (publication["qualifier"].string == "gt" ? "more than " : "") + FigureTable.grouped(Int(value))
        }
        return FigureRow(
            indicator: question.label,
            title: question.title,
            reported: question.countsCells ? nil : reported,
            counted: question.countsCells
                ? rows.filter { ($0["counted"].int ?? 0) > 0 }.count : found["counted"].int,
            expected: question.expected,
            source: question.countsCells ? nil : publication["sourceRef"].string
        )
    }
}
