public import Events
public import Foundation

/// Which day it is in the deployment's time zone.
public struct BusinessCalendar: Sendable, Hashable {
    /// The deployment's time zone.
    public let timeZone: TimeZone

    /// Makes the calendar of a time zone.
    public init(timeZone: TimeZone) {
        self.timeZone = timeZone
    }

    /// The business day on which `instant` falls.
    public func day(at instant: Timestamp) -> CalendarDate {
        let seconds = timeZone.secondsFromGMT(
            for: Date(timeIntervalSince1970: Double(instant.millisecondsSince1970) / 1000)
        )
        return instant.adding(.seconds(seconds)).date
    }

    /// `instant` and its business day.
    public func moment(at instant: Timestamp) -> Moment {
        Moment(now: instant, today: day(at: instant))
    }
}
