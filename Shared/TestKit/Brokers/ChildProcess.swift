import Foundation
import Synchronization

/// A child process that dies with this process, however this process dies.
///
/// Linux kills it (`prctl(PR_SET_PDEATHSIG)`, through `setpriv`) when the thread that started it ends, so that thread
/// is one of its own, which stays until the child has ended.
final class ChildProcess: Sendable {
    private struct State {
        var identifier: Int32?
        var exitStatus: Int32?
        var waiters: [CheckedContinuation<Int32, Never>] = []
    }

    private let state = Mutex(State())

    /// Starts the command; its output goes to `log`, created or appended to.
    static func start(_ command: [String], log: URL) async throws -> ChildProcess {
        let child = ChildProcess()
        try await withCheckedThrowingContinuation { (started: CheckedContinuation<Void, any Error>) in
            let thread = Thread { child.work(command, log, started) }
            thread.name = "child-process"
            thread.start()
        }
        return child
    }

    deinit {
        // Nobody can ask for it any more; the thread still waits for it, so it is no zombie.
        send(SIGKILL)
    }

    /// The exit status, once it has ended.
    var exitStatus: Int32? { state.withLock(\.exitStatus) }

    /// The process's number; `nil` until it has started.
    var identifier: Int32? { state.withLock(\.identifier) }

    /// Sends a signal, unless it has ended.
    func send(_ signal: Int32) {
        state.withLock { state in
            if let identifier = state.identifier, state.exitStatus == nil { kill(identifier, signal) }
        }
    }

    /// Waits until it has ended.
    @discardableResult
    func waitUntilExit() async -> Int32 {
        await withCheckedContinuation { continuation in
            let status = state.withLock { state in
                if state.exitStatus == nil { state.waiters.append(continuation) }
                return state.exitStatus
            }
            if let status { continuation.resume(returning: status) }
        }
    }

    private func work(_ command: [String], _ log: URL, _ started: CheckedContinuation<Void, any Error>) {
        // A child inherits the mask of the thread that starts it, and the threads of Swift's pool, from which this one
        // inherited its own, block most signals: SIGTERM would never arrive.
        var unblocked = sigset_t()
        sigemptyset(&unblocked)
        pthread_sigmask(SIG_SETMASK, &unblocked, nil)
        let process = Process()
        do {
            let descriptor = open(log.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw DevBrokerError(reason: "\(log.path) cannot be written") }
            let output = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["setpriv", "--pdeathsig", "KILL"] + command
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = output
            process.standardError = output
            try process.run()
            try output.close()
        } catch {
            started.resume(throwing: error)
            return
        }
        state.withLock { $0.identifier = process.processIdentifier }
        started.resume()
        process.waitUntilExit()
        let status = process.terminationStatus
        let waiters = state.withLock { state in
            state.exitStatus = status
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume(returning: status) }
    }
}
