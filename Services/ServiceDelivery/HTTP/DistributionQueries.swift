import EventStore
import Events
import ServiceKit

enum DistributionQueries {
    static let get = Route.query(
        "/v1/distributions/{distributionId}",
        summary: "A distribution with its recipients",
        permission: "distributions.read",
        dataClass: .quasiIdentifying,
        errors: [RouteError("distribution.unknown", status: 404)],
        response: DistributionView.example
    ) { context in
        let id = try context.id("distributionId")
        guard let view = try await context.read({ try DistributionView.find($0, id) }) else {
            throw Rejection.unknown("distribution")
        }
        return QueryResult(view, version: view.version)
    }

    static let list = Route.query(
        "/v1/distributions",
        summary: "Distributions, without their recipients",
        permission: "distributions.read",
        dataClass: .operational,
        parameters: [
            .id("programmeId", "Only those that this programme pays."),
            .code("status", DistributionStatus.self, "Only those that stand so."),
        ],
        isPaged: true,
        response: Page(items: [DistributionView.example])
    ) { context in
        let filter = try ListFilter(after: context.page, column: "distribution_id")
            .equal("programme_id", context.query(id: "programmeId"))
            .equal("status", context.query("status"))
        let rows = try await context.read { try DistributionView.list($0, filter) }
        return QueryResult(context.page.page(of: rows, key: { [$0.distributionId.description] }, item: { $0 }))
    }
}
