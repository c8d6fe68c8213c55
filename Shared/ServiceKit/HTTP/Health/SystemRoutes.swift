import Events
import HTTPTypes

/// The routes that every service has beside its own: health, metrics and documents.
struct SystemRoutes {
    let title: String
    let version: String
    let summary: String
    let routes: [Route]
    let readiness: Readiness
    let metrics: MetricsRegistry
    var isAuthenticated = false

    private static let live = RouteDeclaration.system(
        "/livez",
        mediaType: MediaTypes.json,
        summary: "Whether the process runs."
    )
    private static let ready = RouteDeclaration.system(
        "/readyz",
        mediaType: MediaTypes.json,
        summary: "Whether the service can do its work.",
        statuses: [200, 503]
    )
    private static let measured = RouteDeclaration.system(
        "/metrics",
        mediaType: PrometheusText.contentType,
        summary: "Metrics, for Prometheus."
    )
    private static let description = RouteDeclaration.system(
        "/openapi.json",
        mediaType: MediaTypes.json,
        summary: "The description of the routes."
    )
    private static let docs = RouteDeclaration.system(
        "/docs",
        mediaType: MediaTypes.html,
        summary: "The routes, for reading."
    )

    /// What is said of them.
    static let declarations = [live, ready, measured, description, docs]

    var all: [Route] {
        let declarations = routes.map(\.declaration)
        let openAPI = RequestCoding.document(
            OpenAPIDocument(
                title: title,
                version: version,
                summary: summary,
                routes: declarations + Self.declarations,
                isAuthenticated: isAuthenticated
            ).json
        )
        let docs = Array(DocsPage(title: title, version: version, summary: summary, routes: declarations).html.utf8)
        let (readiness, metrics) = (readiness, metrics)
        return [
            .system(Self.live) { (200, Array(#"{"status":"live"}"#.utf8)) },
            .system(Self.ready) { await readiness.report() },
            .system(Self.measured) { (200, Array(await PrometheusText.render(metrics).utf8)) },
            .system(Self.description) { (200, openAPI) },
            // The page has no scripts and loads nothing, and a browser holds it to that.
            .system(
                Self.docs,
                headers: [
                    .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
                ]
            ) {
                (200, docs)
            },
        ]
    }
}
