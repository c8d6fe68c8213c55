import EventStore
import Events

/// What partnerships has said of a commitment.
struct CommitmentState: Folded {
    var agreementID: EntityID?
    var withdrawnOn: CalendarDate?

    static let fold = Dispatch<CommitmentState>()
        .on(CommitmentPledged.self) { state, event, _ in state.agreementID = event.agreementId }
        .on(CommitmentWithdrawn.self) { state, event, _ in
            state.withdrawnOn = min(state.withdrawnOn ?? event.on, event.on)
        }

    /// Refuses a commitment that was withdrawn by `day`, or is made under another agreement than `agreement`.
    ///
    /// One that has not been heard of cannot refuse.
    func require(under agreement: EntityID?, on day: CalendarDate) throws(Rejection) {
        if let withdrawnOn, withdrawnOn <= day {
            throw Rejection(
                "commitment.withdrawn",
                field: "commitmentId",
                "the commitment was withdrawn by that day; correct the date or name another commitment"
            )
        }
        if let agreement, let agreementID, agreement != agreementID {
            throw Rejection(
                "commitment.other_agreement",
                field: "commitmentId",
                "the commitment is made under another agreement; correct agreementId or commitmentId"
            )
        }
    }
}
