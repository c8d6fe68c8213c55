/// A piece of knowledge was recorded; its words stay with the service.
public struct KnowledgeRecorded: EventData {
    /// The piece of knowledge.
    public var knowledgeId: EntityID
    /// Its kind.
    public var kind: KnowledgeKind
    /// The country it comes from.
    public var country: CountryCode
    /// What it is about.
    public var topics: [TrainingTopic]
    /// The law it refers to.
    public var legalRef: String?
    /// The activity it came of.
    public var activityId: EntityID?
    /// When.
    public var recordedAt: Timestamp

    /// Makes the event.
    public init(
        knowledgeId: EntityID,
        kind: KnowledgeKind,
        country: CountryCode,
        topics: [TrainingTopic],
        legalRef: String? = nil,
        activityId: EntityID? = nil,
        recordedAt: Timestamp
    ) {
        self.knowledgeId = knowledgeId
        self.kind = kind
        self.country = country
        self.topics = topics
        self.legalRef = legalRef
        self.activityId = activityId
        self.recordedAt = recordedAt
    }

    /// The type without its prefix.
    public static let name = "knowledge.recorded.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "A piece of knowledge was recorded; its words stay with the service."
    /// A synthetic example.
    public static var example: Self {
        Self(
            knowledgeId: Synthetic.knowledge,
            kind: .goodPractice,
            country: .egypt,
            topics: [.referral],
            legalRef: "Law 64/2010",
            activityId: Synthetic.activity,
            recordedAt: Synthetic.time
        )
    }
}

/// Feedback on an activity was recorded; its words stay with the service.
public struct FeedbackRecorded: EventData {
    /// The feedback.
    public var feedbackId: EntityID
    /// The activity.
    public var activityId: EntityID
    /// The rating, 1 to 5.
    public var rating: Int?
    /// Whether its words may be published.
    public var publishConsent: Bool
    /// When.
    public var recordedAt: Timestamp

    /// Makes the event.
    public init(
        feedbackId: EntityID,
        activityId: EntityID,
        rating: Int? = nil,
        publishConsent: Bool,
        recordedAt: Timestamp
    ) {
        self.feedbackId = feedbackId
        self.activityId = activityId
        self.rating = rating
        self.publishConsent = publishConsent
        self.recordedAt = recordedAt
    }

    /// The type without its prefix.
    public static let name = "feedback.recorded.v1"
    /// Where it is published.
    public static let topic: Topic? = .trainingEvents
    /// What it says.
    public static let summary = "Feedback on an activity was recorded; its words stay with the service."
    /// A synthetic example.
    public static var example: Self {
        Self(
            feedbackId: Synthetic.feedback,
            activityId: Synthetic.activity,
            rating: 5,
            publishConsent: false,
            recordedAt: Synthetic.time
        )
    }
}
