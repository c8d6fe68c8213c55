import EventStore
import Events

extension CaseState {
    /// Refuses a list that was sent twice: a class is held once a day, and one who had two sessions is recorded alone.
    func requireNoSession(on day: CalendarDate, of enrolmentID: EntityID) throws(Rejection) {
        let held = try enrolment(enrolmentID).sessions.values.contains { $0.date == day && !$0.isVoided }
        guard held else { return }
        throw Rejection(
            "session.duplicate",
            field: "enrolmentId",
            "a session of that day is recorded already; record a second one alone (…/sessions), or correct it",
            status: 409
        )
    }
}
