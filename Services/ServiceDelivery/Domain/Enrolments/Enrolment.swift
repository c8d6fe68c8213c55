import EventStore
import Events

/// How an enrolment stands.
enum EnrolmentStatus: String, CodeList {
    case planned
    case active
    case completed
    case dropped
    case interrupted
    case voided
}

/// A person's part in a service.
struct Enrolment: Sendable {
    struct Session: Sendable {
        var date: CalendarDate
        var hours: Double
        var isAttended: Bool
        var isVoided = false

        var isDelivered: Bool { isAttended && !isVoided }
    }

    struct End: Sendable, Hashable {
        enum Kind: Sendable { case completed, dropped, interrupted }

        var kind: Kind
        var outcome: Outcome
        var at: Timestamp
        /// It follows from a release or the end of the case, and yields to what was entered for an earlier date.
        var isByRule: Bool
    }

    struct Certificate: Sendable {
        var kind: CertificateKind
        var issuedOn: CalendarDate
        var isRevoked = false
    }

    let id: EntityID
    var subjectID: EntityID
    var service: ServiceKind
    var providerInstitutionID: EntityID
    var programmeID: EntityID?
    var agreementID: EntityID?
    var commitmentID: EntityID?
    var referralID: EntityID?
    var startedAt: Timestamp
    var isUrgent: Bool
    var isProvisional: Bool
    var recordedAt: Timestamp
    /// Whether it has begun, which is when it is first published.
    var hasBegun: Bool
    /// When it was last said here that the person was served: entered late, nothing was due before.
    var lastRecordedAt: Timestamp
    var end: End?
    var isVoided = false
    var sessions: [EntityID: Session] = [:]
    var certificates: [String: Certificate] = [:]
    var milestones: Set<Milestone> = []

    var status: EnrolmentStatus {
        if isVoided { return .voided }
        switch end?.kind {
        case .completed: return .completed
        case .dropped: return .dropped
        case .interrupted: return .interrupted
        case nil: return hasBegun ? .active : .planned
        }
    }

    var deliveredSessions: Int { sessions.values.count { $0.isDelivered } }
    var firstDeliveredOn: CalendarDate? { sessions.values.filter(\.isDelivered).map(\.date).min() }
    var lastDeliveredOn: CalendarDate? { sessions.values.filter(\.isDelivered).map(\.date).max() }
    /// The number of the certificate in force.
    var certificateNumber: String? { certificates.first { !$0.value.isRevoked }?.key }

    /// Whether something entered for `instant` finds the enrolment still open: it has not ended, or ended by rule no
    /// earlier than that.
    func isOpen(at instant: Timestamp) -> Bool {
        guard !isVoided else { return false }
        guard let end else { return true }
        return end.isByRule && instant <= end.at
    }
}
