public import Kafka
import Synchronization

/// How several instances read the same topics: each of them some partitions, as Kafka's group protocol divides them.
///
/// An instance begins a partition where its own store ends, or at the beginning where that knows nothing of it: what a
/// partition says is taken in again rather than passed over.
public final class ConsumerShare: Sendable {
    private struct State {
        var owned: Set<TopicPartition> = []
        /// What was owned until the last revocation, which nobody else has had since.
        var kept: Set<TopicPartition> = []
    }

    /// The group's name.
    public let group: String
    /// The topics that every instance reads whole.
    public let whole: Set<String>
    private let onTake: @Sendable (Set<TopicPartition>) async throws -> Void
    private let state = Mutex(State())

    /// Makes a share in `group`.
    ///
    /// `onTake` is called with partitions that others may have had before they are read.
    public init(
        group: String,
        whole: Set<String> = [],
        onTake: @escaping @Sendable (Set<TopicPartition>) async throws -> Void = { _ in }
    ) {
        self.group = group
        self.whole = whole
        self.onTake = onTake
    }

    /// The partitions that are this instance's at present.
    public var owned: Set<TopicPartition> { state.withLock(\.owned) }

    func take(_ partitions: Set<TopicPartition>) async throws {
        let kept = state.withLock { state in
            defer { state.kept = [] }
            return state.kept
        }
        try await onTake(partitions.subtracting(kept))
        state.withLock { $0.owned = partitions }
    }

    func release(isLost: Bool) {
        state.withLock { state in
            state.kept = isLost ? [] : state.owned
            state.owned = []
        }
    }
}
