extension Scenarios {
    /// A question to statistics and the answer that the scenarios add up to.
    struct FigureQuestion: Sendable {
        let indicator: String
        let title: String
        let asOf: String
        var by: String?
        var cell: String?
        /// Counts the cells that have a value instead of reading one.
        var countsCells = false
        let expected: Int

        var label: String { cell.map { "\(indicator) \($0)" } ?? (countsCells ? "\(indicator) by \(by ?? "")" : indicator) }
    }

    /// Every figure of the demonstration's table.
    static func questions(_ nested: Nested) -> [FigureQuestion] {
        let by2018 = "2018-12-31"
        let kits = kitPlaces.map(\.persons).reduce(0, +)
        return [
            .init(indicator: "LIT_CERT", title: "literacy with certificate", asOf: by2018, expected: nested.literacy),
            .init(indicator: "BEN_PSS", title: "psycho-social support", asOf: by2018, expected: nested.psychosocial),
            .init(indicator: "BEN_VOC", title: "vocational training", asOf: by2018, expected: nested.vocational),
            .init(indicator: "BEN_MED", title: "medical clinics", asOf: by2018, expected: nested.medical),
            .init(indicator: "BEN_REI", title: "reintegration", asOf: by2018, expected: nested.reintegration),
            .init(indicator: "BEN_LEG", title: "legal support", asOf: by2018, expected: nested.legal),
            .init(indicator: "BEN_ANY", title: "children with any service", asOf: by2018, expected: nested.vocational),
            .init(indicator: "BEN_PAIRS", title: "child and service pairs", asOf: by2018, expected: nested.pairs),
            .init(
                indicator: "POL_INST", title: "institutions, classification", asOf: by2018, by: "policy",
                cell: "CLASSIFICATION", expected: 9
            ),
            .init(indicator: "KIT_PERSONS", title: "persons with kits", asOf: "2020-12-31", expected: kits),
            .init(
                indicator: "KIT_ITEMS", title: "food kits", asOf: "2020-12-31", by: "kind", cell: "FOO",
                expected: kits
            ),
            .init(indicator: "RETURNS", title: "assisted returns", asOf: "2020-12-31", expected: 215),
            .init(
                indicator: "RETURNS", title: "of them women", asOf: "2020-12-31", by: "sex", cell: "F", expected: 125
            ),
            .init(indicator: "RETURNS", title: "of them men", asOf: "2020-12-31", by: "sex", cell: "M", expected: 90),
            .init(indicator: "TRN_PART", title: "workshop participants", asOf: "2021-12-31", expected: 21),
            .init(
                indicator: "TRN_PART", title: "of them men", asOf: "2021-12-31", by: "sex", cell: "M", expected: 12
            ),
            .init(
                indicator: "TRN_PART", title: "of them women", asOf: "2021-12-31", by: "sex", cell: "F", expected: 9
            ),
            .init(indicator: "CMT", title: "commitments", asOf: "2021-12-31", expected: 14),
            .init(
                indicator: "CMT", title: "regions with commitments", asOf: "2021-12-31", by: "region",
                countsCells: true, expected: 11
            ),
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
        let path = "/v1/statistics/\(question.indicator)?asOf=\(question.asOf)" + (question.by.map { "&by=\($0)" } ?? "")
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
