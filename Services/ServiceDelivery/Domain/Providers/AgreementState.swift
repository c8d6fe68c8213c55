import EventStore
import Events

/// When an agreement is in force, as partnerships has said.
struct AgreementState: Folded {
    var from: CalendarDate?
    var to: CalendarDate?
    var endedOn: CalendarDate?

    static let fold = Dispatch<AgreementState>()
        .on(AgreementInForce.self) { state, event, _ in
            state.from = min(state.from ?? event.from, event.from)
            state.to = event.to
        }
        .on(AgreementRenewed.self) { state, event, _ in
            state.to = event.to
            state.endedOn = nil
        }
        .on(AgreementExpired.self) { state, event, _ in state.endedOn = event.expiredOn }
        .on(AgreementTerminated.self) { state, event, _ in state.endedOn = event.terminatedOn }

    /// Refuses a day outside the agreement.
    ///
    /// One that has not been heard of cannot refuse.
    func requireInForce(on day: CalendarDate) throws(Rejection) {
        guard let from else { return }
        let last = [to, endedOn].compactMap { $0 }.min()
        guard day < from || last.map({ day > $0 }) == true else { return }
        throw Rejection(
            "agreement.not_in_force",
            field: "agreementId",
            "the agreement is not in force on that day; correct the date or name another agreement"
        )
    }
}
