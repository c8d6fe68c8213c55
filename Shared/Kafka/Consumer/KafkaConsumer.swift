import CKafka
import Synchronization

/// A consumer whose partitions and offsets its owner decides; it is in no group and stores no offset.
///
/// A member of a group (``init(configuration:memberOf:)``) is told by ``RecordBatch/rebalance`` which partitions it has;
/// its owner still decides from which offsets they are read.
///
/// How much is fetched ahead is bounded (`queued.max.messages.kbytes`, 16 MB, unless the broker ignores it): whoever
/// does not call ``next(maxRecords:maxWait:)`` slows the fetching, not the process.
public final class KafkaConsumer: Sendable {
    /// The offset that stands for the oldest record a partition has.
    public static let beginning = Int64(RD_KAFKA_OFFSET_BEGINNING)

    /// The offset that stands for the next record a partition will get.
    public static let end = Int64(RD_KAFKA_OFFSET_END)

    private let core: ConsumerCore

    /// Starts a consumer without any partition; brokers are contacted in the background.
    ///
    /// `groupID` is only the name under which ``commitForLagTools(_:)`` shows the progress to others.
    ///
    /// - Throws: ``KafkaError`` naming the property that is unknown, badly valued or not to be overridden.
    public init(configuration: KafkaConfiguration, groupID: String) throws(KafkaError) {
        core = try ConsumerCore(configuration, .consumer(groupID: groupID))
    }

    /// Starts a consumer that shares partitions with the other members of a group, once it has subscribed.
    ///
    /// - Throws: ``KafkaError`` naming the property that is unknown, badly valued or not to be overridden.
    public init(configuration: KafkaConfiguration, memberOf groupID: String) throws(KafkaError) {
        core = try ConsumerCore(configuration, .member(of: groupID), isMember: true)
    }

    deinit {
        core.close {}
    }

    /// Joins the group for its share of the partitions of `topics`.
    ///
    /// Which ones these are comes with a batch, and is to be answered by ``take(_:)`` or ``giveUp()``; the other members
    /// wait for that.
    public func subscribe(to topics: [String]) async throws(KafkaError) {
        try await core.thread.run { [core] () throws(KafkaError) in try core.subscribe(to: topics) }
    }

    /// Reads the partitions that were assigned from these offsets on, and any others with them.
    public func take(_ offsets: [TopicPartition: Int64]) async throws(KafkaError) {
        try await core.thread.run { [core] () throws(KafkaError) in try core.take(offsets) }
    }

    /// Reads no partition any more, as the group asked.
    public func giveUp() async throws(KafkaError) {
        try await core.thread.run { [core] () throws(KafkaError) in try core.giveUp() }
    }

    /// Reads these partitions from these offsets from now on, and no other.
    ///
    /// Records fetched for the assignment before are dropped. An offset is 0 or more, ``beginning`` or ``end``. One that
    /// the broker does not have stops the partition and comes as an error of the batch
    /// (``PartitionError/isOffsetOutOfRange``); nothing is skipped.
    public func assign(_ offsets: [TopicPartition: Int64]) async throws(KafkaError) {
        try await core.thread.run { [core] () throws(KafkaError) in try core.assign(offsets) }
    }

    /// Waits for at least one record, or error, up to `maxWait`, and takes what else is there up to `maxRecords`.
    ///
    /// An empty batch is normal. Errors are in ``RecordBatch/errors``. One caller at a time gets records in order.
    ///
    /// - Throws: ``KafkaError`` when the consumer is closed; `CancellationError` when cancelled before a record came.
    public func next(maxRecords: Int, maxWait: Duration) async throws -> RecordBatch {
        let cancellation = Cancellation()
        let batch = try await withTaskCancellationHandler {
            try await core.thread.run { [core] () throws(KafkaError) in
                try core.poll(maxRecords: maxRecords, maxWait: maxWait) { cancellation.isCancelled }
            }
        } onCancel: {
            cancellation.cancel()
            core.thread.interruptJob()
        }
        // Records that were taken must be given: throwing them away would skip them.
        if batch.isEmpty && batch.errors.isEmpty { try Task.checkCancellation() }
        return batch
    }

    /// The offset after the last record of each partition, as its last fetch told; partitions of which nothing is known
    /// yet are left out.
    ///
    /// - Throws: ``KafkaError`` when the consumer is closed.
    public func knownEnds(of partitions: [TopicPartition]) async throws(KafkaError) -> [TopicPartition: Int64] {
        try await core.thread.run { [core] () throws(KafkaError) in core.knownEnds(of: partitions) }
    }

    /// Tells the broker how far this consumer is, for tools that watch lag; nothing reads it back.
    ///
    /// Each offset is that of the next record to be read. Best effort: failures are ignored.
    public func commitForLagTools(_ offsets: [TopicPartition: Int64]) {
        core.thread.submit { [core] in core.commit(offsets) }
    }

    /// How many errors of brokers and connections were seen since creation; only grows.
    public var brokerErrorCount: Int { core.handle.brokerErrorCount }

    /// Stops reading and ends the consumer; batches still held stay readable.
    public func close() async {
        await withCheckedContinuation { continuation in
            core.close { continuation.resume() }
        }
    }
}

/// Whether the task that waits for a batch was cancelled.
private final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)

    var isCancelled: Bool { flag.load(ordering: .acquiring) }

    func cancel() {
        flag.store(true, ordering: .releasing)
    }
}
