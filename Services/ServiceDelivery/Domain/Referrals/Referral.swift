import EventStore
import Events

/// How a referral stands.
enum ReferralStatus: String, CodeList {
    case draft
    case sent
    case received
    case accepted
    case inService = "in_service"
    case completed
    case notCompleted = "not_completed"
    case rejected
    case expired
    case cancelled
}

/// A person referred to another organisation for a service.
struct Referral: Sendable {
    enum End: Sendable, Hashable {
        case rejected(RejectionReason)
        case expired
        case cancelled
        case completed(Outcome)

        var status: ReferralStatus {
            switch self {
            case .rejected: .rejected
            case .expired: .expired
            case .cancelled: .cancelled
            case .completed(let outcome): outcome.isAchieved ? .completed : .notCompleted
            }
        }
    }

    /// How and when it ended.
    struct Ending: Sendable, Hashable {
        var end: End
        var at: Timestamp
        /// It follows from a deadline, a withdrawn consent or the end of the case or service, and yields to what was
        /// entered for an earlier date.
        var isByRule: Bool
    }

    /// What was sealed for the organisation asked, and until when it is kept.
    struct Payload: Sendable, Hashable {
        var keyID: EntityID
        var keepUntil: Timestamp
    }

    let id: EntityID
    var subjectID: EntityID?
    var fromOrgID: EntityID
    var toOrgID: EntityID
    var service: ServiceKind
    var urgency: Risk
    var consentID: EntityID
    var draftedAt: Timestamp
    var dueBy: Timestamp?
    var sentAt: Timestamp?
    var receivedAt: Timestamp?
    var acceptedAt: Timestamp?
    var startedAt: Timestamp?
    /// The service began outside, so that no enrolment here says so.
    var isStartedOutside = false
    var end: Ending?
    var payload: Payload?

    var status: ReferralStatus {
        if let end { return end.end.status }
        if startedAt != nil { return .inService }
        if acceptedAt != nil { return .accepted }
        if receivedAt != nil { return .received }
        return sentAt == nil ? .draft : .sent
    }

    /// Whether something entered for `instant` finds the referral still open: it has not ended, or ended by rule no
    /// earlier than that.
    func isOpen(at instant: Timestamp) -> Bool {
        guard let end else { return true }
        return end.isByRule && instant <= end.at
    }
}

extension Outcome {
    /// Whether a service that ended so did what it was for.
    var isAchieved: Bool {
        switch self {
        case .completed, .certified, .partial: true
        case .dropped, .released, .transferred, .refused, .unavailable: false
        }
    }
}
