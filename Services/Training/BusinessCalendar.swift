import Events
import Foundation

/// Which day it is in the deployment's time zone.
struct BusinessCalendar: Sendable {
    let timeZone: TimeZone

    func day(at instant: Timestamp) -> CalendarDate {
        let seconds = timeZone.secondsFromGMT(
            for: Date(timeIntervalSince1970: Double(instant.millisecondsSince1970) / 1000)
        )
        return instant.adding(.seconds(seconds)).date
    }

    func moment(at instant: Timestamp) -> Moment {
        Moment(now: instant, today: day(at: instant))
    }
}
