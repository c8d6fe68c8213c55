import Synchronization

/// Wakes one waiting loop; a wake-up while nobody waits is kept, several are one.
final class Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let stopped = Atomic(false)

    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Whether ``stop()`` was called.
    var isStopped: Bool { stopped.load(ordering: .acquiring) }

    func wake() { continuation.yield() }

    /// Ends every wait, now and later.
    func stop() {
        stopped.store(true, ordering: .releasing)
        continuation.finish()
    }

    /// Returns at the next wake-up, when stopped, or when `limit` has passed.
    func wait(atMost limit: Duration) async {
        guard !isStopped else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [stream] in
                var iterator = stream.makeAsyncIterator()
                await iterator.next()
            }
            group.addTask {
                // Cancelled when the wake-up comes first.
                _ = try? await Task.sleep(for: limit)
            }
            await group.next()
            group.cancelAll()
        }
    }
}
