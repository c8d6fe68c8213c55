/// A number the parties aim at.
public struct AgreementTarget: Codable, Sendable, Hashable {
    /// What is counted.
    public var indicator: IndicatorCode
    /// The number.
    public var quantity: Quantity
    /// By when.
    public var due: CalendarDate?

    /// Makes the value.
    public init(
        indicator: IndicatorCode,
        quantity: Quantity,
        due: CalendarDate? = nil
    ) {
        self.indicator = indicator
        self.quantity = quantity
        self.due = due
    }

    static var synthetic: Self {
        Self(
            indicator: .institutionsReached,
            quantity: Quantity(20, qualifier: .about, unit: "institutions"),
            due: Synthetic.date(2025, 12, 31)
        )
    }
}

/// How often the parties of an agreement report.
public struct ReportingDuty: Codable, Sendable, Hashable {
    /// The months of a period.
    public var everyMonths: Int
    /// The days after its end until a report is due.
    public var dueDays: Int

    /// Makes the value.
    public init(
        everyMonths: Int,
        dueDays: Int
    ) {
        self.everyMonths = everyMonths
        self.dueDays = dueDays
    }

    static var synthetic: Self {
        Self(
            everyMonths: 6,
            dueDays: 30
        )
    }
}

/// Who signed for a party; a public office.
public struct Signatory: Codable, Sendable, Hashable {
    /// The signatory's name.
    public var name: String
    /// The signatory's office.
    public var title: String
    /// The party.
    public var orgId: EntityID

    /// Makes the value.
    public init(
        name: String,
        title: String,
        orgId: EntityID
    ) {
        self.name = name
        self.title = title
        self.orgId = orgId
    }

    static var synthetic: Self {
        Self(
            name: "A. Example",
            title: "Minister",
            orgId: Synthetic.organisation
        )
    }
}
