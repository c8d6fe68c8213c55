import EventStore
import Kafka

/// What the relay counts.
public struct RelayMetrics: Sendable {
    let published: Counter
    let republished: Counter
    let failures: Counter
    let withheld: Counter

    /// Registers the relay's metrics.
    public init(_ registry: MetricsRegistry) {
        published = registry.counter("jisr_relay_published_total", help: "Records that the broker acknowledged.")
        republished = registry.counter(
            "jisr_relay_republished_total",
            help: "Acknowledged records that the broker lost and that were queued again."
        )
        failures = registry.counter("jisr_relay_failures_total", help: "Times that publishing was interrupted.")
        withheld = registry.counter(
            "jisr_relay_withheld_total",
            help: "Dead letters too large for their topic, kept in the store."
        )
    }
}

/// What the consumer loop counts.
public struct ConsumerMetrics: Sendable {
    let handled: Counter
    let passedOver: Counter
    let duplicates: Counter
    let gaps: Counter
    let parked: Counter
    let released: Counter
    let failures: Counter
    let rewinds: Counter
    let batchSeconds: Histogram
    private let deadLetters: [String: Counter]
    private let registry: MetricsRegistry

    /// Registers the consumer's metrics.
    public init(_ registry: MetricsRegistry) {
        self.registry = registry
        handled = registry.counter("jisr_inbox_handled_total", help: "Events acted upon.")
        passedOver = registry.counter("jisr_inbox_passed_over_total", help: "Events not for this service or instance.")
        duplicates = registry.counter("jisr_inbox_duplicates_total", help: "Records seen before and dropped.")
        gaps = registry.counter("jisr_inbox_keyseq_gap_total", help: "Records put behind a missing predecessor.")
        parked = registry.counter("jisr_inbox_parked_total", help: "Records parked to be tried again.")
        released = registry.counter("jisr_inbox_released_total", help: "Parked records that went through.")
        failures = registry.counter("jisr_inbox_failures_total", help: "Times that consuming was interrupted.")
        rewinds = registry.counter("jisr_inbox_rewinds_total", help: "Checks that found applied records lost.")
        batchSeconds = registry.histogram("jisr_handler_seconds", help: "Applying one batch, its commit included.")
        deadLetters = Dictionary(
            uniqueKeysWithValues: ["envelope", "type", "data", "handler", "gap"].map {
                ($0, registry.counter("jisr_dlq_total", help: "Records dead-lettered.", labels: [("stage", $0)]))
            }
        )
    }

    /// Notes how many records of a partition are not applied yet.
    func note(lag: Int64, of partition: TopicPartition) {
        registry.gauge(
            "jisr_inbox_lag",
            help: "Records of a partition that are not applied yet.",
            labels: [("topic", partition.topic), ("partition", "\(partition.partition)")]
        ).set(Int(lag))
    }

    func note(_ outcome: InboxOutcome) {
        handled.increment(by: outcome.handled)
        passedOver.increment(by: outcome.passedOver)
        duplicates.increment(by: outcome.duplicates)
        gaps.increment(by: outcome.gaps)
        parked.increment(by: outcome.parked)
        released.increment(by: outcome.released)
        for (stage, count) in outcome.deadLettered { deadLetters[stage]?.increment(by: count) }
    }
}
