import EventStore
import Events
import ServiceKit

/// What is due.
enum WorklistRoutes {
    static let all: [Route] = [
        Route.query(
            "/v1/worklist",
            summary: "What is due and overdue: sessions, follow-ups, answers to referrals, offers that end",
            permission: "worklist.read",
            dataClass: .sensitive,
            parameters: [
                .id("caseId", "Only what is due in this case."),
                .id("responsibleId", "Only what this institution provides or this organisation is to answer."),
                .code("kind", DeliveryDeadlineKind.self, "Only what is due of this kind."),
                .code("service", ServiceKind.self, "Only what is part of this service."),
                .code("state", DueState.self, "Only what is still to come, or only what is overdue."),
                .instant("dueBefore", "Only what is due before this instant."),
            ],
            isPaged: true,
            response: Page(items: [WorklistItem.example])
        ) { context in
            let filter = WorklistFilter(
                caseID: context.query(id: "caseId"),
                responsibleID: context.query(id: "responsibleId"),
                kind: context.query(code: "kind"),
                service: context.query(code: "service"),
                state: context.query(code: "state"),
                dueBefore: context.query(instant: "dueBefore")
            )
            let page = context.page
            let items = try await context.read { db in
                try WorklistItem.list(filter, after: page.after, limit: page.limit + 1, now: .now, in: db)
            }
            return QueryResult(page.page(of: items, key: \.place, item: { $0 }))
        }
    ]
}
