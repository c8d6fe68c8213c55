import EventStore
import Events
import ServiceKit

/// The routes that read cases, and name nobody.
enum CaseQueryRoutes {
    static var all: [Route] { [list, one] }

    private static var list: Route {
        .query(
            "/v1/cases",
            summary: "Lists cases in the order in which they were entered.",
            permission: "case.read",
            dataClass: .quasiIdentifying,
            parameters: [
                .code("status", CaseStatus.self, "Only cases that stand there."),
                .id("institutionId", "Only cases that this institution is responsible for."),
                .text("caseNumber", maximumLength: 64, "Only the case with this number."),
            ],
            isPaged: true,
            response: Page(items: [IntakeExamples.summary])
        ) { context in
            let filter = CaseFilter(
                status: context.query(code: "status"),
                institutionID: context.query(id: "institutionId"),
                caseNumber: context.query("caseNumber")
            )
            let page = context.page
            let last = try page.after.map { try Self.place($0) }
            let rows = try await context.read { db in
                try CaseSummary.list(filter, after: last, limit: page.limit + 1, in: db)
            }
            return QueryResult(page.page(of: rows, key: { [String($0.place)] }, item: \.summary))
        }
    }

    /// The place in the log at which the page before ended.
    static func place(_ key: [String]) throws(Rejection) -> Int64 {
        guard let place = key.first.flatMap({ Int64($0) }) else { throw PageRequest.cursorInvalid }
        return place
    }

    private static var one: Route {
        .query(
            "/v1/cases/{caseId}",
            summary: "Shows where a case stands, what is under way and what happened, without naming the person.",
            permission: "case.read",
            dataClass: .sensitive,
            errors: [RouteError("case.unknown", status: 404)],
            response: IntakeExamples.view
        ) { context in
            let caseID = try context.id("caseId")
            let store = context.store
            let view = try await context.read { db in
                try CaseView(caseID, in: Transaction(db: db, store: store))
            }
            // Work done elsewhere and stays change what is shown without changing the case's version, so there is no
            // ETag by which a reader could take an old view for the present one.
            return QueryResult(view)
        }
    }
}
