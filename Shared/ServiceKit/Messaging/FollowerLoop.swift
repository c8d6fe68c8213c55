public import EventStore
public import Logging
public import ServiceLifecycle

/// Lets a follower go after the log, a batch at a time, until shutdown.
public struct FollowerLoop: Service {
    private let follower: Follower
    private let apply: @Sendable (Transaction, [LogEntry]) throws -> Void
    private let writer: Writer
    private let interval: Duration
    private let logger: Logger

    /// Makes the loop; `interval` is how long it rests when it has seen everything, `apply` what is done with the next
    /// entries.
    public init(
        _ follower: Follower,
        writer: Writer,
        every interval: Duration = .milliseconds(100),
        logger: Logger,
        apply: @escaping @Sendable (Transaction, [LogEntry]) throws -> Void
    ) {
        self.follower = follower
        self.apply = apply
        self.writer = writer
        self.interval = interval
        self.logger = logger
    }

    /// Runs until shut down; a failed batch is logged and taken again.
    public func run() async throws {
        let signal = Signal()
        let (follower, apply) = (follower, apply)
        await signal.stoppedByShutdown {
            while !signal.isStopped {
                var rest = interval
                do {
                    // Asked of a reader first: an empty unit of work would cost the writer a commit.
                    if try await writer.store.read({ try follower.lag(in: $0) }) > 0 {
                        let hasMore = try await writer.patiently { try follower.advance($0, apply: apply) }
                        if hasMore { rest = .zero }
                    }
                } catch {
                    logger.warning(
                        "Following the log failed and is tried again",
                        metadata: ["follower": "\(follower.name)", LogKey.errorType: "\(type(of: error))"]
                    )
                    rest = .seconds(1)
                }
                if rest > .zero { await signal.wait(atMost: rest) }
            }
        }
    }
}
