import EventStore
import Events

/// Where a transfer stands.
enum TransferStatus: String, CodeList {
    /// The receiver has not answered.
    case requested
    /// The receiver takes the case; the sender has not handed it over yet.
    case accepted
    /// The sender has handed the case over.
    case completed
    case rejected
    case cancelled
    case expired

    /// Whether nothing more can happen to it.
    var isSettled: Bool { self != .requested && self != .accepted }
}

/// A transfer, as both sides see it: from the events of both.
///
/// The receiver decides whether it takes the case, the sender whether it still gives it: it hands over by
/// `transfer.completed`, or has cancelled or let expire before. So there is one writer of a case at any time, however
/// late the two hear of each other.
struct TransferState: Folded {
    /// Meaningful only when ``isKnown``.
    private(set) var requested: TransferRequested?
    private(set) var accepted: TransferAccepted?
    private(set) var settled: TransferStatus?
    private(set) var completedAt: Timestamp?
    private(set) var rejection: RejectionReason?
    /// Whether this instance asked, rather than being asked.
    private(set) var isOutgoing = false

    var isKnown: Bool { requested != nil }

    var status: TransferStatus { settled ?? (accepted == nil ? .requested : .accepted) }

    init() {}

    static let fold = Dispatch<TransferState>()
        .on(TransferRequested.self) { state, event, entry in
            state.requested = event
            state.isOutgoing = entry.isOwn
        }
        .on(TransferAccepted.self) { state, event, _ in state.accepted = event }
        .on(TransferRejected.self) { state, event, _ in
            state.settle(.rejected)
            state.rejection = event.reason
        }
        .on(TransferCancelled.self) { state, _, _ in state.settle(.cancelled) }
        .on(TransferExpired.self) { state, _, _ in state.settle(.expired) }
        .on(TransferCompleted.self) { state, event, _ in
            state.settle(.completed)
            state.completedAt = event.completedAt
        }

    private mutating func settle(_ status: TransferStatus) {
        settled = settled ?? status
    }

    /// The request; refused when this instance knows none.
    func known() throws(Rejection) -> TransferRequested {
        guard let requested else {
            throw Rejection(
                "transfer.unknown",
                field: "transferId",
                "there is no such transfer in this instance; check the identifier",
                status: 404
            )
        }
        return requested
    }

    /// Refuses what can only be done while no answer was given.
    func requireUnanswered(_ what: String) throws(Rejection) {
        guard status == .requested else {
            throw .invalidTransition("the transfer is \(status.rawValue); to \(what) it must be requested")
        }
    }
}
