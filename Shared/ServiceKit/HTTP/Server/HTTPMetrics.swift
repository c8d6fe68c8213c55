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

/// The metrics of one route.
final class RouteMetrics: Sendable {
    private let registry: MetricsRegistry
    private let labels: [(String, String)]
    private let seconds: Histogram
    private let byStatus = Mutex<[Int: Counter]>([:])

    init(_ registry: MetricsRegistry, method: String, route: String) {
        self.registry = registry
        labels = [("method", method), ("route", route)]
        seconds = registry.histogram("jisr_http_request_seconds", help: "Time to answer a request.", labels: labels)
    }

    func note(status: Int, duration: Duration) {
        seconds.observe(duration)
        let counter = byStatus.withLock { counters in
            if let counter = counters[status] { return counter }
            let counter = registry.counter(
                "jisr_http_requests_total",
                help: "Requests answered.",
                labels: labels + [("status", String(status))]
            )
            counters[status] = counter
            return counter
        }
        counter.increment()
    }
}
