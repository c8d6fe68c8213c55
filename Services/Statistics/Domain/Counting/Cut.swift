import Events

/// By what a statistic is cut: a dimension, or a stretch of time.
enum Cut: Sendable, Hashable {
    case dimension(Dimension)
    case year
    case quarter

    /// Reads `sex`, `geo`, `year` …; `nil` for anything else.
    init?(_ name: String) {
        switch name {
        case "year": self = .year
        case "quarter": self = .quarter
        default:
            guard let dimension = Dimension(rawValue: name) else { return nil }
            self = .dimension(dimension)
        }
    }

    /// The name in a query.
    var name: String {
        switch self {
        case .dimension(let dimension): dimension.rawValue
        case .year: "year"
        case .quarter: "quarter"
        }
    }

    /// Whether it is a stretch of time.
    var isTime: Bool { self == .year || self == .quarter }

    /// The stretch that `day` lies in: `2018`, `2018-Q1`.
    func period(of day: Int32) -> String {
        let date = CalendarDate(daysSince1970: Int(day))
        return self == .quarter ? "\(date.year)-Q\((date.month + 2) / 3)" : "\(date.year)"
    }

    /// A number for the stretch that `day` lies in.
    func stretch(of day: Int32) -> UInt64 {
        let date = CalendarDate(daysSince1970: Int(day))
        return UInt64(self == .quarter ? date.year * 4 + (date.month - 1) / 3 : date.year)
    }
}

/// The days that are looked at, both included.
struct Window: Sendable, Hashable {
    let from: Int32
    let to: Int32

    /// From the beginning to `day`: cumulative.
    static func to(_ day: Int32) -> Window { Window(from: .min, to: day) }

    /// Everything.
    static let all = Window(from: .min, to: .max)

    @inline(__always)
    func contains(_ day: Int32) -> Bool { day >= from && day <= to }
}
