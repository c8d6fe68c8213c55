/// How far a partition had been read.
public struct TopicOffset: Codable, Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int
    /// The first offset not read.
    public var nextOffset: Int

    /// Makes the value.
    public init(
        topic: String,
        partition: Int,
        nextOffset: Int
    ) {
        self.topic = topic
        self.partition = partition
        self.nextOffset = nextOffset
    }

    static var synthetic: Self {
        Self(
            topic: "jisr.services.service-events.v1",
            partition: 0,
            nextOffset: 4_217
        )
    }
}

/// A set of statistics was released and never changes again.
public struct SnapshotPublished: EventData {
    /// The release.
    public var releaseId: EntityID
    /// The last day counted.
    public var cutoff: CalendarDate
    /// The version of the disclosure policy.
    public var policyVersion: String
    /// What it has figures of.
    public var indicators: [IndicatorCode]
    /// How many figures it has.
    public var figureCount: Int
    /// SHA-256 of its figures in order, in hexadecimal digits.
    public var figuresHash: String
    /// How far each topic had been read.
    public var offsets: [TopicOffset]
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
        offsets: [TopicOffset],
        revised: [IndicatorCode]? = nil,
        publishedAt: Timestamp
    ) {
        self.releaseId = releaseId
        self.cutoff = cutoff
        self.policyVersion = policyVersion
        self.indicators = indicators
        self.figureCount = figureCount
        self.figuresHash = figuresHash
        self.offsets = offsets
        self.revised = revised
        self.publishedAt = publishedAt
    }

    /// The type without its prefix.
    public static let name = "snapshot.published.v1"
    /// Where it is published.
    public static let topic: Topic? = .releases
    /// What it says.
    public static let summary = "A set of statistics was released and never changes again."
    /// A synthetic example.
    public static var example: Self {
        Self(
            releaseId: Synthetic.release,
            cutoff: Synthetic.date(2018, 12, 31),
            policyVersion: "1",
            indicators: [.literacyCertified],
            figureCount: 132,
            figuresHash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            offsets: [.synthetic],
            publishedAt: Synthetic.time
        )
    }
}
