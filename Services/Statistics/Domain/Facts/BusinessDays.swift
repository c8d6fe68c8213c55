import Events
import Foundation

/// The calendar by which instants become business days: that of the deployment's time zone.
struct BusinessDays: Sendable {
    /// The time zone.
    let zone: TimeZone

    /// The day on which `instant` falls.
    func day(_ instant: Timestamp) -> Int32 {
        let seconds = TimeInterval(instant.millisecondsSince1970) / 1000
        let local = instant.adding(.seconds(zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds))))
        return local.date.number
    }
}

extension CalendarDate {
    /// Days since 1970-01-01.
    var number: Int32 { Int32(daysSince1970) }

    /// The last day of a year.
    static func lastDay(of year: Int) -> Int32 {
        CalendarDate(year: year, month: 12, day: 31)?.number ?? .max
    }

    /// The year of a day.
    static func year(of day: Int32) -> Int {
        CalendarDate(daysSince1970: Int(day)).year
    }
}
