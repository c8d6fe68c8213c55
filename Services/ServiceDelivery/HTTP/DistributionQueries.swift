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
        let query = ListQuery("services_distribution", key: "distribution_id")
            .filtered("programme_id", context.query(id: "programmeId"))
            .filtered("status", context.query("status"))
        return try await context.list(query) { transaction, id in
            guard let view = try DistributionView.find(transaction.db, id, withRecipients: false) else {
                throw Rejection.unknown("distribution")
            }
            return view
        }
    }
}
