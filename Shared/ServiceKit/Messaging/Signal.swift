import ServiceLifecycle
import Synchronization

/// Wakes one waiting loop; a wake-up while nobody waits is kept, several are one.
final class Signal: Sendable {
    fileprivate struct State {
        /// A wake-up that no wait has taken yet.
        var isRaised = false
        var isStopped = false
        /// Whether the time of the present wait has passed, or its caller was cancelled.
        var isExpired = false
        var waiter: Waiter?
    }

    fileprivate struct Waiter {
        let continuation: CheckedContinuation<Void, Never>
        let endsAtWakeUp: Bool
    }

    private let state = Mutex(State())

    /// Whether ``stop()`` was called.
    var isStopped: Bool { state.withLock(\.isStopped) }

    func wake() {
        end { state in
            if state.waiter?.endsAtWakeUp == true { return true }
            state.isRaised = true
            return false
        }
    }

    /// Ends every wait, now and later.
    func stop() {
        end { state in
            state.isStopped = true
            return true
        }
    }

    /// Returns at the next wake-up, when stopped or cancelled, or when `limit` has passed.
    ///
    /// For one caller at a time.
    func wait(atMost limit: Duration) async {
        await wait(limit, endsAtWakeUp: true)
    }

    /// Returns when `duration` has passed, or when stopped or cancelled; a wake-up is kept for the next wait.
    func pause(for duration: Duration) async {
        await wait(duration, endsAtWakeUp: false)
    }

    private func wait(_ limit: Duration, endsAtWakeUp: Bool) async {
        let isOver = state.withLock { state in
            state.isExpired = false
            return state.isOver(endsAtWakeUp)
        }
        guard !isOver else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                // Cancelled when the wake-up comes first, or with the caller: either way this wait is over. The group
                // waits for it, so that it cannot reach into the next wait.
                _ = try? await Task.sleep(for: limit)
                end { state in
                    state.isExpired = true
                    return true
                }
            }
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    guard !state.isOver(endsAtWakeUp) else { return true }
                    state.waiter = Waiter(continuation: continuation, endsAtWakeUp: endsAtWakeUp)
                    return false
                }
                if isOver { continuation.resume() }
            }
            group.cancelAll()
        }
    }

    /// Changes the state and, if `change` says so, ends the present wait.
    private func end(_ change: (inout State) -> Bool) {
        let waiter = state.withLock { state -> Waiter? in
            guard change(&state) else { return nil }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.continuation.resume()
    }
}

extension Signal.State {
    /// Whether there is nothing to wait for; takes the wake-up that was kept.
    fileprivate mutating func isOver(_ endsAtWakeUp: Bool) -> Bool {
        if isExpired || isStopped { return true }
        guard endsAtWakeUp, isRaised else { return false }
        isRaised = false
        return true
    }
}

extension Signal {
    /// Runs `body`, and stops this signal at a graceful shutdown or when cancelled.
    func stoppedByShutdown(_ body: () async -> Void) async {
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await body()
            } onGracefulShutdown: {
                self.stop()
            }
        } onCancel: {
            stop()
        }
    }
}
