import Decisions
import EventStore
import Events

struct ParticipantAnswer: Codable, Sendable, Hashable {
    var participantId: EntityID
    var version: Int
}

struct ParticipantView: Codable, Sendable, Equatable {
    var participantId: EntityID
    var version: Int
    var details: ParticipantDetails
    var isConfirmed: Bool
    /// On how many days the participant came, 0 when absent; not there when nobody recorded it.
    var attendedDays: Int?
    var preScore: Int?
    var postScore: Int?
    var certificateNo: String?
    var certifiedOn: CalendarDate?
    var isVoided: Bool
    /// Only where the single record is read.
    var identity: ParticipantIdentity?
}

extension ParticipantView {
    init(_ id: EntityID, _ transaction: Transaction, withIdentity: Bool) throws {
        let state = try transaction.participant(id)
        guard let details = state.details else { throw Rejection.unknown("participant") }
        self.init(
            participantId: id,
            version: try transaction.version(of: id),
            details: details,
            isConfirmed: state.isConfirmed,
            attendedDays: state.attendance.days,
            preScore: state.preScore,
            postScore: state.postScore,
            certificateNo: state.certificate?.certificateNo,
            certifiedOn: state.certificate?.certifiedOn,
            isVoided: state.isVoided,
            identity: withIdentity ? try transaction.identity(ofParticipant: id) : nil
        )
    }

    static var example: ParticipantView {
        let event = ParticipantAttended.example
        return ParticipantView(
            participantId: event.participantId,
            version: 2,
            details: ParticipantDetails(
                activityId: event.activityId,
                role: event.role,
                sex: event.sex,
                country: event.country,
                orgId: event.orgId,
                orgKind: event.orgKind
            ),
            isConfirmed: true,
            attendedDays: event.days,
            isVoided: false
        )
    }
}
