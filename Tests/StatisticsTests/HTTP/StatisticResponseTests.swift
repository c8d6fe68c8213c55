import Events
import ServiceKit
import TestKit
import Testing

@testable import Statistics

@Suite struct StatisticResponseTests {
    @Test func `shows counted and reported side by side`() throws {
        let desk = try Desk()
        try desk.tell(FigureReported.example, of: FigureReported.example.figureId)
        let question = try StatisticQuestion(code: "LIT_CERT", by: nil, from: nil, asOf: day(2018, 12, 31))
        let response = StatisticResponse(question, try desk.answer("LIT_CERT", asOf: day(2018, 12, 31)))
        let row = try #require(response.rows.first)
        #expect(row.counted == 0)
        #expect(row.reported.map(\.value) == [320])
        #expect(row.reported.first?.qualifier == .gt)
        #expect(row.period == "to-2018-12-31")
        #expect(row.source == .counted)
        #expect(row.dimensions.isEmpty)
    }

    @Test func `shows nothing counted where nothing was reported`() throws {
        let question = try StatisticQuestion(code: "TRN_PART", by: nil, from: nil, asOf: day(2021, 12, 31))
        let response = StatisticResponse(question, try Desk().answer("TRN_PART", asOf: day(2021, 12, 31)))
        #expect(response.rows.map(\.counted) == [nil])
        #expect(response.rows.first?.source == nil)
        #expect(response.notReported == 0)
    }

    @Test func `describes every indicator`() {
        let items = Indicator.all.map { IndicatorResponse($0) }
        #expect(items.count > 30)
        #expect(items.allSatisfy { !$0.definition.isEmpty && !$0.filter.isEmpty && $0.definition.hasSuffix(".") })
    }

    @Test func `declares its routes`() {
        let paths = StatisticsRoutes(days: Desk.days).all.map { "\($0.declaration.path)" }
        #expect(paths.count == 2)
    }
}
