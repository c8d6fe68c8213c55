public import Events
import Synchronization

/// A clock that moves when it is told to.
public final class ManualClock: Sendable {
    private let instant: Mutex<Timestamp>

    /// A clock that stands at noon of `day`.
    public init(_ day: CalendarDate) {
        instant = Mutex(Timestamp(day).adding(.seconds(43_200)))
    }

    /// The time it shows.
    public var now: Timestamp { instant.withLock { $0 } }

    /// Sets it to noon of `day`.
    public func move(to day: CalendarDate) {
        instant.withLock { $0 = Timestamp(day).adding(.seconds(43_200)) }
    }

    /// Sets it forward.
    public func advance(by duration: Duration) {
        instant.withLock { $0 = $0.adding(duration) }
    }
}
