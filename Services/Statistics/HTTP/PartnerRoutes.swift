import EventStore
import Events
import ServiceKit

/// The routes of what partners are told: for them, and nobody else.
struct PartnerRoutes: Sendable {
    /// All of them.
    var all: [Route] { [figures, releases] }

    private static let permission = "statistics.partners"

    private var figures: Route {
        .query(
            "/v1/partner-figures",
            summary: "What partners are told, as on their topic, withheld figures too.",
            permission: Self.permission,
            dataClass: .operational,
            parameters: [
                .code("indicator", IndicatorCode.self, "What is counted. See /v1/indicators."),
                .id("release", "A release; all of them unless stated."),
            ],
            isPaged: true,
            response: Page(items: [StatisticShared.example])
        ) { context in
            let (indicator, release): (IndicatorCode?, EntityID?) = (
                context.query(code: "indicator"), context.query(id: "release")
            )
            let page = context.page
            let after = try PublicationRoutes.key(page.after)
            return QueryResult(
                try await context.read { db in
                    page.page(
                        of: try PublicationReader(db).sharedFigures(
                            indicator: indicator,
                            release: release,
                            after: after,
                            limit: page.limit + 1
                        ),
                        key: { [$0.key] },
                        item: { $0.statistic }
                    )
                }
            )
        }
    }

    private var releases: Route {
        .query(
            "/v1/partner-releases",
            summary: "The manifests of what partners were told, the newest first.",
            permission: Self.permission,
            dataClass: .operational,
            isPaged: true,
            response: Page(items: [SnapshotShared.example])
        ) { context in
            let page = context.page
            let start = try PublicationRoutes.place(page.after)
            return QueryResult(
                try await context.read { db in
                    page.page(
                        of: try PublicationReader(db).sharedReleases(after: start, limit: page.limit + 1),
                        key: { [$0.cutoff.description, $0.releaseId.description] },
                        item: { $0 }
                    )
                }
            )
        }
    }
}
