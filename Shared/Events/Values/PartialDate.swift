/// A date known only as far as its source says: a day, a month, a year, or not at all.
public struct PartialDate: Hashable, Sendable, Codable {
    /// How much of ``value`` is known.
    public enum Precision: String, CodeList {
        /// The whole date.
        case day
        /// Year and month; the day in ``PartialDate/value`` is 1.
        case month
        /// The year; month and day are 1.
        case year
        /// Nothing; there is no value.
        case unknown
    }

    /// The first day of the known span; absent when the precision is unknown.
    public var value: CalendarDate?
    /// How much of the value is known.
    public var precision: Precision

    /// Makes a date known to `precision`.
    public init(_ value: CalendarDate?, precision: Precision) {
        self.value = value
        self.precision = precision
    }
}
