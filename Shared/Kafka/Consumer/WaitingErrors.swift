import CKafka
import Synchronization

/// What came through a consumer's main queue: errors of brokers, and log lines.
///
/// Records have a queue of their own, so that these can be taken even while nobody asks for records: in a long outage
/// they would otherwise pile up without bound.
final class WaitingErrors: Sendable {
    /// Enough to tell what is wrong; the count of them all is kept by the handle.
    private static let limit = 32

    private let handle: ClientHandle
    private let errors = Mutex<[PartitionError]>([])

    init(_ handle: ClientHandle) {
        self.handle = handle
    }

    /// Takes what is in the queue, without waiting.
    func collect() {
        guard let main = rd_kafka_queue_get_main(handle.pointer) else { return }
        defer { rd_kafka_queue_destroy(main) }
        while let event = rd_kafka_queue_poll(main, 0) {
            guard let error = handle.take(event) else { continue }
            errors.withLock { errors in
                if errors.count == Self.limit { errors.removeFirst() }
                errors.append(error)
            }
        }
    }

    /// All that came since the last call.
    func take() -> [PartitionError] {
        collect()
        return errors.withLock { errors in
            defer { errors = [] }
            return errors
        }
    }
}
