/// An idempotent producer: each record is on the broker once, or its report says why it may not be.
///
/// Acknowledged by all in-sync replicas, compressed with LZ4, keys placed as the Java client places them. Without
/// a `message.timeout.ms` among the properties a record waits as long as the broker is away; ``close(timeout:)``
/// ends the wait.
public final class KafkaProducer: Sendable {
    private let core: ProducerCore

    /// Starts a producer; brokers are contacted in the background.
    ///
    /// - Throws: ``KafkaError`` naming the property that is unknown, badly valued or not to be overridden.
    public init(configuration: KafkaConfiguration) throws(KafkaError) {
        core = try ProducerCore(configuration)
    }

    deinit {
        core.close(timeout: .zero, completion: {})
    }

    /// Asks for the topics' metadata, so that the first records need not wait for it (up to a second).
    ///
    /// - Throws: The last error when a topic could not be found within `timeout`.
    public func warmUp(topics: [String], timeout: Duration) async throws(KafkaError) {
        let result: Result<Void, KafkaError> = await withCheckedContinuation { continuation in
            core.warmUp(topics, timeout: timeout) { continuation.resume(returning: $0) }
        }
        try result.get()
    }

    /// Enqueues the records in order and returns when each has its report, in the same order.
    ///
    /// Never blocks a thread. When the local queue is full, the record at hand and all after it get a retriable
    /// failed report (``KafkaError/Code/queueFull``). Cancellation does not shorten the wait, as the records are on
    /// their way; ``close(timeout:)`` does.
    ///
    /// - Throws: Only before anything is enqueued: the producer is closed, or beyond repair.
    public func send(_ records: [ProducerRecord]) async throws(KafkaError) -> [DeliveryReport] {
        guard !records.isEmpty else { return [] }
        let result: Result<CompleteBatch, KafkaError> = await withCheckedContinuation { continuation in
            core.send(records, PendingSend(continuation))
        }
        return try result.get().takeReports()
    }

    /// Why the producer is beyond repair, if it is: close it and make another.
    public var fatalError: KafkaError? { core.fatalError }

    /// How many records are enqueued or sent and have no report yet.
    public var recordsUnderWay: Int { core.recordsUnderWay }

    /// How many errors of brokers and connections were seen since creation; only grows.
    ///
    /// When it has grown, the broker may have been replaced by one that lost records.
    public var brokerErrorCount: Int { core.brokerErrorCount }

    /// Waits for the records under way up to `timeout`, gives up the rest so that every ``send(_:)`` returns, then
    /// ends.
    ///
    /// A record given up is reported as ``KafkaError/Code/purgedInQueue`` (never sent) or
    /// ``KafkaError/Code/purgedInFlight`` (possibly persisted).
    public func close(timeout: Duration) async {
        await withCheckedContinuation { continuation in
            core.close(timeout: timeout) { continuation.resume() }
        }
    }
}
