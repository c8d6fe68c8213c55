import Synchronization

/// One value of a family that is computed when it is asked for.
public struct MetricSample: Sendable, Hashable {
    let labels: [MetricLabel]
    /// The value.
    public let value: Double

    /// Makes a sample; `labels` tell it from the others of its family.
    public init(_ value: Double, labels: [(String, String)] = []) {
        self.labels = MetricLabel.sorted(labels)
        self.value = value
    }

    /// Makes a sample; `labels` tell it from the others of its family.
    public init(_ value: Int, labels: [(String, String)] = []) {
        self.init(Double(value), labels: labels)
    }
}

/// The metrics of one service, shown at `/metrics`.
///
/// A handle is asked for once and kept: asking again with the same name and labels gives the same handle. A name keeps
/// the kind and help it was first given. Labels never hold anything of a person.
public final class MetricsRegistry: Sendable {
    enum Kind: String, Sendable {
        case counter
        case gauge
        case histogram
    }

    enum Metric: Sendable {
        case counter(Counter)
        case gauge(Gauge)
        case histogram(Histogram)
    }

    typealias Collect = @Sendable () async throws -> [MetricSample]

    struct Family: Sendable {
        let kind: Kind
        let help: String
        var metrics: [[MetricLabel]: Metric] = [:]
        var collect: [Collect] = []
    }

    private let families = Mutex<[String: Family]>([:])
    let failedCollections = Counter()

    /// Makes an empty registry.
    public init() {}

    /// The counter of this name and these labels.
    public func counter(_ name: String, help: String, labels: [(String, String)] = []) -> Counter {
        let metric = metric(name, .counter, help, labels) { .counter(Counter()) }
        guard case .counter(let counter) = metric else { preconditionFailure("\(name) is not a counter") }
        return counter
    }

    /// The gauge of this name and these labels.
    public func gauge(_ name: String, help: String, labels: [(String, String)] = []) -> Gauge {
        let metric = metric(name, .gauge, help, labels) { .gauge(Gauge()) }
        guard case .gauge(let gauge) = metric else { preconditionFailure("\(name) is not a gauge") }
        return gauge
    }

    /// The histogram of this name and these labels; its bounds are in seconds unless given.
    public func histogram(
        _ name: String,
        help: String,
        labels: [(String, String)] = [],
        bounds: [Double] = Histogram.secondsBounds
    ) -> Histogram {
        let metric = metric(name, .histogram, help, labels) { .histogram(Histogram(bounds: bounds)) }
        guard case .histogram(let histogram) = metric else { preconditionFailure("\(name) is not a histogram") }
        return histogram
    }

    /// Declares a gauge that is computed each time the metrics are read.
    public func gauge(_ name: String, help: String, compute: @escaping @Sendable () async throws -> Double) {
        collected(name, .gauge, help) { [MetricSample(try await compute())] }
    }

    /// Declares a family of gauges that are computed each time the metrics are read.
    public func gauges(_ name: String, help: String, compute: @escaping @Sendable () async throws -> [MetricSample]) {
        collected(name, .gauge, help, compute)
    }

    /// Declares a family of counters that are read each time the metrics are.
    public func counters(_ name: String, help: String, compute: @escaping @Sendable () async throws -> [MetricSample]) {
        collected(name, .counter, help, compute)
    }

    var snapshot: [String: Family] { families.withLock { $0 } }

    private func collected(_ name: String, _ kind: Kind, _ help: String, _ compute: @escaping Collect) {
        Self.check(name, labels: [])
        families.withLock { families in
            var family = families[name] ?? Family(kind: kind, help: help)
            precondition(family.kind == kind, "\(name) is declared as two kinds of metric")
            family.collect.append(compute)
            families[name] = family
        }
    }

    private func metric(
        _ name: String,
        _ kind: Kind,
        _ help: String,
        _ labels: [(String, String)],
        make: () -> Metric
    ) -> Metric {
        Self.check(name, labels: labels)
        let key = MetricLabel.sorted(labels)
        return families.withLock { families in
            if let found = families[name]?.metrics[key] { return found }
            var family = families[name] ?? Family(kind: kind, help: help)
            precondition(family.kind == kind, "\(name) is declared as two kinds of metric")
            let made = make()
            family.metrics[key] = made
            families[name] = family
            return made
        }
    }

    private static func check(_ name: String, labels: [(String, String)]) {
        precondition(MetricName.isValid(name), "\(name) is not a metric's name")
        for (label, _) in labels { precondition(MetricName.isValidLabel(label), "\(label) is not a label's name") }
    }
}

/// One label and its value.
struct MetricLabel: Hashable, Sendable, Comparable {
    let name: String
    let value: String

    static func sorted(_ labels: [(String, String)]) -> [MetricLabel] {
        labels.map { MetricLabel(name: $0.0, value: $0.1) }.sorted()
    }

    static func < (left: MetricLabel, right: MetricLabel) -> Bool {
        (left.name, left.value) < (right.name, right.value)
    }
}

/// The grammar of Prometheus's names.
enum MetricName {
    static func isValid(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(48...57).contains(first) else { return false }
        return name.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 58 }
    }

    static func isValidLabel(_ name: String) -> Bool {
        isValid(name) && !name.utf8.contains(58) && !name.hasPrefix("__")
    }

    /// `name` with all that the grammar forbids replaced by underscores.
    static func sanitised(_ name: String) -> String {
        let text = String(decoding: name.utf8.map { isLetter($0) || (48...57).contains($0) ? $0 : 95 }, as: UTF8.self)
        return isValid(text) ? text : "_" + text
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (65...90).contains(byte) || byte == 95
    }
}
