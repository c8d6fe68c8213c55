import EventStore
import Events
import ServiceKit

enum PlanQueries {
    static let get = Route.query(
        "/v1/reintegration-plans/{planId}",
        summary: "A reintegration plan with its follow-ups",
        permission: "plans.read",
        dataClass: .sensitive,
        errors: [RouteError("plan.unknown", status: 404)],
        response: PlanView.example
    ) { context in
        let id = try context.id("planId")
        let view = try await context.folding { transaction in
            guard let view = try PlanView.find(transaction.db, id) else { throw Rejection.unknown("plan") }
            return try view.detailed(transaction)
        }
        return QueryResult(view, version: view.version)
    }

    static let list = Route.query(
        "/v1/reintegration-plans",
        summary: "Reintegration plans",
        permission: "plans.read",
        dataClass: .sensitive,
        parameters: [
            .id("caseId", "Only those of this case."),
            .code("status", PlanStatus.self, "Only those that stand so."),
        ],
        isPaged: true,
        response: Page(items: [PlanView.example])
    ) { context in
        let query = ListQuery("services_plan", key: "plan_id")
            .filtered("case_id", context.query(id: "caseId"))
            .filtered("status", context.query("status"))
        return try await context.list(query) { transaction, id in
            guard let view = try PlanView.find(transaction.db, id) else { throw Rejection.unknown("plan") }
            return view
        }
    }
}
