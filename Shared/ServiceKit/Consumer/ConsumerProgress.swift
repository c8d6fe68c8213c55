import Synchronization

/// How far a consumer has come, for work that must not begin before it has read what there is.
public final class ConsumerProgress: Sendable {
    private let caughtUp = Atomic(false)

    /// Makes it; nothing is known to be read.
    public init() {}

    /// Whether everything was applied that its topics had when they were last looked at, which was a moment ago.
    public var isCaughtUp: Bool { caughtUp.load(ordering: .acquiring) }

    func note(isCaughtUp: Bool) { caughtUp.store(isCaughtUp, ordering: .releasing) }
}
