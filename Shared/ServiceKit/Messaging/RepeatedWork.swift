public import Logging
public import ServiceLifecycle

/// Work that comes due with time: runs at once and then at every interval, until shutdown.
///
/// What it does must be written to the store in one unit of work and be harmless when done twice: the process may be
/// killed at any instant, and the next start runs it again.
public struct RepeatedWork: Service {
    private let name: String
    private let interval: Duration
    private let logger: Logger
    private let work: @Sendable () async throws -> Void

    /// Makes repeated work.
    ///
    /// `name` is for the log; `interval` is from the end of one run to the start of the next.
    public init(
        _ name: String,
        every interval: Duration,
        logger: Logger,
        work: @escaping @Sendable () async throws -> Void
    ) {
        self.name = name
        self.interval = interval
        self.logger = logger
        self.work = work
    }

    /// Runs until shut down; a failed run is logged and repeated at the next interval.
    public func run() async throws {
        let signal = Signal()
        await signal.stoppedByShutdown {
            while !signal.isStopped {
                do {
                    try await work()
                } catch {
                    logger.warning(
                        "Repeated work failed and is tried again",
                        metadata: ["work": "\(name)", LogKey.errorType: "\(type(of: error))"]
                    )
                }
                await signal.wait(atMost: interval)
            }
        }
    }
}
