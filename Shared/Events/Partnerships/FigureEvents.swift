/// What a reported figure is about.
public struct FigureScope: Codable, Sendable, Hashable {
    /// The agreement.
    public var agreementId: EntityID?
    /// The institution.
    public var institutionId: EntityID?
    /// The place.
    public var place: PlaceCode?

    /// Makes the value.
    public init(
        agreementId: EntityID? = nil,
        institutionId: EntityID? = nil,
        place: PlaceCode? = nil
    ) {
        self.agreementId = agreementId
        self.institutionId = institutionId
        self.place = place
    }

    static var synthetic: Self {
        Self(
            agreementId: Synthetic.agreement,
            place: Synthetic.place("EG-C:MARG")
        )
    }
}

/// A publication states a figure; it is shown beside counted ones and never added to them.
public struct FigureReported: EventData {
    /// The figure.
    public var figureId: EntityID
    /// What is counted.
    public var indicator: IndicatorCode
    /// The number, as stated.
    public var quantity: Quantity
    /// The period it holds for, as in `statistic.updated`.
    public var period: String?
    /// What it is about.
    public var scope: FigureScope
    /// The cell: names of ``Dimension`` and their values; empty for the total.
    public var dimensions: [String: String]
    /// Where it was stated.
    public var sourceRef: String
    /// When it was stated.
    public var reportedOn: CalendarDate?

    /// Makes the event.
    public init(
        figureId: EntityID,
        indicator: IndicatorCode,
        quantity: Quantity,
        period: String? = nil,
        scope: FigureScope,
        dimensions: [String: String],
        sourceRef: String,
        reportedOn: CalendarDate? = nil
    ) {
        self.figureId = figureId
        self.indicator = indicator
        self.quantity = quantity
        self.period = period
        self.scope = scope
        self.dimensions = dimensions
        self.sourceRef = sourceRef
        self.reportedOn = reportedOn
    }

    /// The type without its prefix.
    public static let name = "figure.reported.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary =
        "A publication states a figure; it is shown beside counted ones and never added to them."
    /// A synthetic example.
    public static var example: Self {
        Self(
            figureId: Synthetic.figure,
            indicator: .literacyCertified,
            quantity: Quantity(320, qualifier: .gt, unit: "children", asOf: Synthetic.date(2018, 12, 31)),
            period: "to-2018-12-31",
            scope: .synthetic,
            dimensions: [:],
            sourceRef: "press release, 17 February 2021",
            reportedOn: Synthetic.date(2021, 2, 17)
        )
    }
}
