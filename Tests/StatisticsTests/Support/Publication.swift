import EventStore
import Events
import TestKit

@testable import Statistics

/// The routes for everyone over a store of its own.
typealias PublicAPI = ServiceUnderTest

extension ServiceUnderTest {
    /// Starts the routes, lets `body` use them, and stops them.
    static func run(_ body: @Sendable (PublicAPI) async throws -> Void) async throws {
        try await run(
            Parts(
                service: "statistics",
                projections: [
                    StatisticsTables.facts, StatisticsTables.figures, PublicationTables.publications,
                    ReleaseTables.projection,
                ],
                routes: PublicationRoutes().all + PageRoutes().all,
                messages: StatisticsMessages(days: Desk.days).table,
                topic: .serviceEvents
            ),
            on: day(2021, 3, 1),
            body
        )
    }

    /// Publishes figures, and then the manifest of the release that they name, unless that is left out.
    func publish(_ figures: [Shown], release: EntityID? = nil, isComplete: Bool = true) throws {
        try store.writeNow { transaction in
            for figure in figures {
                let last = try transaction.entries(aggregate: figure.figure.id).count
                var event = figure.figure.event(revision: last + 1)
                event.releaseId = release
                try transaction.append(event, to: figure.figure.id, key: .text(figure.figure.key))
            }
            guard let release, isComplete else { return }
            let manifest = SnapshotPublished(
                releaseId: release,
                cutoff: day(2020, 12, 31),
                policyVersion: "1",
                indicators: Array(Set(figures.map(\.figure.indicator))).sorted { $0.rawValue < $1.rawValue },
                figureCount: figures.count,
                figuresHash: String(repeating: "0", count: 64),
                offsets: [],
                publishedAt: Timestamp(day(2021, 1, 15))
            )
            try transaction.append(manifest, to: release, key: .id(release))
        }
    }
}

/// A figure to be published.
struct Shown: Sendable {
    var figure: Figure

    /// A counted value about persons who are helped; withheld when there is none.
    static func counted(
        _ indicator: IndicatorCode,
        _ value: Int?,
        by dimensions: [String: String] = [:],
        period: String = "to-2020-12-31",
        threshold: Int? = 10
    ) -> Shown {
        Shown(
            figure: Figure(
                indicator: indicator,
                dimensions: dimensions,
                period: period,
                asOf: day(2020, 12, 31),
                value: value,
                source: .counted,
                unit: Indicator.named(indicator.rawValue)?.unit,
                threshold: threshold
            )
        )
    }

    /// A value that needs no protection.
    static func exempt(
        _ indicator: IndicatorCode,
        _ value: Int,
        by dimensions: [String: String] = [:],
        period: String = "to-2020-12-31"
    ) -> Shown {
        counted(indicator, value, by: dimensions, period: period, threshold: nil)
    }

    /// A value that a publication states.
    static func reported(
        _ indicator: IndicatorCode,
        _ value: Int,
        by dimensions: [String: String] = [:],
        _ qualifier: Quantity.Qualifier = .gt,
        in sourceRef: String = "press release, 17 February 2021"
    ) -> Shown {
        Shown(
            figure: Figure(
                indicator: indicator,
                dimensions: dimensions,
                period: "to-2018-12-31",
                asOf: day(2018, 12, 31),
                value: value,
                source: .reported,
                qualifier: qualifier,
                unit: "children",
                sourceRef: sourceRef,
                statement: Examples.id(7_000 + value).description
            )
        )
    }
}
