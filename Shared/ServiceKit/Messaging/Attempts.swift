import EventStore
import Kafka
import Logging
import Synchronization

/// A connection to a broker was lost: what it acknowledged or gave before may be gone when it is back.
struct ConnectionLost: Error {}

/// What one attempt came to, for the next one.
final class AttemptProgress: Sendable {
    private let begun = Atomic(false)
    private let useful = Atomic(false)
    /// Whether attempts were ended so often by a connection that nothing got through: an address that never answers
    /// must not keep those that do from being used.
    let isForgiving: Bool

    init(isForgiving: Bool = false) { self.isForgiving = isForgiving }

    /// Whether the broker was reached and its topics are as they should be.
    var hasBegun: Bool { begun.load(ordering: .relaxed) }

    /// Whether a record went through.
    var isUseful: Bool { useful.load(ordering: .relaxed) }

    func begin() { begun.store(true, ordering: .relaxed) }

    func noteRecord() { useful.store(true, ordering: .relaxed) }
}

/// Does what needs the broker again and again until stopped, with a wait in between, and says once why it cannot.
struct Attempts {
    /// What is interrupted, for the log.
    let subject: String
    let maximumBackoff: Duration
    let failures: Counter
    let signal: Signal
    let logger: Logger

    private static let minimumBackoff = Duration.milliseconds(50)
    /// So many lost connections without a record are one too many.
    private static let patience = 3

    /// Calls `attempt` until stopped; it returns only when stopped.
    func run(_ attempt: (AttemptProgress) async throws -> Void) async {
        var backoff = Self.minimumBackoff
        var inVain = 0
        var lastReason = ""
        while !signal.isStopped {
            let progress = AttemptProgress(isForgiving: inVain >= Self.patience)
            do {
                try await attempt(progress)
            } catch {
                guard !signal.isStopped else { return }
                failures.increment()
                inVain = error is ConnectionLost && !progress.isUseful ? inVain + 1 : 0
                if progress.hasBegun {
                    backoff = Self.minimumBackoff
                    lastReason = ""
                }
                let reason = Self.reason(error)
                // An outage of hours is one line, not thousands.
                logger.log(
                    level: reason == lastReason ? .debug : .info,
                    "Interrupted",
                    metadata: ["subject": "\(subject)", LogKey.reason: "\(reason)"]
                )
                lastReason = reason
                await signal.pause(for: backoff)
                backoff = min(backoff * 2, maximumBackoff)
            }
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as KafkaError: error.description
        case let error as TopicProblem: error.description
        case let error as StoreError: error.description
        case is ConnectionLost: "the connection to the broker was lost"
        case is MissingRecord: "a record is missing before one that came; the topics are compared with what was read"
        default: "\(type(of: error))"
        }
    }
}

/// Notices that a client lost a connection.
final class ConnectionWatch: Sendable {
    private let errorCount: @Sendable () -> Int
    private let expected: Atomic<Int>
    private let forgivingUntil: ContinuousClock.Instant?

    /// Watches from now on; a forgiving watch takes no notice of the first seconds.
    init(isForgiving: Bool, errorCount: @escaping @Sendable () -> Int) {
        self.errorCount = errorCount
        expected = Atomic(errorCount())
        forgivingUntil = isForgiving ? .now.advanced(by: .seconds(3)) : nil
    }

    var isLost: Bool {
        let count = errorCount()
        if let forgivingUntil, ContinuousClock.now < forgivingUntil {
            expected.store(count, ordering: .relaxed)
            return false
        }
        return count != expected.load(ordering: .relaxed)
    }

    func check() throws(ConnectionLost) {
        if isLost { throw ConnectionLost() }
    }
}
