public import EventStore
public import Events
import Foundation
import GRDB
import Synchronization

/// Too much waits to be written: try again later.
public struct WriterBusy: Error, Sendable, Hashable {
    /// When it is worth trying again.
    public var retryAfter: Duration

    /// Makes the error.
    public init(retryAfter: Duration) { self.retryAfter = retryAfter }
}

/// The one way into a store: many units of work share a commit, so that one `fsync` serves them all.
///
/// Each unit runs in its own savepoint, so that one command's rejection never harms another. While a commit is under
/// way the next units gather; the group is as large as the load makes it.
public final class Writer: Sendable {
    /// How groups are made.
    public struct Limits: Sendable {
        /// Units that may wait, 1 or more; beyond it ``WriterBusy`` is thrown.
        public var queue: Int
        /// Units in one commit, 1 or more; 1 is one `fsync` a unit, the baseline that the benchmark measures against.
        public var group: Int

        /// Makes limits.
        public init(queue: Int = 4096, group: Int = 512) {
            self.queue = queue
            self.group = group
        }
    }

    private struct Unit: Sendable {
        /// Does the work; gives what to call once the group's fate is known.
        let run: @Sendable (Transaction) -> Settlement
        /// Called instead of the settlement when the group could not be begun or committed.
        let fail: @Sendable (any Error) -> Void
    }

    /// The outcome of a unit that waits for its group's commit.
    private struct Settlement: Sendable {
        let isSuccess: Bool
        let answer: @Sendable () -> Void
    }

    private struct State {
        var waiting: [Unit] = []
        var isDraining = false
        var isClosed = false
        var idle: [CheckedContinuation<Void, Never>] = []
    }

    /// The store it writes to.
    public let store: EventStore
    private let limits: Limits
    private let state = Mutex(State())
    private let clock: @Sendable () -> Timestamp
    private let onOutbox: @Sendable () -> Void

    /// Makes the writer of `store`.
    ///
    /// - Parameters:
    ///   - store: Nothing else may write to it.
    ///   - limits: How groups are made.
    ///   - clock: The present instant.
    ///   - onOutbox: Called after a commit that left something to publish.
    public init(
        _ store: EventStore,
        limits: Limits = Limits(),
        clock: @escaping @Sendable () -> Timestamp = { .now },
        onOutbox: @escaping @Sendable () -> Void = {}
    ) {
        self.store = store
        self.limits = limits
        self.clock = clock
        self.onOutbox = onOutbox
    }

    /// How many units wait.
    public var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Runs `job` in a savepoint of the next group and returns once the group is durable.
    ///
    /// - Throws: What `job` throws (its changes are undone), ``WriterBusy``, or the store's error when the group could
    ///   not be committed (then nothing of it happened).
    public func submit<T: Sendable>(_ job: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
            let unit = Unit(
                run: { transaction in
                    do {
                        let result = try transaction.savepoint { try job(transaction) }
                        return Settlement(isSuccess: true) { continuation.resume(returning: result) }
                    } catch {
                        return Settlement(isSuccess: false) { continuation.resume(throwing: error) }
                    }
                },
                fail: { continuation.resume(throwing: $0) }
            )
            enqueue(unit)
        }
    }

    /// Refuses new units and returns when those accepted are durable.
    public func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosed = true
                if state.isDraining { state.idle.append(continuation) }
                return !state.isDraining
            }
            if isIdle { continuation.resume() }
        }
    }

    private enum Admission {
        case start
        case wait
        case full
    }

    private func enqueue(_ unit: Unit) {
        let admission: Admission = state.withLock { state in
            guard !state.isClosed, state.waiting.count < limits.queue else { return .full }
            state.waiting.append(unit)
            guard !state.isDraining else { return .wait }
            state.isDraining = true
            return .start
        }
        switch admission {
        case .start: store.onWriter { [self] db in drain(db) }
        case .wait: break
        case .full: unit.fail(WriterBusy(retryAfter: .seconds(1)))
        }
    }

    /// How many groups are committed before whoever else waits for the store's writer has a turn: a rebuild must come
    /// to its end under any load.
    private static let groupsInARow = 16

    /// Runs on the store's writer until nothing waits.
    private func drain(_ db: Database) {
        for _ in 0..<Self.groupsInARow {
            let (group, idle) = state.withLock { state -> ([Unit], [CheckedContinuation<Void, Never>]) in
                guard !state.waiting.isEmpty else {
                    state.isDraining = false
                    defer { state.idle = [] }
                    return ([], state.idle)
                }
                let count = min(limits.group, state.waiting.count)
                defer { state.waiting.removeFirst(count) }
                return (Array(state.waiting.prefix(count)), [])
            }
            guard !group.isEmpty else {
                for waiter in idle { waiter.resume() }
                return
            }
            commit(group, on: db)
        }
        store.onWriter { [self] db in drain(db) }
    }

    private func commit(_ group: [Unit], on db: Database) {
        let now = clock()
        var settlements: [Settlement] = []
        settlements.reserveCapacity(group.count)
        var hasOutboxRows = false
        do {
            try db.inTransaction(.immediate) {
                for unit in group {
                    let transaction = Transaction(db: db, store: store, now: now)
                    settlements.append(unit.run(transaction))
                    hasOutboxRows = hasOutboxRows || transaction.hasOutboxRows
                    // A full disk makes SQLite end the transaction by itself; the next savepoint would begin another.
                    guard db.isInsideTransaction else {
                        throw StoreError.unusable(path: store.path, reason: "the disk is full or failing")
                    }
                }
                guard settlements.contains(where: \.isSuccess) else { return .rollback }
                CrashPoint.writerBeforeCommit.pass()
                return .commit
            }
        } catch {
            for unit in group { unit.fail(error) }
            return
        }
        CrashPoint.writerAfterCommit.pass()
        for settlement in settlements { settlement.answer() }
        if hasOutboxRows { onOutbox() }
    }
}
