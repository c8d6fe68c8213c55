/// The value of a statistic as partners are told it, absolute; it replaces the one before.
///
/// Partners see smaller numbers than everybody, and nobody else may see theirs.
public struct StatisticShared: EventData {
    /// What is counted.
    public var indicator: IndicatorCode
    /// The cell: names of ``Dimension`` and their values; empty for the total.
    public var dimensions: [String: String]
    /// Cumulative: `to-2018-12-31`.
    public var period: String
    /// The value; absent when withheld.
    public var value: Int?
    /// The day up to which records are counted.
    public var asOf: CalendarDate
    /// Whether the value is withheld to protect persons.
    public var suppressed: Bool
    /// Counted from events.
    public var source: StatisticSource
    /// What is counted.
    public var unit: String?
    /// Whether somebody may have been counted twice.
    public var mayDoubleCount: Bool?
    /// The least number of persons a told cell may stand for.
    public var threshold: Int
    /// The version of the disclosure policy.
    public var policyVersion: String
    /// The release it belongs to.
    public var releaseId: EntityID
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
        unit: String? = nil,
        mayDoubleCount: Bool? = nil,
        threshold: Int,
        policyVersion: String,
        releaseId: EntityID,
        revision: Int
    ) {
        self.indicator = indicator
        self.dimensions = dimensions
        self.period = period
        self.value = value
        self.asOf = asOf
        self.suppressed = suppressed
        self.source = source
        self.unit = unit
        self.mayDoubleCount = mayDoubleCount
        self.threshold = threshold
        self.policyVersion = policyVersion
        self.releaseId = releaseId
        self.revision = revision
    }

    /// The type without its prefix.
    public static let name = "statistic.shared.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnerFigures
    /// What it says.
    public static let summary =
        "The value of a statistic as partners are told it, absolute; it replaces the one before."
    /// A synthetic example.
    public static var example: Self {
        Self(
            indicator: .literacyCertified,
            dimensions: ["geo": "EG-ASN", "sex": "F"],
            period: "to-2018-12-31",
            value: 7,
            asOf: Synthetic.date(2018, 12, 31),
            suppressed: false,
            source: .counted,
            unit: "children",
            threshold: 5,
            policyVersion: "1",
            releaseId: Synthetic.release,
            revision: 1
        )
    }
}

/// Partners were told all their figures of a release, which never change again.
///
/// It is apart from the manifest that everybody sees, since a hash of few small numbers can be tried out.
public struct SnapshotShared: EventData {
    /// The release.
    public var releaseId: EntityID
    /// The last day counted.
    public var cutoff: CalendarDate
    /// The version of the disclosure policy.
    public var policyVersion: String
    /// What it has figures of.
    public var indicators: [IndicatorCode]
    /// How many figures partners are told of.
    public var figureCount: Int
    /// SHA-256 of these figures in order, in hexadecimal digits.
    public var figuresHash: String
    /// The indicators into which corrections were taken, so that what was told before may have gone down; absent when
    /// there are none.
    public var revised: [IndicatorCode]?
    /// When.
    public var publishedAt: Timestamp

    /// Makes the event.
    public init(
        releaseId: EntityID,
        cutoff: CalendarDate,
        policyVersion: String,
        indicators: [IndicatorCode],
        figureCount: Int,
        figuresHash: String,
        revised: [IndicatorCode]? = nil,
        publishedAt: Timestamp
    ) {
        self.releaseId = releaseId
        self.cutoff = cutoff
        self.policyVersion = policyVersion
        self.indicators = indicators
        self.figureCount = figureCount
        self.figuresHash = figuresHash
        self.revised = revised
        self.publishedAt = publishedAt
    }

    /// The type without its prefix.
    public static let name = "snapshot.shared.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnerFigures
    /// What it says.
    public static let summary = "Partners were told all their figures of a release, which never change again."
    /// A synthetic example.
    public static var example: Self {
        Self(
            releaseId: Synthetic.release,
            cutoff: Synthetic.date(2018, 12, 31),
            policyVersion: "1",
            indicators: [.literacyCertified],
            figureCount: 132,
            figuresHash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            publishedAt: Synthetic.time
        )
    }
}
