import EventStore
import Events
import Testing

@testable import Statistics

@Suite struct IndicatorTests {
    @Test func `every code is declared once`() {
        #expect(Set(Indicator.all.map(\.code)).count == Indicator.all.count)
    }

    @Test func `every published table is of a declared indicator and cut`() throws {
        for table in PublishedTable.all {
            let indicator = try #require(Indicator.named(table.indicator.rawValue))
            if let cut = table.cut { #expect(indicator.dimensions.contains(cut), "\(table)") }
        }
        #expect(Set(PublishedTable.all).count == PublishedTable.all.count)
    }

    @Test func `refuses an unknown indicator`() {
        #expect {
            try StatisticQuestion(code: "NOPE", by: nil, from: nil, asOf: day(2018, 12, 31))
        } throws: { ($0 as? Rejection)?.code == "indicator.unknown" && ($0 as? Rejection)?.status == 404 }
    }

    @Test(arguments: ["party", "sex,sex", "colour", "year,quarter", "sex,,age,x"])
    func `refuses a dimension that is not allowed`(_ names: String) {
        #expect {
            try StatisticQuestion(code: "BEN_VOC", by: names, from: nil, asOf: day(2018, 12, 31))
        } throws: { ($0 as? Rejection)?.code == "dimension.not_allowed" }
    }

    @Test func `refuses a period that ends before it begins`() {
        #expect {
            try StatisticQuestion(code: "BEN_VOC", by: nil, from: day(2019, 1, 1), asOf: day(2018, 12, 31))
        } throws: { ($0 as? Rejection)?.code == "period.invalid" }
    }

    @Test func `names periods`() throws {
        let asOf = day(2018, 12, 31)
        let cumulative = try StatisticQuestion(code: "BEN_VOC", by: "sex", from: nil, asOf: asOf)
        #expect(cumulative.period(of: ["F"]) == "to-2018-12-31")
        let window = try StatisticQuestion(code: "BEN_VOC", by: nil, from: day(2018, 1, 1), asOf: asOf)
        #expect(window.period(of: []) == "2018-01-01/2018-12-31")
        let quarters = try StatisticQuestion(code: "BEN_VOC", by: "sex,quarter", from: nil, asOf: asOf)
        #expect(quarters.period(of: ["F", "2018-Q2"]) == "2018-Q2")
        #expect(quarters.dimensions(of: ["F", "2018-Q2"]) == ["sex": "F"])
    }
}
