/// Prometheus's text exposition format, version 0.0.4: families by name, samples by labels, so that two readings of the
/// same values are the same bytes.
///
/// Source: https://prometheus.io/docs/instrumenting/exposition_formats/
struct PrometheusText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    static func render(_ registry: MetricsRegistry) async -> String {
        var output = PrometheusText()
        for (name, family) in registry.snapshot.sorted(by: { $0.key < $1.key }) {
            await output.append(name, family, failures: registry.failedCollections)
        }
        output.header(
            "jisr_metrics_failed_collections_total",
            .counter,
            "Metrics that could not be computed when read."
        )
        output.line("jisr_metrics_failed_collections_total", [], registry.failedCollections.value)
        return output.text
    }

    private mutating func append(_ name: String, _ family: MetricsRegistry.Family, failures: Counter) async {
        var samples: [([MetricLabel], Double)] = []
        for collect in family.collect {
            do {
                samples += try await collect().map { ($0.labels, $0.value) }
            } catch {
                // One broken metric must not hide the others; the count of failures says that there is one.
                failures.increment()
            }
        }
        var histograms: [([MetricLabel], Histogram)] = []
        for (labels, metric) in family.metrics {
            switch metric {
            case .counter(let counter): samples.append((labels, counter.value))
            case .gauge(let gauge): samples.append((labels, gauge.value))
            case .histogram(let histogram): histograms.append((labels, histogram))
            }
        }
        guard !samples.isEmpty || !histograms.isEmpty else { return }
        header(name, family.kind, family.help)
        for (labels, value) in samples.sorted(by: { $0.0.lexicographicallyPrecedes($1.0) }) {
            line(name, labels, value)
        }
        for (labels, histogram) in histograms.sorted(by: { $0.0.lexicographicallyPrecedes($1.0) }) {
            lines(name, labels, histogram)
        }
    }

    private mutating func header(_ name: String, _ kind: MetricsRegistry.Kind, _ help: String) {
        text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
    }

    private mutating func lines(_ name: String, _ labels: [MetricLabel], _ histogram: Histogram) {
        let state = histogram.snapshot
        var total: UInt64 = 0
        for (index, count) in state.counts.enumerated() {
            total += count
            let bound = index < histogram.bounds.count ? Self.number(histogram.bounds[index]) : "+Inf"
            line("\(name)_bucket", labels + [MetricLabel(name: "le", value: bound)], Double(total))
        }
        line("\(name)_sum", labels, state.sum)
        line("\(name)_count", labels, Double(total))
    }

    private mutating func line(_ name: String, _ labels: [MetricLabel], _ value: Double) {
        text += name
        if !labels.isEmpty {
            text += "{"
            for (index, label) in labels.enumerated() {
                if index > 0 { text += "," }
                text += "\(label.name)=\"\(Self.escaped(label.value, quotes: true))\""
            }
            text += "}"
        }
        text += " \(Self.number(value))\n"
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value) { return String(whole) }
        return String(value)
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        guard text.utf8.contains(where: { $0 == 92 || $0 == 10 || $0 == 34 }) else { return text }
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
