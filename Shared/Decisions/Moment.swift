public import EventStore
public import Events

/// The instant and the business day at which a command is decided.
public struct Moment: Sendable, Hashable {
    /// The present instant.
    public let now: Timestamp
    /// The present day in the deployment's time zone.
    public let today: CalendarDate

    /// Makes a moment.
    public init(now: Timestamp, today: CalendarDate) {
        self.now = now
        self.today = today
    }

    /// A day that a command states; today unless given.
    ///
    /// It may be tomorrow, for entries made across time zones.
    public func day(_ given: CalendarDate?, field: String) throws(Rejection) -> CalendarDate {
        guard let given else { return today }
        guard given <= today.adding(days: 1) else { throw Self.inFuture(field) }
        return given
    }

    /// When it happened: as stated, else at noon of its business day when that is past, else now.
    ///
    /// Noon, because it falls on the same day in every time zone where this could be read.
    public func occurred(_ stated: Timestamp?, on day: CalendarDate? = nil) throws(Rejection) -> Timestamp {
        if let stated {
            guard stated <= now.adding(.seconds(86_400)) else { throw Self.inFuture("occurredAt") }
            return stated
        }
        guard let day, day < today else { return now }
        return Timestamp(day).adding(.seconds(43_200))
    }

    private static func inFuture(_ field: String) -> Rejection {
        Rejection("date.in_future", field: field, "\(field) lies in the future; state when it happened")
    }
}
