import EventStore
import Events

/// The events of a return, made from its state in one place.
struct ReturnEvents: Sendable {
    let caseID: EntityID
    let operation: ReturnOperation
    let subjectID: EntityID
    let demographics: Demographics

    private func draft(_ event: any EventData, at instant: Timestamp) -> Draft {
        Draft(event, of: operation.id, at: instant)
    }

    func requested() -> Draft {
        draft(
            ReturnRequested(
                returnId: operation.id,
                caseId: caseID,
                subjectId: subjectID,
                fromCountry: operation.fromCountry,
                toCountry: operation.toCountry,
                requestedAt: operation.requestedAt,
                programmeId: operation.programmeID,
                agreementId: operation.agreementID
            ),
            at: operation.requestedAt
        )
    }

    /// What the person declared, where there is anything to keep.
    func declared(
        voluntarinessSignedAt: Timestamp? = nil,
        writtenRequestAt: Timestamp? = nil,
        adultAttested: Bool? = nil,
        provisional: Bool? = nil,
        at instant: Timestamp
    ) -> Draft? {
        guard voluntarinessSignedAt != nil || writtenRequestAt != nil || adultAttested != nil || provisional != nil
        else { return nil }
        return draft(
            ReturnDeclared(
                returnId: operation.id,
                caseId: caseID,
                voluntarinessSignedAt: voluntarinessSignedAt,
                writtenRequestAt: writtenRequestAt,
                adultAttested: adultAttested,
                provisional: provisional
            ),
            at: instant
        )
    }

    func counselled(signedAt: Timestamp, at instant: Timestamp) -> Draft {
        draft(
            ReturnCounselled(
                returnId: operation.id,
                caseId: caseID,
                subjectId: subjectID,
                fromCountry: operation.fromCountry,
                toCountry: operation.toCountry,
                counselledAt: instant,
                voluntarinessSignedAt: signedAt
            ),
            at: instant
        )
    }

    func cleared(fitAt: Timestamp, bestInterestsAt: Timestamp?, papersAt: Timestamp?, at instant: Timestamp) -> Draft {
        draft(
            ReturnCleared(
                returnId: operation.id,
                caseId: caseID,
                subjectId: subjectID,
                fromCountry: operation.fromCountry,
                toCountry: operation.toCountry,
                fitToTravelAt: fitAt,
                bestInterestsDecisionAt: bestInterestsAt,
                travelDocsAt: papersAt,
                clearedAt: instant
            ),
            at: instant
        )
    }

    func booked(at instant: Timestamp) -> Draft {
        draft(
            ReturnBooked(
                returnId: operation.id,
                caseId: caseID,
                subjectId: subjectID,
                fromCountry: operation.fromCountry,
                toCountry: operation.toCountry,
                bookedAt: instant
            ),
            at: instant
        )
    }

    func departed(at instant: Timestamp) -> Draft {
        draft(
            ReturnDeparted(
                returnId: operation.id,
                caseId: caseID,
                subjectId: subjectID,
                fromCountry: operation.fromCountry,
                toCountry: operation.toCountry,
                departedAt: instant,
                programmeId: operation.programmeID,
                agreementId: operation.agreementID,
                sex: demographics.sex,
                ageBand: demographics.ageBand,
                isChild: demographics.isChild,
                statsMode: demographics.statsMode
            ),
            at: instant
        )
    }

    func arrived(at instant: Timestamp) -> Draft {
        draft(
            ReturnArrived(
                returnId: operation.id,
                caseId: caseID,
                subjectId: subjectID,
                fromCountry: operation.fromCountry,
                toCountry: operation.toCountry,
                arrivedAt: instant,
                programmeId: operation.programmeID,
                agreementId: operation.agreementID,
                sex: demographics.sex,
                ageBand: demographics.ageBand,
                isChild: demographics.isChild,
                statsMode: demographics.statsMode
            ),
            at: instant
        )
    }

    func ended(isWithdrawn: Bool, _ reason: ReturnEndReason, at instant: Timestamp) -> Draft {
        isWithdrawn
            ? draft(
                ReturnWithdrawn(
                    returnId: operation.id,
                    caseId: caseID,
                    subjectId: subjectID,
                    fromCountry: operation.fromCountry,
                    toCountry: operation.toCountry,
                    reason: reason,
                    withdrawnAt: instant
                ),
                at: instant
            )
            : draft(
                ReturnCancelled(
                    returnId: operation.id,
                    caseId: caseID,
                    subjectId: subjectID,
                    fromCountry: operation.fromCountry,
                    toCountry: operation.toCountry,
                    reason: reason,
                    cancelledAt: instant
                ),
                at: instant
            )
    }
}

extension CaseState {
    func events(of operation: ReturnOperation, in caseID: EntityID) -> ReturnEvents {
        ReturnEvents(
            caseID: caseID,
            operation: operation,
            subjectID: current(facts.registration?.subjectID ?? operation.subjectID),
            demographics: facts.demographics
        )
    }
}
