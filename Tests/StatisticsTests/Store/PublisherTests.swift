import EventStore
import Events
import GRDB
import ServiceKit
import TestKit
import Testing

@testable import Statistics

@Suite struct PublisherTests {
    private let today = Timestamp(day(2020, 6, 1))

    private func publisher(_ desk: Desk) -> FigurePublisher {
        let today = today
        return FigurePublisher(writer: Writer(desk.store.store), days: Desk.days, clock: { today })
    }

    /// The newest event of each key.
    private func published(_ desk: Desk) throws -> [String: StatisticUpdated] {
        try desk.store.store.writeNow { transaction in
            let keys = try String.fetchAll(transaction.db, sql: "SELECT key FROM figure")
            return try Dictionary(
                keys.compactMap { key in
                    try transaction.entries(key: .text(key)).last.map { (key, try $0.data(as: StatisticUpdated.self)) }
                },
                uniquingKeysWith: { first, _ in first }
            )
        }
    }

    /// Institutions that have adopted a policy on classification.
    private func adopt(_ institutions: ClosedRange<Int>, in year: Int, _ desk: Desk) throws {
        for number in institutions {
            var policy = InstitutionPolicyAdopted.example
            policy.institutionId = Told.institution(number).institutionId
            policy.adoptedOn = PartialDate(day(year, 3, 1), precision: .day)
            try desk.tell(policy, of: policy.institutionId)
        }
    }

    @Test func `publishes only what changed, with revisions that count up`() async throws {
        let desk = try Desk()
        try adopt(1...3, in: 2018, desk)
        let publisher = publisher(desk)
        #expect(try await publisher.publish() > 0)
        #expect(try await publisher.publish() == 0)
        var figures = try published(desk)
        #expect(figures["POL_INST|to-2018-12-31|counted"]?.value == 3)
        #expect(figures["POL_INST|to-2019-12-31|counted"]?.value == 3)
        #expect(figures["POL_INST|to-2020-12-31|counted"]?.asOf == day(2020, 6, 1))
        #expect(figures["POL_INST|to-2021-12-31|counted"] == nil)

        try adopt(4...4, in: 2019, desk)
        try await publisher.publish()
        figures = try published(desk)
        #expect(figures["POL_INST|to-2018-12-31|counted"]?.revision == 1)
        #expect(figures["POL_INST|to-2019-12-31|counted"]?.value == 4)
        #expect(figures["POL_INST|to-2019-12-31|counted"]?.revision == 2)
    }

    @Test func `figures about persons who are helped are not published as they change`() async throws {
        let desk = try Desk()
        for person in 1...50 {
            let event = Told.delivered(person, .vocational)
            try desk.tell(event, of: event.enrolmentId)
        }
        try await publisher(desk).publish()
        let codes = Set(try published(desk).values.map(\.indicator))
        #expect(codes.allSatisfy { Indicator.named($0.rawValue)?.disclosure == .exempt })
    }

    @Test func `leaves alone what was released`() async throws {
        let desk = try ReleaseDesk()
        try desk.serve(1...50)
        let released = try await desk.release(through: day(2018, 12, 31))
        try await publisher(desk.desk).publish()
        let figures = try published(desk.desk)
        #expect(figures["BEN_VOC|to-2018-12-31|counted"]?.value == 50)
        #expect(figures["BEN_VOC|to-2018-12-31|counted"] == released["BEN_VOC|to-2018-12-31|counted"])
    }

    @Test func `tells exempt values however small, and publications beside them`() async throws {
        let desk = try Desk()
        var policy = InstitutionPolicyAdopted.example
        policy.institutionId = Told.institution(1).institutionId
        try desk.tell(policy, of: policy.institutionId)
        try desk.tell(FigureReported.example, of: FigureReported.example.figureId)
        try await publisher(desk).publish()
        let figures = try published(desk)
        #expect(figures["POL_INST|to-2018-12-31|counted"]?.value == 1)
        #expect(figures["POL_INST|policy=CLASSIFICATION|to-2018-12-31|counted"]?.value == 1)
        #expect(figures["POL_INST|to-2018-12-31|counted"]?.threshold == nil)
        let reported = try #require(figures.values.first { $0.source == .reported })
        #expect(reported.value == 320)
        #expect(reported.qualifier == .gt)
        #expect(reported.sourceRef == FigureReported.example.sourceRef)
        #expect(reported.dimensions["geo"] == "EG-C")
        #expect(reported.suppressed == false)
    }

    @Test func `a statistic keeps its identifier`() {
        let figure = Figure(
            indicator: .beneficiariesVocational,
            dimensions: ["sex": "F", "geo": "EG-C"],
            period: "to-2018-12-31",
            asOf: day(2018, 12, 31),
            source: .counted
        )
        #expect(figure.key == "BEN_VOC|geo=EG-C|sex=F|to-2018-12-31|counted")
        #expect(figure.id == figure.id)
        #expect(figure.id.description.dropFirst(14).first == "8")
        #expect(figure.event(revision: 1).suppressed)
    }

    @Test func `the table of figures can be made again from the log`() async throws {
        let desk = try ReleaseDesk()
        try desk.serve(1...15)
        try await publisher(desk.desk).publish()
        try await desk.release(through: day(2018, 12, 31))
        #expect(try desk.desk.store.store.rebuild().isClean)
        #expect(try desk.desk.total("BEN_VOC") == 15)
    }
}
