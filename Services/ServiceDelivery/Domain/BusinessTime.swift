import EventStore
import Events
import Foundation

/// The present instant and the time zone in which instants become business days.
struct BusinessTime: Sendable {
    /// How far ahead an instant may lie: a clock that is wrong by a time zone still works.
    static let tolerance = Duration.seconds(86_400)
    /// How far ahead an enrolment may be planned, in days.
    static let planningHorizonDays = 366

    let now: Timestamp
    let zone: TimeZone

    /// The business day on which `instant` falls.
    func day(_ instant: Timestamp) -> CalendarDate {
        let seconds = TimeInterval(instant.millisecondsSince1970) / 1000
        return instant.adding(.seconds(zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds)))).date
    }

    /// The business day that is today.
    var today: CalendarDate { day(now) }

    /// The first instant that no longer counts as the present.
    var limit: Timestamp { now.adding(Self.tolerance) }

    /// The instant a business day is filed under: midnight UTC of that date, so that its year is the day's year.
    static func instant(of day: CalendarDate) -> Timestamp { Timestamp(day) }

    /// The last instant of a business day, as days are filed.
    static func end(of day: CalendarDate) -> Timestamp {
        instant(of: day.adding(days: 1)).adding(.milliseconds(-1))
    }

    /// Refuses an instant that has not come.
    func refuseFuture(_ instant: Timestamp?, field: String) throws(Rejection) {
        guard let instant, instant > limit else { return }
        throw Self.inFuture(field)
    }

    /// Refuses a day that has not come.
    func refuseFuture(_ day: CalendarDate?, field: String) throws(Rejection) {
        guard let day, day > self.day(limit) else { return }
        throw Self.inFuture(field)
    }

    static func inFuture(_ field: String) -> Rejection {
        Rejection("date.in_future", field: field, "\(field) lies in the future; give the date on which it happened")
    }
}

extension CalendarDate {
    /// The same day `months` later, or the last day of that month where it has no such day.
    func adding(months: Int) -> CalendarDate {
        let index = year * 12 + month - 1 + months
        for last in stride(from: day, through: 28, by: -1) {
            if let found = CalendarDate(year: index / 12, month: index % 12 + 1, day: last) { return found }
        }
        return CalendarDate(year: index / 12, month: index % 12 + 1, day: min(day, 28)) ?? self
    }
}
