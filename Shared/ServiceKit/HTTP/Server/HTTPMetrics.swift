import HTTPTypes
import Synchronization

/// Rate, errors and duration of the requests, by route template and never by path.
struct HTTPMetrics: Sendable {
    private let registry: MetricsRegistry
    /// Requests being answered.
    let inFlight: Gauge
    /// Requests that no route takes.
    let unmatched: RouteMetrics

    init(_ registry: MetricsRegistry) {
        self.registry = registry
        inFlight = registry.gauge("jisr_http_requests_in_flight", help: "Requests being answered.")
        unmatched = RouteMetrics(registry, method: "other", route: "none")
    }

    func route(_ declaration: RouteDeclaration) -> RouteMetrics {
        RouteMetrics(registry, method: declaration.method.rawValue, route: declaration.path.description)
    }
}

/// The metrics of one route; its series begin with its first request.
final class RouteMetrics: Sendable {
    private struct Series {
        var seconds: Histogram?
        var byStatus: [Int: Counter] = [:]
    }

    private let registry: MetricsRegistry
    private let labels: [(String, String)]
    private let series = Mutex(Series())

    init(_ registry: MetricsRegistry, method: String, route: String) {
        self.registry = registry
        labels = [("method", method), ("route", route)]
    }

    func note(status: Int, duration: Duration) {
        let (seconds, counter) = series.withLock { series in
            if let seconds = series.seconds, let counter = series.byStatus[status] { return (seconds, counter) }
            let seconds = registry.histogram(
                "jisr_http_request_seconds",
                help: "Time to answer a request.",
                labels: labels
            )
            let counter = registry.counter(
                "jisr_http_requests_total",
                help: "Requests answered.",
                labels: labels + [("status", String(status))]
            )
            series.seconds = seconds
            series.byStatus[status] = counter
            return (seconds, counter)
        }
        seconds.observe(duration)
        counter.increment()
    }
}
