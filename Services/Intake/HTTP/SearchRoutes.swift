import EventStore
import Events
import ServiceKit

/// The route that finds cases by what must not stand in a URL.
enum SearchRoutes {
    static let search = Route.search(
        "/v1/cases/search",
        summary:
            "Finds cases by name (any spelling or script, or its beginning), document, place, worker, deadline, concern.",
        permission: "case.search",
        dataClass: .identifying,
        errors: [
            "field.invalid", "field.required", "field.unknown", "code.unknown",
            RouteError("json.malformed", status: 400), RouteError("body.too_large", status: 413),
            RouteError("content_type.unsupported", status: 415),
        ],
        example: SearchCases(name: "Example", status: .registered),
        response: Page(items: [IntakeExamples.summary])
    ) { context, search in
        let page = context.page
        let last = try page.after.map { try CaseQueryRoutes.place($0) }
        let store = context.store
        let rows = try await context.read { db in
            try search.rows(after: last, limit: page.limit + 1, in: Transaction(db: db, store: store))
        }
        return QueryResult(page.page(of: rows, key: { [String($0.place)] }, item: \.summary))
    }
}
