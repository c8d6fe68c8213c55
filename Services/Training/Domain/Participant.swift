import Decisions
import EventStore
import Events

/// What is known of a participation and may be published.
struct ParticipantDetails: Codable, Sendable, Hashable {
    var activityId: EntityID
    var role: ParticipantRole
    var sex: Sex
    var country: CountryCode
    var orgId: EntityID?
    var orgKind: OrganisationKind?
    var trainerId: EntityID?
}

/// Who a participant is: identifying, so it stays in this store.
struct ParticipantIdentity: Codable, Sendable, Hashable {
    var name: String?
    var email: String?
    var phone: String?
}

/// Whether somebody came.
///
/// What was not recorded is not absence.
enum Attendance: Sendable, Hashable {
    case unknown
    case absent
    case present(days: Int)

    /// On how many days; `nil` when not recorded.
    var days: Int? {
        switch self {
        case .unknown: nil
        case .absent: 0
        case .present(let days): days
        }
    }

    var isPresent: Bool { if case .present = self { true } else { false } }
}

/// A participation as the log tells it.
struct ParticipantState: Folded {
    private(set) var participantID: EntityID?
    private(set) var details: ParticipantDetails?
    private(set) var isConfirmed = false
    private(set) var attendance = Attendance.unknown
    private(set) var preScore: Int?
    private(set) var postScore: Int?
    private(set) var certificate: ParticipantCertified?
    private(set) var isVoided = false

    init() {}

    static let fold = Dispatch<Self>()
        .on(ParticipantRegistered.self) { state, event, _ in state.apply(event) }
        .on(ParticipantConfirmed.self) { state, _, _ in state.isConfirmed = true }
        .on(ParticipantAttended.self) { state, event, _ in state.apply(event) }
        .on(ParticipantScored.self) { state, event, _ in state.apply(event) }
        .on(ParticipantCertified.self) { state, event, _ in state.apply(event) }
        .on(ParticipantCorrected.self) { state, event, _ in state.apply(event) }
}

extension ParticipantState {
    mutating func apply(_ event: ParticipantRegistered) {
        participantID = event.participantId
        details = ParticipantDetails(
            activityId: event.activityId,
            role: event.role,
            sex: event.sex,
            country: event.country,
            orgId: event.orgId,
            orgKind: event.orgKind,
            trainerId: event.trainerId
        )
    }

    mutating func apply(_ event: ParticipantAttended) {
        attendance = .present(days: event.days)
    }

    mutating func apply(_ event: ParticipantScored) {
        preScore = event.preScore ?? preScore
        postScore = event.postScore ?? postScore
    }

    mutating func apply(_ event: ParticipantCertified) {
        certificate = event
        details?.trainerId = event.trainerId
    }

    mutating func apply(_ event: ParticipantCorrected) {
        details = ParticipantDetails(
            activityId: event.activityId,
            role: event.role,
            sex: event.sex,
            country: event.country,
            orgId: event.orgId,
            orgKind: event.orgKind,
            trainerId: event.trainerId
        )
        // A correction states the days always; none means absence only where it says that they changed.
        if let days = event.days {
            attendance = .present(days: days)
        } else if event.changed.contains("days") {
            attendance = .absent
        }
        isVoided = event.voided
    }

    /// The identifier and the details of a participation that is there and counts.
    func existing() throws(Rejection) -> (id: EntityID, details: ParticipantDetails) {
        guard let participantID, let details else { throw .unknown("participant") }
        guard !isVoided else { throw .transition("the participation", "voided", wanted: "one that counts") }
        return (participantID, details)
    }
}
