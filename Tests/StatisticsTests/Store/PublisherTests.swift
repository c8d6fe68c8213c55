import EventStore
import Events
import GRDB
import ServiceKit
import TestKit
import Testing

@testable import Statistics

@Suite struct PublisherTests {
    private let today = Timestamp(day(2020, 6, 1))

    private func publisher(_ desk: Desk, k: Int = 10) -> FigurePublisher {
        let writer = Writer(desk.store.store)
        let today = today
        return FigurePublisher(writer: writer, days: Desk.days, threshold: k, clock: { today })
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

    private func serve(_ desk: Desk, _ persons: ClosedRange<Int>, sex: Sex, year: Int = 2018) throws {
        for person in persons {
            let event = Told.delivered(person, .vocational, on: day(year, 3, 1), sex: sex)
            try desk.tell(event, of: event.enrolmentId)
        }
    }

    @Test func `publishes only what changed, with revisions that count up`() async throws {
        let desk = try Desk()
        try serve(desk, 1...30, sex: .male)
        try serve(desk, 31...50, sex: .female)
        let publisher = publisher(desk)
        #expect(try await publisher.publish() > 0)
        #expect(try await publisher.publish() == 0)
        var figures = try published(desk)
        #expect(figures["BEN_VOC|to-2018-12-31|counted"]?.value == 50)
        #expect(figures["BEN_VOC|to-2019-12-31|counted"]?.value == 50)
        #expect(figures["BEN_VOC|to-2020-12-31|counted"]?.asOf == day(2020, 6, 1))
        #expect(figures["BEN_VOC|to-2021-12-31|counted"] == nil)
        #expect(figures["BEN_VOC|sex=F|to-2018-12-31|counted"]?.value == 20)
        #expect(figures["BEN_VOC|sex=M|to-2018-12-31|counted"]?.value == 30)
        #expect(figures["BEN_VOC|to-2018-12-31|counted"]?.threshold == 10)

        let later = Told.delivered(51, .vocational, on: day(2019, 5, 1), sex: .male)
        try desk.tell(later, of: later.enrolmentId)
        try await publisher.publish()
        figures = try published(desk)
        #expect(figures["BEN_VOC|to-2018-12-31|counted"]?.revision == 1)
        #expect(figures["BEN_VOC|to-2019-12-31|counted"]?.value == 51)
        #expect(figures["BEN_VOC|to-2019-12-31|counted"]?.revision == 2)
    }

    @Test func `withholds small values and zeros`() async throws {
        let desk = try Desk()
        try serve(desk, 1...9, sex: .male)
        try await publisher(desk).publish()
        let figures = try published(desk)
        let total = try #require(figures["BEN_VOC|to-2018-12-31|counted"])
        #expect(total.suppressed)
        #expect(total.value == nil)
        #expect(figures.values.filter { $0.indicator == .beneficiariesVocational }.allSatisfy { $0.suppressed })
        #expect(figures.keys.contains { $0.hasPrefix("BEN_MED") } == false)
    }

    @Test func `withholds all cells by sex when one is small, and not the total`() async throws {
        let desk = try Desk()
        try serve(desk, 1...40, sex: .male)
        try serve(desk, 41...45, sex: .female)
        try await publisher(desk).publish()
        let figures = try published(desk)
        #expect(figures["BEN_VOC|to-2018-12-31|counted"]?.value == 45)
        #expect(figures["BEN_VOC|sex=F|to-2018-12-31|counted"]?.suppressed == true)
        #expect(figures["BEN_VOC|sex=M|to-2018-12-31|counted"]?.suppressed == true)
    }

    @Test func `withholds all cells by sex when one more is in use and small`() async throws {
        let desk = try Desk()
        try serve(desk, 1...20, sex: .male)
        try serve(desk, 21...40, sex: .female)
        let publisher = publisher(desk)
        try await publisher.publish()
        #expect(try published(desk)["BEN_VOC|sex=F|to-2018-12-31|counted"]?.value == 20)
        try serve(desk, 41...41, sex: .other)
        try await publisher.publish()
        let figures = try published(desk)
        #expect(figures["BEN_VOC|to-2018-12-31|counted"]?.value == 41)
        #expect(figures["BEN_VOC|sex=F|to-2018-12-31|counted"]?.suppressed == true)
        #expect(figures["BEN_VOC|sex=M|to-2018-12-31|counted"]?.suppressed == true)
        #expect(figures["BEN_VOC|sex=X|to-2018-12-31|counted"] == nil)
    }

    @Test func `withholds pairs that would give a withheld service away`() async throws {
        let desk = try Desk()
        try serve(desk, 1...20, sex: .male)
        for person in 1...4 {
            let event = Told.delivered(person, .legal)
            try desk.tell(event, of: event.enrolmentId)
        }
        try await publisher(desk).publish()
        let figures = try published(desk)
        #expect(figures["BEN_VOC|to-2018-12-31|counted"]?.value == 20)
        #expect(figures["BEN_LEG|to-2018-12-31|counted"]?.suppressed == true)
        #expect(figures["BEN_PAIRS|to-2018-12-31|counted"]?.suppressed == true)
    }

    @Test func `withholds what differs by a few from what it is within`() async throws {
        let desk = try Desk()
        for person in 1...30 {
            let id = Told.enrolment(person, .literacy)
            try desk.tell(Told.delivered(person, .literacy), of: id)
            if person <= 27 { try desk.tell(Told.certificate(person), of: id) }
        }
        try await publisher(desk).publish()
        let figures = try published(desk)
        #expect(figures["LIT_ATT|to-2018-12-31|counted"]?.value == 30)
        #expect(figures["LIT_CERT|to-2018-12-31|counted"]?.suppressed == true)
    }

    @Test func `takes back a value that is no longer counted`() async throws {
        let desk = try Desk()
        try serve(desk, 1...12, sex: .male)
        let publisher = publisher(desk)
        try await publisher.publish()
        for person in 1...12 {
            try desk.tell(Told.voided(person, .vocational), of: Told.enrolment(person, .vocational))
        }
        try await publisher.publish()
        let total = try #require(try published(desk)["BEN_VOC|to-2018-12-31|counted"])
        #expect(total.suppressed)
        #expect(total.revision == 2)
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
        let desk = try Desk()
        try serve(desk, 1...15, sex: .male)
        try await publisher(desk).publish()
        #expect(try desk.store.store.rebuild().isClean)
        #expect(try desk.total("BEN_VOC") == 15)
    }
}
