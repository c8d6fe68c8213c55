import EventStore
import Events
import Foundation

/// Which day an instant falls on where the institution is.
struct BusinessCalendar: Sendable, Hashable {
    let timeZone: TimeZone

    init(_ timeZone: TimeZone) {
        self.timeZone = timeZone
    }

    /// The day of `instant` in the deployment's time zone.
    func date(of instant: Timestamp) -> CalendarDate {
        let date = Date(timeIntervalSince1970: Double(instant.millisecondsSince1970) / 1000)
        return instant.adding(.seconds(timeZone.secondsFromGMT(for: date))).date
    }
}

/// When something happened, checked against the present.
struct Occasion: Sendable, Hashable {
    /// How far ahead of the present an entry may lie: clocks differ, and so do time zones.
    static let tolerance = Duration.seconds(24 * 3600)

    /// When it happened.
    let at: Timestamp
    /// When it is entered.
    let now: Timestamp
    let calendar: BusinessCalendar

    /// - Throws: `date.in_future` when `occurredAt` is more than 24 hours ahead.
    init(
        _ occurredAt: Timestamp?,
        now: Timestamp,
        calendar: BusinessCalendar,
        field: String = "occurredAt"
    )
        throws(Rejection)
    {
        at = occurredAt ?? now
        self.now = now
        self.calendar = calendar
        try notInFuture(at, field)
    }

    /// The business day on which it happened.
    var day: CalendarDate { calendar.date(of: at) }

    /// Refuses an instant more than 24 hours ahead.
    func notInFuture(_ instant: Timestamp?, _ field: String) throws(Rejection) {
        guard let instant, instant > now.adding(Self.tolerance) else { return }
        throw Self.inFuture(field)
    }

    /// Refuses a day that begins more than 24 hours ahead.
    func notInFuture(_ day: CalendarDate?, _ field: String) throws(Rejection) {
        guard let day, day > calendar.date(of: now.adding(Self.tolerance)) else { return }
        throw Self.inFuture(field)
    }

    private static func inFuture(_ field: String) -> Rejection {
        Rejection("date.in_future", field: field, "\(field) lies more than 24 hours ahead; enter what has happened")
    }
}

extension CalendarDate {
    /// The same day `months` later; the last day of that month where it is shorter.
    func adding(months: Int) -> CalendarDate {
        let index = year * 12 + month - 1 + months
        let (year, month) = (index / 12, index % 12 + 1)
        for day in stride(from: day, through: 28, by: -1) {
            if let date = CalendarDate(year: year, month: month, day: day) { return date }
        }
        return CalendarDate(year: year, month: month, day: min(day, 28)) ?? self
    }
}
