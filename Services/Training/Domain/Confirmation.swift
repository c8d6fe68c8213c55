import Decisions
import EventStore
import Events

extension ParticipantState {
    /// Decides that somebody confirms taking part: once, and before it is known whether they came.
    func confirm(in activity: ActivityState, at instant: Timestamp) throws(Rejection) -> ParticipantConfirmed {
        let (id, details) = try existing()
        try activity.require(.open, .inProgress)
        guard !isConfirmed else { throw .transition("the participation", "confirmed", wanted: "not confirmed yet") }
        guard attendance == .unknown else {
            throw .transition("the attendance", "recorded", wanted: "not recorded yet; there is nothing to confirm")
        }
        return ParticipantConfirmed(
            participantId: id,
            activityId: details.activityId,
            role: details.role,
            sex: details.sex,
            country: details.country,
            orgId: details.orgId,
            orgKind: details.orgKind,
            trainerId: details.trainerId,
            confirmedAt: instant
        )
    }
}
