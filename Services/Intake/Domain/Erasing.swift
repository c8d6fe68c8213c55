import EventStore
import Events

/// Somebody asks that a person's data be erased.
struct EraseSubject: Codable, Sendable, Hashable {
    var reason: ErasureReason
    var requestedBy: EntityID
    var occurredAt: Timestamp?
}

/// A second person grants the erasure; it is carried out at once, and for good.
struct ApproveErasure: Codable, Sendable, Hashable {
    /// Somebody other than who asked.
    var approvedBy: EntityID
    var occurredAt: Timestamp?
}

/// The erasure is not granted.
struct RefuseErasure: Codable, Sendable, Hashable {
    var reason: ErasureRefusalReason
    var refusedBy: EntityID
    var occurredAt: Timestamp?
}

/// Why a person's data are to be erased.
enum ErasureReason: String, CodeList {
    /// The person, or who speaks for the person, asks.
    case requested = "REQUESTED"
    case consentWithdrawn = "CONSENT_WITHDRAWN"
    case retentionEnded = "RETENTION_ENDED"
    /// They should never have been entered.
    case unlawful = "UNLAWFUL"
}

/// Why a person's data are not erased.
enum ErasureRefusalReason: String, CodeList {
    case courtOrder = "COURT_ORDER"
    case legalClaim = "LEGAL_CLAIM"
    /// The person, or somebody else, would come to harm.
    case vitalInterest = "VITAL_INTEREST"
    case identityNotProved = "IDENTITY_NOT_PROVED"
}

/// Where the erasure of a person stands.
enum ErasureStatus: String, CodeList {
    case requested
    case refused
    case erased
}

/// How long the records of a court's order are kept, whatever is asked for (Havana Rules 19: sealed, and in due time
/// expunged).
struct RetentionPolicy: Sendable, Hashable {
    /// Whole years after the last case ended.
    var courtOrderYears = 5
}

extension SubjectState {
    /// Decides to take up a request for erasure.
    func requestErasure(
        _ command: EraseSubject,
        _ subjectID: EntityID,
        of cases: [CaseState],
        _ policy: RetentionPolicy,
        _ occasion: Occasion
    ) throws(Rejection) -> SubjectErasureRequested {
        try requireNotErased()
        guard erasureRequest == nil else {
            throw .invalidTransition("the erasure was asked for already; approve or refuse it")
        }
        try Self.requireErasable(cases, policy, occasion)
        return SubjectErasureRequested(
            subjectId: subjectID,
            reason: command.reason,
            requestedBy: command.requestedBy,
            requestedAt: occasion.at
        )
    }

    /// Decides to erase; the guards are asked again, since a case may have begun meanwhile.
    func approveErasure(
        _ command: ApproveErasure,
        of cases: [CaseState],
        _ policy: RetentionPolicy,
        _ occasion: Occasion
    ) throws(Rejection) -> SubjectErased {
        let request = try pendingErasure(occasion)
        guard command.approvedBy != request.requestedBy else {
            throw Rejection(
                "erasure.self_approval",
                field: "approvedBy",
                "somebody other than who asked must approve an erasure"
            )
        }
        try Self.requireErasable(cases, policy, occasion)
        return SubjectErased(
            subjectId: request.subjectId,
            caseIds: cases.map(\.caseID),
            erasedAt: occasion.at
        )
    }

    /// Decides not to erase.
    func refuseErasure(_ command: RefuseErasure, _ occasion: Occasion) throws(Rejection) -> SubjectErasureRefused {
        let request = try pendingErasure(occasion)
        return SubjectErasureRefused(
            subjectId: request.subjectId,
            reason: command.reason,
            refusedBy: command.refusedBy,
            refusedAt: occasion.at
        )
    }

    func requireNotErased() throws(Rejection) {
        guard erasure != .erased else {
            throw .invalidTransition("the person's data were erased; nothing more is entered of the person")
        }
    }

    private func pendingErasure(_ occasion: Occasion) throws(Rejection) -> SubjectErasureRequested {
        try requireNotErased()
        guard let erasureRequest else { throw .invalidTransition("nobody has asked for the erasure; ask for it first") }
        try occasion.notBefore(erasureRequest.requestedAt, "the erasure was asked for")
        return erasureRequest
    }

    /// Refuses while a case is followed, here or where it was handed over to, and while a court's order must be kept.
    private static func requireErasable(
        _ cases: [CaseState],
        _ policy: RetentionPolicy,
        _ occasion: Occasion
    ) throws(Rejection) {
        for state in cases {
            switch state.life.status {
            case .transferred:
                throw Rejection(
                    "erasure.transferred",
                    "the case \(state.caseNumber) was handed over; the institution that follows it now decides"
                )
            case .closed, .declined, .voided, nil: break
            case .identified, .registered, .assessed, .planned, .inProgress:
                throw Rejection(
                    "case.has_open_work",
                    "the case \(state.caseNumber) is not closed; close it first"
                )
            }
            guard state.restsOnCourtOrder, let ended = state.endedOn(occasion.calendar) else { continue }
            guard ended.years(until: occasion.day) >= policy.courtOrderYears else {
                throw Rejection(
                    "retention.not_ended",
                    "the records of a court's order are kept for \(policy.courtOrderYears) years after \(ended), when "
                        + "the case \(state.caseNumber) or its order ended; ask again then"
                )
            }
        }
    }
}

extension CaseState {
    /// Whether a court's order brought the person here or held the person.
    var restsOnCourtOrder: Bool {
        guard life.status != .voided else { return false }
        let isUnderLaw = profile?.justice?.orderDate != nil
        return !admissions.isEmpty || isUnderLaw || consents.records.contains { $0.basis == .courtOrder }
    }

    /// The day on which the case, or the measure it followed, came to its end.
    fileprivate func endedOn(_ calendar: BusinessCalendar) -> CalendarDate? {
        [life.entries.last.map { calendar.date(of: $0.at) }, profile?.justice?.expectedEnd].compactMap { $0 }.max()
    }
}
