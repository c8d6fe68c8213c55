import Events
import ServiceKit

/// The route by which a form offers partners to choose from.
enum PartnerRoutes {
    static let list = Route.query(
        "/v1/partners",
        summary: "Lists the institutions, organisations, agreements and programmes that a case may name.",
        permission: "partner.read",
        dataClass: .public,
        parameters: [.code("family", PartnerFamily.self, "Only these.")],
        isPaged: true,
        response: Page(items: [PartnerView.example])
    ) { context in
        let page = context.page
        let family: PartnerFamily? = context.query(code: "family")
        let rows = try await context.read {
            try PartnerView.list(family, after: page.after, limit: page.limit + 1, in: $0)
        }
        return QueryResult(page.page(of: rows, key: { ["\($0.place)"] }, item: \.view))
    }
}
