/// Where a person stands in criminal justice.
public struct ProfileJustice: Codable, Sendable, Hashable {
    /// The status.
    public var status: LegalStatus
    /// The day of the order.
    public var orderDate: CalendarDate?
    /// The day the measure is expected to end.
    public var expectedEnd: CalendarDate?

    /// Makes the value.
    public init(
        status: LegalStatus,
        orderDate: CalendarDate? = nil,
        expectedEnd: CalendarDate? = nil
    ) {
        self.status = status
        self.orderDate = orderDate
        self.expectedEnd = expectedEnd
    }

    static var synthetic: Self {
        Self(
            status: .sentenced,
            orderDate: Synthetic.date(2018, 1, 10),
            expectedEnd: Synthetic.date(2018, 12, 20)
        )
    }
}
