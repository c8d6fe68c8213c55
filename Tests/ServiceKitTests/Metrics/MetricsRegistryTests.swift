import CoreMetrics
import Foundation
import Testing

@testable import ServiceKit

struct MetricsRegistryTests {
    private func text(_ registry: MetricsRegistry) async -> String {
        let footer = "# HELP jisr_metrics_failed_collections_total"
        let text = await PrometheusText.render(registry)
        return String(text.prefix(upTo: text.range(of: footer)?.lowerBound ?? text.endIndex))
    }

    @Test func `writes families by name and samples by labels`() async {
        let registry = MetricsRegistry()
        registry.counter("b_total", help: "Bs.", labels: [("z", "2"), ("a", "1")]).increment(by: 3)
        registry.counter("b_total", help: "Bs.", labels: [("a", "0")]).increment()
        registry.gauge("a", help: "As.").set(1.5)
        registry.gauges("c", help: "Cs.") {
            [MetricSample(2, labels: [("k", "y")]), MetricSample(1, labels: [("k", "x")])]
        }
        #expect(
            await text(registry) == """
                # HELP a As.
                # TYPE a gauge
                a 1.5
                # HELP b_total Bs.
                # TYPE b_total counter
                b_total{a="0"} 1
                b_total{a="1",z="2"} 3
                # HELP c Cs.
                # TYPE c gauge
                c{k="x"} 1
                c{k="y"} 2

                """
        )
    }

    @Test func `escapes labels and help`() async {
        let registry = MetricsRegistry()
        registry.gauge("g", help: "A \\ and\nmore \"x\".", labels: [("l", "a\"b\\c\nd")]).set(-.infinity)
        #expect(
            await text(registry) == """
                # HELP g A \\\\ and\\nmore "x".
                # TYPE g gauge
                g{l="a\\"b\\\\c\\nd"} -Inf

                """
        )
    }

    @Test func `counts observations into cumulative buckets, a bound in its own`() async {
        let registry = MetricsRegistry()
        let histogram = registry.histogram("h_seconds", help: "H.", labels: [("r", "x")], bounds: [0.1, 1])
        for value in [0.05, 0.1, 0.5, 7] { histogram.observe(value) }
        histogram.observe(.milliseconds(250))
        #expect(
            await text(registry) == """
                # HELP h_seconds H.
                # TYPE h_seconds histogram
                h_seconds_bucket{r="x",le="0.1"} 2
                h_seconds_bucket{r="x",le="1"} 4
                h_seconds_bucket{r="x",le="+Inf"} 5
                h_seconds_sum{r="x"} 7.9
                h_seconds_count{r="x"} 5

                """
        )
    }

    @Test func `gives the same handle for the same name and labels`() {
        let registry = MetricsRegistry()
        let first = registry.counter("n_total", help: "N.", labels: [("a", "1"), ("b", "2")])
        let second = registry.counter("n_total", help: "N.", labels: [("b", "2"), ("a", "1")])
        #expect(first === second)
    }

    @Test func `loses no count under many threads`() async {
        let registry = MetricsRegistry()
        let counter = registry.counter("n_total", help: "N.")
        let histogram = registry.histogram("h_seconds", help: "H.")
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<5000 {
                        counter.increment()
                        histogram.observe(0.001)
                        registry.counter("made_total", help: "M.", labels: [("l", "x")]).increment()
                    }
                }
            }
        }
        #expect(counter.value == 40_000)
        #expect(histogram.count == 40_000)
        #expect(registry.counter("made_total", help: "M.", labels: [("l", "x")]).value == 40_000)
    }

    @Test func `a metric that cannot be computed hides no other`() async {
        let registry = MetricsRegistry()
        registry.gauge("broken", help: "B.") { throw CancellationError() }
        registry.gauge("whole", help: "W.").set(1)
        let text = await PrometheusText.render(registry)
        #expect(!text.contains("broken"))
        #expect(text.contains("whole 1\n"))
        #expect(text.contains("jisr_metrics_failed_collections_total 1\n"))
    }

    @Test func `takes what libraries report through swift-metrics`() async {
        let registry = MetricsRegistry()
        let factory = LibraryMetrics(registry)
        CoreMetrics.Counter(label: "http.requests", dimensions: [("http.route", "/x")], factory: factory).increment(
            by: 2
        )
        CoreMetrics.Timer(label: "query", dimensions: [], factory: factory).recordNanoseconds(2_000_000)
        CoreMetrics.Meter(label: "open-connections", dimensions: [], factory: factory).set(7)
        let text = await text(registry)
        #expect(text.contains("http_requests_total{http_route=\"/x\"} 2\n"))
        #expect(text.contains("query_seconds_bucket{le=\"0.001\"} 0\n"))
        #expect(text.contains("query_seconds_bucket{le=\"0.0025\"} 1\n"))
        #expect(text.contains("open_connections 7\n"))
    }

    @Test func `says what the system says of the process`() async {
        let registry = MetricsRegistry()
        ProcessMetrics.register(in: registry)
        let text = await PrometheusText.render(registry)
        let names = [
            "process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds",
            "process_start_time_seconds",
        ]
        for name in names {
            let line = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
            #expect((line?.split(separator: " ").last.flatMap { Double($0) } ?? 0) > 0, "\(name)")
        }
    }
}
