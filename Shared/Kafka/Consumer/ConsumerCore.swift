import CKafka
import Dispatch
import Synchronization

/// A consumer's handle and thread.
///
/// All methods but ``close(completion:)`` run on the thread.
final class ConsumerCore: Sendable {
    /// A batch ends when it holds so many bytes, whatever its number of records.
    private static let maxBatchBytes = 16 << 20

    let handle: ClientHandle
    let thread: JobThread

    /// One entry for each batch not yet released.
    private let liveBatches = DispatchGroup()

    /// Errors of brokers and partitions that no batch carried yet.
    private let waitingErrors: WaitingErrors

    private let closed = Mutex<[@Sendable () -> Void]?>([])

    private let isMember: Bool

    init(
        _ configuration: KafkaConfiguration,
        _ settings: ClientSettings,
        isMember: Bool = false
    ) throws(KafkaError) {
        self.isMember = isMember
        let handle = try ClientHandle(RD_KAFKA_CONSUMER, settings, configuration)
        let waitingErrors = WaitingErrors(handle)
        self.handle = handle
        self.waitingErrors = waitingErrors
        thread = JobThread(
            name: "kafka-consumer",
            interrupt: { handle.wake() },
            idle: { waitingErrors.collect() }
        )
    }

    func assign(_ offsets: [TopicPartition: Int64]) throws(KafkaError) {
        let list = PartitionList(offsets)
        defer { list.destroy() }
        // Two steps: the first drops what was fetched, so that a partition kept with another offset starts afresh.
        try check(rd_kafka_assign(handle.pointer, nil))
        if !offsets.isEmpty {
            try check(rd_kafka_assign(handle.pointer, list.pointer))
        }
    }

    // MARK: Groups

    func subscribe(to topics: [String]) throws(KafkaError) {
        let list = PartitionList(topics: topics)
        defer { list.destroy() }
        try check(rd_kafka_subscribe(handle.pointer, list.pointer))
    }

    /// Answers an assignment, in one step: an empty one would be taken for an answer to a revocation.
    func take(_ offsets: [TopicPartition: Int64]) throws(KafkaError) {
        let list = PartitionList(offsets)
        defer { list.destroy() }
        try check(rd_kafka_assign(handle.pointer, list.pointer))
    }

    /// Answers a revocation.
    func giveUp() throws(KafkaError) {
        try check(rd_kafka_assign(handle.pointer, nil))
    }

    /// Takes over an event that tells of a change in the group; `nil` when it is none.
    private func rebalance(in event: OpaquePointer) -> Rebalance? {
        guard rd_kafka_event_type(event) == RD_KAFKA_EVENT_REBALANCE else { return nil }
        defer { rd_kafka_event_destroy(event) }
        guard rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS else {
            return .revoked(isLost: rd_kafka_assignment_lost(handle.pointer) != 0)
        }
        return .assigned(rd_kafka_event_topic_partition_list(event).map { PartitionList.partitions(of: $0) } ?? [])
    }

    // MARK: Records

    func commit(_ offsets: [TopicPartition: Int64]) {
        let list = PartitionList(offsets)
        defer { list.destroy() }
        _ = rd_kafka_commit(handle.pointer, list.pointer, 1)
    }

    /// Asks nobody: librdkafka keeps what each fetch told it.
    func knownEnds(of partitions: [TopicPartition]) -> [TopicPartition: Int64] {
        var ends: [TopicPartition: Int64] = [:]
        for partition in partitions {
            var low: Int64 = 0
            var high: Int64 = 0
            let code = rd_kafka_get_watermark_offsets(
                handle.pointer,
                partition.topic,
                partition.partition,
                &low,
                &high
            )
            if code == RD_KAFKA_RESP_ERR_NO_ERROR, high >= 0 { ends[partition] = high }
        }
        return ends
    }

    func poll(
        maxRecords: Int,
        maxWait: Duration,
        isCancelled: () -> Bool
    ) throws(KafkaError) -> RecordBatch {
        guard let fetch = jk_fetch_new(max(1, min(maxRecords, 1_024))) else { throw .outOfMemory }
        let deadline = ContinuousClock.now + maxWait
        var errors = waitingErrors.take()
        var isDone = false
        var rebalance: Rebalance?
        while !isDone {
            let hasSomething = jk_fetch_count(fetch) > 0 || !errors.isEmpty
            let timeout = hasSomething ? 0 : (deadline - .now).wholeMilliseconds
            var other: OpaquePointer?
            switch jk_fetch_poll(fetch, handle.queue, timeout, maxRecords, Self.maxBatchBytes, &other) {
            case JK_POLL_OTHER:
                guard let event = other else { continue }
                if let change = self.rebalance(in: event) {
                    (rebalance, isDone) = (change, true)
                } else if let error = handle.take(event) {
                    errors.append(error)
                }
            case JK_POLL_DRAINED:
                errors += waitingErrors.take()
                isDone =
                    hasSomething || jk_fetch_count(fetch) > 0 || !errors.isEmpty || .now >= deadline
                    || isCancelled() || thread.hasWaitingJobs
            case JK_POLL_NO_MEMORY:
                jk_fetch_free(fetch)
                throw .outOfMemory
            default:
                isDone = true
            }
        }
        liveBatches.enter()
        return RecordBatch(fetch, errors: errors, rebalance: rebalance) { [liveBatches] in liveBatches.leave() }
    }

    /// Ends the thread and the handle; the latter not before the last batch is released.
    func close(completion: @escaping @Sendable () -> Void) {
        let isClosed = closed.withLock { waiting in
            waiting?.append(completion)
            return waiting == nil
        }
        if isClosed { return completion() }
        thread.end { [self] in
            rd_kafka_assign(handle.pointer, nil)
            let isFree = liveBatches.wait(timeout: .now()) == .success
            if isFree { handle.destroy(leavesGroup: isMember) }
            let completions = closed.withLock { waiting in
                defer { waiting = nil }
                return waiting ?? []
            }
            for completion in completions { completion() }
            if !isFree {
                liveBatches.wait()
                handle.destroy(leavesGroup: isMember)
            }
        }
    }

    private func check(_ code: rd_kafka_resp_err_t) throws(KafkaError) {
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(code) }
    }
}
