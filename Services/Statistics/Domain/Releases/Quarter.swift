import Events

/// The calendar quarters that releases are made of.
enum Quarter {
    /// Whether a day is the last one of a quarter.
    static func isEnd(_ day: CalendarDate) -> Bool {
        day.month % 3 == 0 && day.adding(days: 1).day == 1
    }

    /// The end of the quarter after the one that ends on `day`.
    static func end(after day: CalendarDate) -> CalendarDate {
        let next = day.adding(days: 1)
        let year = next.month > 9 ? next.year + 1 : next.year
        let month = next.month > 9 ? next.month - 9 : next.month + 3
        return (CalendarDate(year: year, month: month, day: 1) ?? next).adding(days: -1)
    }

    /// The last quarter's end before `day`.
    static func lastEnd(before day: CalendarDate) -> CalendarDate {
        let first = CalendarDate(year: day.year, month: (day.month - 1) / 3 * 3 + 1, day: 1) ?? day
        return first.adding(days: -1)
    }
}
