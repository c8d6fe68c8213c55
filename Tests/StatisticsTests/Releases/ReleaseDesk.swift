import Disclosure
import EventStore
import Events
import Foundation
import Logging
import ServiceKit
import TestKit
import Testing

@testable import Statistics

/// A statistics store whose figures are released, on a day of one's choice.
final class ReleaseDesk {
    let desk: Desk
    var policy: ReleasePolicy
    var today: CalendarDate
    private let writer: Writer

    init(_ policy: ReleasePolicy = .builtIn(k: 10), on today: CalendarDate = day(2019, 6, 15)) throws {
        desk = try Desk()
        self.policy = policy
        self.today = today
        writer = Writer(desk.store.store)
    }

    var maker: ReleaseMaker {
        let now = Timestamp(today)
        return ReleaseMaker(
            writer: writer,
            days: Desk.days,
            policy: policy,
            topics: desk.table.topics,
            logger: Logger(label: "test"),
            clock: { now }
        )
    }

    /// Orders a release.
    @discardableResult
    func order(through: CalendarDate) throws -> ReleaseOrders.Order {
        try desk.store.store.writeNow {
            try ReleaseOrders.order(through: through, policy, today: today, in: $0)
        }
    }

    /// Orders a release, makes it and gives its figures by key.
    @discardableResult
    func release(through: CalendarDate) async throws -> [String: StatisticUpdated] {
        let order = try order(through: through)
        try await maker.work()
        let made = try #require(try desk.store.store.readNow { try ReleaseOrders.find(order.id, $0) })
        #expect(made.state == .made, "\(made.problem ?? "")")
        return try figures(try #require(made.release))
    }

    /// The figures of a release, by key.
    func figures(_ release: EntityID) throws -> [String: StatisticUpdated] {
        let figures = try desk.store.store.readNow {
            try PublicationReader($0).figures(PublicationFilter(release: release))
        }
        return Dictionary(uniqueKeysWithValues: figures.map { ($0.key, $0.statistic) })
    }

    /// What partners were told with the newest release, by key.
    func partnerFigures() throws -> [String: StatisticShared] {
        let figures = try desk.store.store.readNow { db in
            let reader = PublicationReader(db)
            return try reader.sharedFigures(release: try reader.sharedReleases(limit: 1).first?.releaseId)
        }
        return Dictionary(uniqueKeysWithValues: figures.map { ($0.key, $0.statistic) })
    }

    /// Tells of sessions on a day: persons, and what is the same of them all.
    func serve(
        _ persons: ClosedRange<Int>,
        _ service: ServiceKind = .vocational,
        on date: CalendarDate = day(2018, 3, 1),
        sex: Sex = .male,
        age: AgeBand = .from15To17,
        institution: EntityID? = nil,
        mode: StatisticsMode = .full
    ) throws {
        for person in persons {
            let event = Told.delivered(
                person,
                service,
                on: date,
                sex: sex,
                age: age,
                // Each by an institution of its own, so that none knows many, unless stated.
                institution: institution ?? Examples.id(50_000 + person),
                mode: mode
            )
            try desk.tell(event, of: event.enrolmentId)
        }
    }

    /// What does not hold of the ledgers.
    func problems() throws -> [String] {
        try desk.store.store.readNow { db in
            try policy.blocks.flatMap { block in
                let ledger = try ReleaseTables.ledger(block.name, db)
                return Audience.allCases.flatMap { audience -> [String] in
                    guard let maker = block.maker(for: audience), let ledger = ledger[audience] else { return [] }
                    return CertificateCheck(maker.scheme).problems(ledger)
                }
            }
        }
    }
}
