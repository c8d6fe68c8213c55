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

    var all: [Route] {
        let declarations = routes.map(\.declaration)
        let openAPI = RequestCoding.document(
            OpenAPIDocument(title: title, version: version, summary: summary, routes: declarations).json
        )
        let docs = Array(DocsPage(title: title, version: version, summary: summary, routes: declarations).html.utf8)
        let (readiness, metrics) = (readiness, metrics)
        return [
            .system("/livez", mediaType: MediaTypes.json, summary: "Whether the process runs.") {
                (200, Array(#"{"status":"live"}"#.utf8))
            },
            .system("/readyz", mediaType: MediaTypes.json, summary: "Whether the service can do its work.") {
                await readiness.report()
            },
            .system("/metrics", mediaType: PrometheusText.contentType, summary: "Metrics, for Prometheus.") {
                (200, Array(await PrometheusText.render(metrics).utf8))
            },
            .system("/openapi.json", mediaType: MediaTypes.json, summary: "The description of the routes.") {
                (200, openAPI)
            },
            // The page has no scripts and loads nothing, and a browser holds it to that.
            .system(
                "/docs",
                mediaType: MediaTypes.html,
                summary: "The routes, for reading.",
                headers: [
                    .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
                ]
            ) {
                (200, docs)
            },
        ]
    }
}
