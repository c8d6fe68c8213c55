import EventStore
import Events

/// A session that was held for a person.
struct SessionEntry: Sendable {
    var sessionID: EntityID
    var date: CalendarDate
    var hours: Double
    var isAttended: Bool
    /// The entry's place in the request, for error messages: `sessions[2]`; empty for a single one.
    var path = ""

    func field(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}

extension CaseState {
    func record(
        _ sessions: [SessionEntry],
        of enrolmentID: EntityID,
        in caseID: EntityID,
        _ time: BusinessTime
    )
        throws(Rejection) -> [Draft]
    {
        var enrolment = try enrolment(enrolmentID)
        guard !enrolment.isVoided else {
            throw .invalidTransition("enrolment", "voided", "record the session on the right one")
        }
        guard !sessions.isEmpty else {
            throw Rejection("field.required", field: "sessions", "give at least one session")
        }
        var drafts: [Draft] = []
        if let start = activation(of: enrolment, in: caseID, time) {
            drafts.append(start)
            enrolment.hasBegun = true
        }
        for session in sessions {
            try enrolment.admit(session, time)
            enrolment.sessions[session.sessionID] =
                .init(date: session.date, hours: session.hours, isAttended: session.isAttended)
            let events = events(of: enrolment, in: caseID)
            drafts.append(
                session.isAttended
                    ? events.delivered(session.sessionID, on: session.date, hours: session.hours)
                    : events.missed(session.sessionID, on: session.date, hours: session.hours)
            )
        }
        return drafts
    }

    /// The beginning of a planned enrolment whose day has come.
    func activation(of enrolment: Enrolment, in caseID: EntityID, _ time: BusinessTime) -> Draft? {
        guard enrolment.status == .planned, enrolment.startedAt <= time.limit else { return nil }
        return events(of: enrolment, in: caseID).started()
    }
}

extension Enrolment {
    /// The longest session, in hours: shelters record a day at a time.
    static let maximumHours = 24.0

    func admit(_ session: SessionEntry, _ time: BusinessTime) throws(Rejection) {
        guard sessions[session.sessionID] == nil else {
            throw Rejection(
                "session.duplicate",
                field: session.field("sessionId"),
                "this session is recorded already; correct it instead (…/correct)",
                status: 409
            )
        }
        try time.refuseFuture(session.date, field: session.field("date"))
        try requireWithin(session.date, field: session.field("date"), time)
        try Self.requireHours(session.hours, field: session.field("hours"))
    }

    func requireWithin(_ date: CalendarDate, field: String, _ time: BusinessTime) throws(Rejection) {
        guard date >= time.day(startedAt), end.map({ date <= time.day($0.at) }) ?? true else {
            throw Rejection(
                "session.outside_period",
                field: field,
                "the session lies outside the enrolment; correct its date or the enrolment's"
            )
        }
    }

    static func requireHours(_ hours: Double, field: String) throws(Rejection) {
        guard hours > 0, hours <= maximumHours else {
            throw Rejection("quantity.invalid", field: field, "a session takes more than 0 and at most 24 hours")
        }
    }
}
