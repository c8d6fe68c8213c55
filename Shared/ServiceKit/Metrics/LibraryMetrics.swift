public import CoreMetrics

/// What swift-metrics, and so any library that uses it, writes to: the service's registry.
///
/// Names and labels are made valid (`http.server.requests` becomes `http_server_requests`); timers become histograms in
/// seconds.
public struct LibraryMetrics: MetricsFactory {
    private let registry: MetricsRegistry

    /// Makes a factory over `registry`, for `MetricsSystem.bootstrap`.
    public init(_ registry: MetricsRegistry) {
        self.registry = registry
    }

    /// A counter.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        LibraryCounter(counter: counter(label, dimensions))
    }

    /// A counter of fractions.
    public func makeFloatingPointCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        LibraryCounter(counter: counter(label, dimensions))
    }

    /// A gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        LibraryGauge(gauge: gauge(label, dimensions))
    }

    /// A histogram, or a gauge when only the last value matters.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return LibraryGauge(gauge: gauge(label, dimensions)) }
        let name = MetricName.sanitised(label)
        let bounds: [Double] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]
        return LibraryHistogram(
            histogram: registry.histogram(name, help: label, labels: Self.labels(dimensions), bounds: bounds)
        )
    }

    /// A histogram in seconds.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let name = MetricName.sanitised(label) + "_seconds"
        return LibraryHistogram(histogram: registry.histogram(name, help: label, labels: Self.labels(dimensions)))
    }

    /// Does nothing: a series stays, for one that vanishes and comes again would start at 0.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// Does nothing: a series stays, for one that vanishes and comes again would start at 0.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    /// Does nothing: a series stays, for one that vanishes and comes again would start at 0.
    public func destroyMeter(_ handler: any MeterHandler) {}
    /// Does nothing: a series stays, for one that vanishes and comes again would start at 0.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Does nothing: a series stays, for one that vanishes and comes again would start at 0.
    public func destroyTimer(_ handler: any TimerHandler) {}

    private func counter(_ label: String, _ dimensions: [(String, String)]) -> Counter {
        let name = MetricName.sanitised(label)
        return registry.counter(
            name.hasSuffix("_total") ? name : name + "_total",
            help: label,
            labels: Self.labels(dimensions)
        )
    }

    private func gauge(_ label: String, _ dimensions: [(String, String)]) -> Gauge {
        registry.gauge(MetricName.sanitised(label), help: label, labels: Self.labels(dimensions))
    }

    private static func labels(_ dimensions: [(String, String)]) -> [(String, String)] {
        dimensions.map { (MetricName.sanitised($0.0), $0.1) }
    }
}

private final class LibraryCounter: CounterHandler, FloatingPointCounterHandler {
    private let counter: Counter

    init(counter: Counter) {
        self.counter = counter
    }

    func increment(by amount: Int64) {
        counter.increment(by: Double(amount))
    }

    func increment(by amount: Double) {
        counter.increment(by: amount)
    }

    func reset() {
        counter.reset()
    }
}

private final class LibraryGauge: MeterHandler, RecorderHandler {
    private let gauge: Gauge

    init(gauge: Gauge) {
        self.gauge = gauge
    }

    func set(_ value: Int64) {
        gauge.set(Double(value))
    }

    func set(_ value: Double) {
        gauge.set(value)
    }

    func increment(by amount: Double) {
        gauge.add(amount)
    }

    func decrement(by amount: Double) {
        gauge.add(-amount)
    }

    func record(_ value: Int64) {
        gauge.set(Double(value))
    }

    func record(_ value: Double) {
        gauge.set(value)
    }
}

private final class LibraryHistogram: TimerHandler, RecorderHandler {
    private let histogram: Histogram

    init(histogram: Histogram) {
        self.histogram = histogram
    }

    func recordNanoseconds(_ duration: Int64) {
        histogram.observe(Double(duration) / 1e9)
    }

    func record(_ value: Int64) {
        histogram.observe(Double(value))
    }

    func record(_ value: Double) {
        histogram.observe(value)
    }
}
