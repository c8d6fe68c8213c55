import Events

/// A year in El-Marg.
enum Dates {
    static let registered = at("2018-01-10T09:00:00Z")
    static let planned = at("2018-01-20T09:00:00Z")
    static let started = at("2018-02-01T09:00:00Z")
    static let ended = at("2018-06-30T12:00:00Z")
    static let released = at("2018-12-20T10:00:00Z")
    static let now = at("2019-03-01T08:00:00Z")

    static func at(_ text: String) -> Timestamp {
        Timestamp(text) ?? Timestamp(millisecondsSince1970: 0)
    }

    static func day(_ text: String) -> CalendarDate {
        CalendarDate(text) ?? CalendarDate(daysSince1970: 0)
    }
}
