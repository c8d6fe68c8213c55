import EventStore
import Events
import ServiceKit

/// The route that shows a case worker what is due.
enum WorklistRoutes {
    static var all: [Route] { [worklist] }

    private static var worklist: Route {
        .query(
            "/v1/worklist",
            summary: "Lists what is due and overdue in the cases, the earliest first.",
            permission: "case.read",
            dataClass: .sensitive,
            parameters: [
                .id("caseWorkerId", "Only cases of this case worker."),
                .id("institutionId", "Only what this institution is responsible for."),
                .code("kind", DeadlineKind.self, "Only deadlines of this kind."),
                .code("state", DueState.self, "Only what is still to come, or only what is overdue."),
                .instant("dueBefore", "Only what is due before this instant."),
            ],
            isPaged: true,
            response: Page(items: [IntakeExamples.work])
        ) { context in
            let filter = WorklistFilter(
                caseWorkerID: context.query(id: "caseWorkerId"),
                institutionID: context.query(id: "institutionId"),
                kind: context.query(code: "kind"),
                state: context.query(code: "state"),
                dueBefore: context.query(instant: "dueBefore")
            )
            let page = context.page
            let items = try await context.read { db in
                try WorklistItem.list(filter, after: page.after, limit: page.limit + 1, now: .now, in: db)
            }
            return QueryResult(page.page(of: items, key: \.place, item: { $0 }))
        }
    }
}
