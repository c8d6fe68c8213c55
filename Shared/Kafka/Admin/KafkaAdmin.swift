import CKafka

/// Topics, their settings and offsets, and single records looked up.
public final class KafkaAdmin: Sendable {
    /// The time allowed to a request unless the caller says otherwise.
    public static let defaultTimeout = Duration.seconds(30)

    private let configuration: KafkaConfiguration
    let handle: ClientHandle
    let thread: JobThread

    /// Starts a client for administration; brokers are contacted in the background.
    ///
    /// - Throws: ``KafkaError`` naming the property that is unknown, badly valued or not to be overridden.
    public init(configuration: KafkaConfiguration) throws(KafkaError) {
        self.configuration = configuration
        handle = try ClientHandle(RD_KAFKA_PRODUCER, .admin, configuration)
        thread = JobThread(name: "kafka-admin")
    }

    deinit {
        thread.end { [handle] in handle.destroy() }
    }

    /// How many partitions each topic has; topics the broker does not know are absent.
    ///
    /// Asking does not create a topic.
    public func partitionCount(
        of topics: [String],
        timeout: Duration = KafkaAdmin.defaultTimeout
    ) async throws(KafkaError) -> [String: Int] {
        let found = try await metadata(timeout: timeout)
        return topics.reduce(into: [:]) { counts, topic in
            counts[topic] = found[topic]?.partitionCount
        }
    }

    /// The oldest offset of a partition and the one its next record will get.
    public func watermarks(
        _ partition: TopicPartition,
        timeout: Duration = KafkaAdmin.defaultTimeout
    ) async throws(KafkaError) -> (low: Int64, high: Int64) {
        let found = try await watermarks([partition], timeout: timeout)
        guard let watermarks = found[partition] else { throw KafkaError(code: .unknownPartition) }
        return (watermarks.low, watermarks.high)
    }

    /// The oldest and next offsets of several partitions.
    public func watermarks(
        _ partitions: [TopicPartition],
        timeout: Duration = KafkaAdmin.defaultTimeout
    ) async throws(KafkaError) -> [TopicPartition: Watermarks] {
        try await thread.run { [handle] () throws(KafkaError) in
            try WatermarkQuery.run(partitions, handle: handle, deadline: .now + timeout)
        }
    }

    /// The record at that very offset; `nil` when it was compacted away or lies outside what the partition holds.
    ///
    /// Tells whether a broker still has what it once gave or acknowledged.
    public func record(
        at offset: Int64,
        of partition: TopicPartition,
        timeout: Duration = KafkaAdmin.defaultTimeout
    ) async throws(KafkaError) -> ConsumedRecord? {
        try await records(at: [partition: offset], timeout: timeout)[partition]
    }

    /// The records at those very offsets, one for each partition; absent as for ``record(at:of:timeout:)``.
    public func records(
        at offsets: [TopicPartition: Int64],
        timeout: Duration = KafkaAdmin.defaultTimeout
    ) async throws(KafkaError) -> [TopicPartition: ConsumedRecord] {
        try await firstRecords(atOrAfter: offsets, timeout: timeout).filter { $0.value.offset == offsets[$0.key] }
    }

    /// The first record at or after an offset; `nil` when there is none yet.
    ///
    /// An offset below the oldest finds the oldest record.
    public func firstRecord(
        atOrAfter offset: Int64,
        of partition: TopicPartition,
        timeout: Duration = KafkaAdmin.defaultTimeout
    ) async throws(KafkaError) -> ConsumedRecord? {
        try await firstRecords(atOrAfter: [partition: offset], timeout: timeout)[partition]
    }

    /// The first record at or after an offset of each partition; absent where there is none yet.
    public func firstRecords(
        atOrAfter offsets: [TopicPartition: Int64],
        timeout: Duration = KafkaAdmin.defaultTimeout
    ) async throws(KafkaError) -> [TopicPartition: ConsumedRecord] {
        let deadline = ContinuousClock.now + timeout
        return try await thread.run { [handle, configuration] () throws(KafkaError) in
            let watermarks = try WatermarkQuery.run(Array(offsets.keys), handle: handle, deadline: deadline)
            var wanted: [TopicPartition: Int64] = [:]
            for (partition, offset) in offsets {
                guard let bounds = watermarks[partition], offset < bounds.high else { continue }
                wanted[partition] = max(offset, bounds.low)
            }
            return try RecordLookup.run(wanted, configuration: configuration, deadline: deadline)
        }
    }

    /// Ends the client; requests under way end first.
    public func close() async {
        await withCheckedContinuation { continuation in
            let isEnding = thread.end { [handle] in
                handle.destroy()
                continuation.resume()
            }
            if !isEnding { continuation.resume() }
        }
    }
}
