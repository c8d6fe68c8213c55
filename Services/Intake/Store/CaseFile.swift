import EventStore
import Events

/// A case being worked on: its state, which follows what is appended.
struct CaseFile {
    private(set) var state: CaseState
    let transaction: Transaction

    /// Opens a case, which must be in this store and not erased, at the version that the sender saw.
    init(_ caseID: EntityID, expecting version: Int? = nil, in transaction: Transaction) throws {
        state = try transaction.caseState(caseID)
        guard try !transaction.isErased(caseID) else {
            throw Rejection.invalidTransition("the person's data were erased; nothing more is entered in the case")
        }
        self.transaction = transaction
        try transaction.expect(version: version, of: caseID)
    }

    /// Goes on with a case whose state is known; a new one has none.
    init(_ state: CaseState = CaseState(), in transaction: Transaction) {
        self.state = state
        self.transaction = transaction
    }

    /// Appends what was decided about the case, or about a consent or a stay of it.
    mutating func append(
        _ event: some CaseEvent,
        to aggregateID: EntityID? = nil,
        at instant: Timestamp,
        sealed: Transaction.Sealed? = nil
    ) throws {
        let entry = try transaction.append(
            event,
            to: aggregateID ?? event.caseId,
            key: .id(event.caseId),
            occurredAt: instant,
            sealed: sealed
        )
        try CaseState.fold.apply(entry, to: &state)
    }

    /// Lets the topics say what holds of the case where they no longer do.
    ///
    /// `changed` names further fields that changed, `codes` are the sensitive codes as they should be, `secrets` the
    /// person to be sealed anew and `notes` what else is to be sealed.
    mutating func restate(
        _ subject: SubjectDetails,
        _ calendar: BusinessCalendar,
        at instant: Timestamp,
        reason: CorrectionReason,
        changed: [String] = [],
        codes: CaseProfile? = nil,
        secrets: Transaction.Sealed? = nil,
        notes: Transaction.Sealed? = nil
    ) throws {
        let restated = state.restated(subject, calendar, reason: reason, changed: changed, codes: codes)
        if let correction = restated.correction { try append(correction, at: instant, sealed: secrets) }
        if let profile = restated.profile ?? (notes == nil ? nil : state.profile) {
            try append(profile, at: instant, sealed: notes)
        }
    }
}

/// A file belongs to its transaction.
@available(*, unavailable)
extension CaseFile: Sendable {}
