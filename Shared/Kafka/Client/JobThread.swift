import Dispatch
import Foundation
import Synchronization

/// The one thread that blocks in a handle; it runs jobs one after another, in the order they came.
///
/// Blocking calls on Swift's own threads would starve every other task: there is only one per core.
final class JobThread: Sendable {
    private typealias Job = @Sendable () -> Void

    private struct State {
        var jobs: [Job] = []
        var isEnding = false
    }

    private let state = Mutex(State())
    private let available = DispatchSemaphore(value: 0)
    private let interrupt: @Sendable () -> Void
    private let idle: @Sendable () -> Void

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - name: Its name for debuggers, at most 15 bytes.
    ///   - interrupt: Makes a job that blocks return, or look at ``hasWaitingJobs``.
    ///   - idle: Runs every second while there is no job.
    init(name: String, interrupt: @escaping @Sendable () -> Void = {}, idle: @escaping @Sendable () -> Void = {}) {
        self.interrupt = interrupt
        self.idle = idle
        let thread = Thread { self.work() }
        thread.name = name
        thread.start()
    }

    /// Whether a job waits behind the running one.
    var hasWaitingJobs: Bool { state.withLock { !$0.jobs.isEmpty } }

    /// Runs a blocking function on the thread.
    func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(KafkaError) -> Value
    ) async throws(KafkaError) -> Value {
        let result: Result<Value, KafkaError> = await withCheckedContinuation { continuation in
            let isAccepted = submit {
                do throws(KafkaError) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
            if !isAccepted {
                continuation.resume(returning: .failure(.closed))
            }
        }
        return try result.get()
    }

    /// Puts a job in the queue without waiting for it; `false` once the thread is ending.
    @discardableResult
    func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
        enqueue(job, isLast: false)
    }

    /// Runs a last job after those waiting, then ends the thread; `false` when it is ending already.
    @discardableResult
    func end(_ job: @escaping @Sendable () -> Void) -> Bool {
        enqueue(job, isLast: true)
    }

    /// Interrupts the running job, if the thread is not ending.
    func interruptJob() {
        // Under the lock: the last job destroys what the interruption touches.
        state.withLock { state in
            if !state.isEnding { interrupt() }
        }
    }

    private func enqueue(_ job: @escaping Job, isLast: Bool) -> Bool {
        let isAccepted = state.withLock { state in
            guard !state.isEnding else { return false }
            state.jobs.append(job)
            state.isEnding = isLast
            interrupt()
            return true
        }
        if isAccepted { available.signal() }
        return isAccepted
    }

    private func work() {
        while true {
            guard available.wait(timeout: .now() + .seconds(1)) == .success else {
                idle()
                continue
            }
            let (job, isLast) = state.withLock { state in
                (state.jobs.removeFirst(), state.isEnding && state.jobs.isEmpty)
            }
            job()
            if isLast { return }
        }
    }
}
