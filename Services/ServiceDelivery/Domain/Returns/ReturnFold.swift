import EventStore
import Events

extension CaseState {
    static func foldReturns(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        foldReturnJourney(foldReturnPreparation(table))
    }

    private static func foldReturnPreparation(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        table
            .on(ReturnRequested.self) { state, event, _ in
                state.returns[event.returnId] = ReturnOperation(
                    id: event.returnId,
                    subjectID: event.subjectId,
                    fromCountry: event.fromCountry,
                    toCountry: event.toCountry,
                    programmeID: event.programmeId,
                    agreementID: event.agreementId,
                    requestedAt: event.requestedAt
                )
            }
            .on(ReturnDeclared.self) { state, event, _ in
                guard var operation = state.returns[event.returnId] else { return }
                operation.voluntarinessSignedAt = event.voluntarinessSignedAt ?? operation.voluntarinessSignedAt
                operation.writtenRequestAt = event.writtenRequestAt ?? operation.writtenRequestAt
                operation.isAdultAttested = event.adultAttested ?? operation.isAdultAttested
                state.returns[event.returnId] = operation
            }
            .on(ReturnCounselled.self) { state, event, _ in
                state.returns[event.returnId]?.voluntarinessSignedAt = event.voluntarinessSignedAt
                state.returns[event.returnId]?.reach(.counselled)
            }
            .on(ReturnCleared.self) { state, event, _ in
                state.returns[event.returnId]?.fitToTravelAt = event.fitToTravelAt
                state.returns[event.returnId]?.bestInterestsDecisionAt = event.bestInterestsDecisionAt
                state.returns[event.returnId]?.reach(.cleared)
            }
            .on(ReturnBooked.self) { state, event, _ in state.returns[event.returnId]?.reach(.booked) }
    }

    private static func foldReturnJourney(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        table
            .on(ReturnDeparted.self) { state, event, _ in
                state.returns[event.returnId]?.departedAt = event.departedAt
                state.returns[event.returnId]?.reach(.departed)
            }
            .on(ReturnArrived.self) { state, event, _ in state.returns[event.returnId]?.reach(.arrived) }
            .on(ReturnWithdrawn.self) { state, event, entry in
                state.returns[event.returnId]?.end = .init(
                    isWithdrawn: true,
                    reason: event.reason,
                    at: event.withdrawnAt,
                    isByRule: entry.isReaction
                )
            }
            .on(ReturnCancelled.self) { state, event, entry in
                state.returns[event.returnId]?.end = .init(
                    isWithdrawn: false,
                    reason: event.reason,
                    at: event.cancelledAt,
                    isByRule: entry.isReaction
                )
            }
    }
}

extension ReturnOperation {
    /// Takes a step.
    ///
    /// One entered for a date before an end by rule lifts that end; if it still holds it follows again.
    fileprivate mutating func reach(_ reached: Stage) {
        stage = max(stage, reached)
        end = nil
    }
}
