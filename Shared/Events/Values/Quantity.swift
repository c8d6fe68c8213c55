/// A number as its source states it: "more than 320", "around 20", "1,696".
public struct Quantity: Hashable, Sendable, Codable {
    /// How the number is meant.
    public enum Qualifier: String, CodeList {
        /// Exactly the value.
        case eq
        /// More than the value.
        case gt
        /// About the value; met within ±10 %.
        case about
    }

    /// The number, 0 or more.
    public var value: Double
    /// How the number is meant.
    public var qualifier: Qualifier
    /// What is counted: `children`, for instance.
    public var unit: String?
    /// The day up to which it holds.
    public var asOf: CalendarDate?

    /// Makes a quantity.
    public init(_ value: Double, qualifier: Qualifier = .eq, unit: String? = nil, asOf: CalendarDate? = nil) {
        self.value = value
        self.qualifier = qualifier
        self.unit = unit
        self.asOf = asOf
    }
}
