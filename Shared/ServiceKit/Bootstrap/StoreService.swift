import EventStore
import ServiceLifecycle
import Synchronization

/// Holds the store open until everything else has stopped, then drains the writer and closes it.
struct StoreService: Service {
    let writer: Writer

    func run() async throws {
        // Returns at graceful shutdown, which reaches this service last, and at cancellation.
        do { try await gracefulShutdown() } catch is CancellationError {}
        try await close()
    }

    func close() async throws {
        await writer.close()
        try writer.store.close()
    }
}

/// A call whose target is known only later; calls before that do nothing.
final class LateCall: Sendable {
    private let target = Mutex<(@Sendable () -> Void)?>(nil)

    func set(_ target: @escaping @Sendable () -> Void) {
        self.target.withLock { $0 = target }
    }

    func call() {
        target.withLock { $0 }?()
    }
}
