import CKafka

/// Reads the first record at or after an offset of each partition, with a consumer made for the purpose; blocks.
enum RecordLookup {
    static func run(
        _ offsets: [TopicPartition: Int64],
        configuration: KafkaConfiguration,
        deadline: ContinuousClock.Instant
    ) throws(KafkaError) -> [TopicPartition: ConsumedRecord] {
        guard !offsets.isEmpty else { return [:] }
        let handle = try ClientHandle(RD_KAFKA_CONSUMER, .lookup, configuration)
        defer { handle.destroy() }
        // Its errors come through the queue of its records: it is short-lived, and waits for both.
        rd_kafka_poll_set_consumer(handle.pointer)
        let list = PartitionList(offsets)
        defer { list.destroy() }
        let code = rd_kafka_assign(handle.pointer, list.pointer)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(code) }
        defer { rd_kafka_assign(handle.pointer, nil) }

        var found: [TopicPartition: ConsumedRecord] = [:]
        var ended: Set<TopicPartition> = []
        var lastError: KafkaError?
        while found.count + ended.count < offsets.count {
            guard .now < deadline else {
                throw lastError ?? KafkaError(code: .timedOut, reason: "No answer while looking records up")
            }
            for error in try poll(handle, deadline, into: &found) {
                guard let partition = error.topicPartition else {
                    lastError = error.error
                    continue
                }
                // The end, or an offset lost since the watermarks were read: no such record either way.
                guard error.error.code == .partitionEnd || error.isOffsetOutOfRange else { throw error.error }
                if offsets[partition] != nil, found[partition] == nil { ended.insert(partition) }
            }
        }
        return found
    }

    /// Adds the first record of each partition to `found`; returns what else came.
    private static func poll(
        _ handle: ClientHandle,
        _ deadline: ContinuousClock.Instant,
        into found: inout [TopicPartition: ConsumedRecord]
    ) throws(KafkaError) -> [PartitionError] {
        guard let fetch = jk_fetch_new(16) else { throw .outOfMemory }
        var other: OpaquePointer?
        let timeout = (deadline - .now).wholeMilliseconds
        let end = jk_fetch_poll(fetch, handle.queue, timeout, 1_000, 1 << 20, &other)
        let batch = RecordBatch(fetch, errors: []) {}
        batch.forEachRecord { record in
            let partition = record.topicPartition
            if found[partition] == nil { found[partition] = record.copy() }
        }
        guard end != JK_POLL_NO_MEMORY else { throw .outOfMemory }
        return other.flatMap { handle.take($0) }.map { [$0] } ?? []
    }
}
