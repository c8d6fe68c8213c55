import Events

/// What statistics count of an agreement's target.
struct TargetFigure: Codable, Sendable, Hashable {
    /// The period it is counted over: `to-2025-12-31`.
    var period: String
    /// Absent when withheld.
    var value: Int?
    /// The day up to which records are counted.
    var asOf: CalendarDate

    /// Which agreement a statistic is about: its identifier, `""` when it is a total, `nil` when it is neither and so
    /// says nothing of a target.
    static func agreement(of event: StatisticUpdated) -> String? {
        guard event.source == .counted, event.period.hasPrefix("to-") else { return nil }
        guard !event.dimensions.isEmpty else { return "" }
        guard event.dimensions.count == 1, let text = event.dimensions[Dimension.agreement.rawValue] else { return nil }
        return EntityID(text)?.description
    }
}

extension Quantity {
    /// Whether `value` reaches this quantity: "about" is met within ten per cent, "more than" only above.
    func isMet(by value: Int) -> Bool {
        switch qualifier {
        case .eq: Double(value) >= self.value
        case .gt: Double(value) > self.value
        case .about: Double(value) >= self.value * 0.9
        }
    }
}
