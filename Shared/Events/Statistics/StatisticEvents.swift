/// An indicator was defined.
public struct IndicatorDefined: EventData {
    /// The indicator.
    public var indicator: IndicatorCode
    /// How it counts.
    public var kind: IndicatorKind
    /// What it may be broken down by.
    public var dimensions: [Dimension]
    /// The least number of persons a published cell may stand for; absent when exempt.
    public var threshold: Int?
    /// What is counted.
    public var unit: String
    /// What it means, in one sentence.
    public var definition: String

    /// Makes the event.
    public init(
        indicator: IndicatorCode,
        kind: IndicatorKind,
        dimensions: [Dimension],
        threshold: Int? = nil,
        unit: String,
        definition: String
    ) {
        self.indicator = indicator
        self.kind = kind
        self.dimensions = dimensions
        self.threshold = threshold
        self.unit = unit
        self.definition = definition
    }

    /// The type without its prefix.
    public static let name = "indicator.defined.v1"
    /// Where it is published.
    public static let topic: Topic? = .figures
    /// What it says.
    public static let summary = "An indicator was defined."
    /// A synthetic example.
    public static var example: Self {
        Self(
            indicator: .literacyCertified,
            kind: .distinct,
            dimensions: [.sex, .age, .place],
            threshold: 10,
            unit: "children",
            definition: "Distinct children certified in literacy."
        )
    }
}

/// How far a value may be from what was counted, where noise was added so that no person shows.
public struct StatisticNoise: Codable, Sendable, Hashable {
    /// How much all values of the series together tell of a person: the epsilon of differential privacy, as decimal text.
    public var epsilon: String
    /// The standard deviation of the noise in this value, in persons.
    public var standardDeviation: Double

    /// Makes the value.
    public init(epsilon: String, standardDeviation: Double) {
        self.epsilon = epsilon
        self.standardDeviation = standardDeviation
    }
}

/// The value of a statistic, absolute; it replaces the one before.
public struct StatisticUpdated: EventData {
    /// What is counted.
    public var indicator: IndicatorCode
    /// The cell: names of ``Dimension`` and their values; empty for the total.
    public var dimensions: [String: String]
    /// `2018`, `2018-Q4`, or cumulative `to-2018-12-31`.
    public var period: String
    /// The value; absent when withheld.
    public var value: Int?
    /// The day up to which records are counted.
    public var asOf: CalendarDate
    /// Whether the value is withheld to protect persons.
    public var suppressed: Bool
    /// Counted from events, or reported.
    public var source: StatisticSource
    /// How a reported value is meant.
    public var qualifier: Quantity.Qualifier?
    /// What is counted.
    public var unit: String?
    /// Where a reported value was stated.
    public var sourceRef: String?
    /// Whether somebody may have been counted twice.
    public var mayDoubleCount: Bool?
    /// The least number of persons a published cell may stand for; absent when exempt.
    public var threshold: Int?
    /// The version of the disclosure policy.
    public var policyVersion: String?
    /// The noise in the value; absent when it is exact.
    public var noise: StatisticNoise?
    /// The release it belongs to.
    public var releaseId: EntityID?
    /// How often the value has changed, from 1.
    public var revision: Int

    /// Makes the event.
    public init(
        indicator: IndicatorCode,
        dimensions: [String: String],
        period: String,
        value: Int? = nil,
        asOf: CalendarDate,
        suppressed: Bool,
        source: StatisticSource,
        qualifier: Quantity.Qualifier? = nil,
        unit: String? = nil,
        sourceRef: String? = nil,
        mayDoubleCount: Bool? = nil,
        threshold: Int? = nil,
        policyVersion: String? = nil,
        noise: StatisticNoise? = nil,
        releaseId: EntityID? = nil,
        revision: Int
    ) {
        self.indicator = indicator
        self.dimensions = dimensions
        self.period = period
        self.value = value
        self.asOf = asOf
        self.suppressed = suppressed
        self.source = source
        self.qualifier = qualifier
        self.unit = unit
        self.sourceRef = sourceRef
        self.mayDoubleCount = mayDoubleCount
        self.threshold = threshold
        self.policyVersion = policyVersion
        self.noise = noise
        self.releaseId = releaseId
        self.revision = revision
    }

    /// The type without its prefix.
    public static let name = "statistic.updated.v1"
    /// Where it is published.
    public static let topic: Topic? = .figures
    /// What it says.
    public static let summary = "The value of a statistic, absolute; it replaces the one before."
    /// A synthetic example.
    public static var example: Self {
        Self(
            indicator: .literacyCertified,
            dimensions: ["geo": "EG", "sex": "M"],
            period: "to-2018-12-31",
            value: 321,
            asOf: Synthetic.date(2018, 12, 31),
            suppressed: false,
            source: .counted,
            unit: "children",
            threshold: 10,
            policyVersion: "1",
            releaseId: Synthetic.release,
            revision: 1
        )
    }
}

/// The value of a closed period changed.
public struct StatisticRevised: EventData {
    /// What is counted.
    public var indicator: IndicatorCode
    /// The cell: names of ``Dimension`` and their values; empty for the total.
    public var dimensions: [String: String]
    /// `2018`, `2018-Q4`, or cumulative `to-2018-12-31`.
    public var period: String
    /// The value before; absent when withheld.
    public var oldValue: Int?
    /// The value now; absent when withheld.
    public var newValue: Int?
    /// Why.
    public var cause: RevisionCause
    /// The day up to which records are counted.
    public var asOf: CalendarDate
    /// How often the value has changed, from 1.
    public var revision: Int

    /// Makes the event.
    public init(
        indicator: IndicatorCode,
        dimensions: [String: String],
        period: String,
        oldValue: Int? = nil,
        newValue: Int? = nil,
        cause: RevisionCause,
        asOf: CalendarDate,
        revision: Int
    ) {
        self.indicator = indicator
        self.dimensions = dimensions
        self.period = period
        self.oldValue = oldValue
        self.newValue = newValue
        self.cause = cause
        self.asOf = asOf
        self.revision = revision
    }

    /// The type without its prefix.
    public static let name = "statistic.revised.v1"
    /// Where it is published.
    public static let topic: Topic? = .releases
    /// What it says.
    public static let summary = "The value of a closed period changed."
    /// A synthetic example.
    public static var example: Self {
        Self(
            indicator: .literacyCertified,
            dimensions: ["geo": "EG", "sex": "M"],
            period: "to-2018-12-31",
            oldValue: 321,
            newValue: 322,
            cause: .late,
            asOf: Synthetic.date(2018, 12, 31),
            revision: 2
        )
    }
}
