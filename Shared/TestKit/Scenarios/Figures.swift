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

    /// Releases the figures about persons who are helped, and waits until they are published.
    ///
    /// - Returns: The identifiers of the releases.
    public func release(through days: [String] = ["2018-12-31", "2020-12-31"]) async throws -> [String] {
        var releases: [String] = []
        for day in days {
            let order = try await cluster.command(.statistics, "/v1/releases", ["through": .string(day)])
            let path = "/v1/release-orders/\(order["orderId"].string ?? "")"
            let settled = try await settled(path, within: .seconds(300))
            guard settled["state"].string == "MADE", let id = settled["releaseId"].string else {
                throw NoRelease(problem: settled["problem"].string ?? "it is not made in time")
            }
            releases.append(id)
        }
        return releases
    }

    /// What became of an order of a release, once it is settled or the time is over.
    public func settled(_ path: String, within limit: Duration) async throws -> JSON {
        let deadline = ContinuousClock.now.advanced(by: limit)
        while true {
            let order = try await cluster.query(.statistics, path)
            if order["state"].string != "PENDING" || ContinuousClock.now >= deadline { return order }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// What everybody may see of a figure; `nil` when it was not published.
    private func published(_ question: FigureQuestion) async throws -> String? {
        let path = "/v1/figures?limit=200&indicator=\(question.indicator)&period=to-\(question.asOf)&source=counted"
        var items: [JSON] = []
        var next: String?
        repeat {
            let page = try await cluster.query(.statistics, path + (next.map { "&cursor=\($0)" } ?? ""))
            items += page["items"].array
            next = page["next"].string
        } while next != nil
        let wanted = question.cell.map { [question.by ?? "": $0] } ?? [:]
        let found = items.first { item in
            item["dimensions"].object.count == wanted.count
                && wanted.allSatisfy { item["dimensions"][$0.key].string == $0.value }
        }
        return found.map { $0["value"].int.map(FigureTable.grouped) ?? "withheld" }
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
            published: question.countsCells ? nil : try await published(question),
            expected: question.expected,
            source: question.countsCells ? nil : publication["sourceRef"].string
        )
    }
}

/// A release that was ordered was not made.
struct NoRelease: Error, CustomStringConvertible {
    let problem: String
    var description: String { "no release: \(problem)" }
}
