import Events

/// The period of a published figure, as it is written on the topic.
enum PublishedPeriod: Sendable, Hashable {
    /// From the beginning to the end of a day: `to-2018-12-31`.
    case to(CalendarDate)
    /// A calendar year: `2018`.
    case year(Int)
    /// A quarter of a calendar year: `2018-Q4`.
    case quarter(Int, Int)
    /// Anything else that a publication states.
    case stated(String)

    /// Reads a period.
    init(_ text: String) {
        if text.hasPrefix("to-"), let day = CalendarDate(String(text.dropFirst(3))) {
            self = .to(day)
        } else if text.utf8.count == 4, let year = Int(text), year > 0 {
            self = .year(year)
        } else if let (year, quarter) = Self.quarter(text) {
            self = .quarter(year, quarter)
        } else {
            self = .stated(text)
        }
    }

    private static func quarter(_ text: String) -> (Int, Int)? {
        let parts = text.split(separator: "-")
        guard parts.count == 2, parts[0].utf8.count == 4, let year = Int(parts[0]), parts[1].hasPrefix("Q"),
            let quarter = Int(parts[1].dropFirst()), (1...4).contains(quarter)
        else { return nil }
        return (year, quarter)
    }

    /// The last day; `nil` for what is stated in another way.
    var lastDay: CalendarDate? {
        switch self {
        case .to(let day): day
        case .year(let year): CalendarDate(year: year, month: 12, day: 31)
        case .quarter(let year, let quarter):
            CalendarDate(year: year, month: quarter * 3, day: quarter == 1 || quarter == 4 ? 31 : 30)
        case .stated: nil
        }
    }

    /// The calendar year, when the period lies in one.
    var year: Int? {
        switch self {
        case .year(let year), .quarter(let year, _): year
        case .to, .stated: nil
        }
    }
}
