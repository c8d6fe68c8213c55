import Decisions
import EventStore
import Events

/// Records a piece of knowledge: a good practice, a lesson, a term.
struct RecordKnowledge: Codable, Sendable, Hashable {
    /// A new identifier, for entries that were made elsewhere; minted when left out.
    var knowledgeId: EntityID?
    var kind: KnowledgeKind
    var country: CountryCode
    var topics: [TrainingTopic]?
    /// The law it refers to.
    var legalRef: String?
    /// The activity it came of.
    var activityId: EntityID?
    /// What it says; it names nobody, and stays in this store.
    var text: String
    var occurredAt: Timestamp?
}

/// The words of a piece of knowledge.
struct KnowledgeText: Codable, Sendable, Hashable {
    var text: String
}

/// A piece of knowledge as the log tells it.
struct KnowledgeState: Folded {
    private(set) var recorded: KnowledgeRecorded?

    init() {}

    static let fold = Dispatch<Self>().on(KnowledgeRecorded.self) { state, event, _ in state.recorded = event }
}

extension RecordKnowledge {
    /// Decides this command.
    func decide(knowledgeID: EntityID, at instant: Timestamp) throws(Rejection) -> (KnowledgeRecorded, KnowledgeText) {
        let text = KnowledgeText(text: try Checks.text(text, field: "text", maximumLength: 4000))
        let event = KnowledgeRecorded(
            knowledgeId: knowledgeID,
            kind: kind,
            country: country,
            topics: Checks.distinct(topics),
            legalRef: try Checks.optionalText(legalRef, field: "legalRef", maximumLength: 300),
            activityId: activityId,
            recordedAt: instant
        )
        return (event, text)
    }
}

/// Records what somebody thought of an activity.
struct RecordFeedback: Codable, Sendable, Hashable {
    /// A new identifier, for entries that were made elsewhere; minted when left out.
    var feedbackId: EntityID?
    /// 1 to 5.
    var rating: Int?
    var quote: String?
    var author: String?
    /// Whether the quotation may be published under its author's name; not, when left out.
    var publishConsent: Bool?
    var occurredAt: Timestamp?
}

/// Gives or withdraws consent to the publication of a feedback's words.
struct ChangeConsent: Codable, Sendable, Hashable {
    var publishConsent: Bool
    var occurredAt: Timestamp?
}

/// The words of a feedback and who said them.
struct FeedbackWords: Codable, Sendable, Hashable {
    var quote: String?
    var author: String?
}

/// A feedback as the log tells it.
struct FeedbackState: Folded {
    private(set) var recorded: FeedbackRecorded?

    init() {}

    static let fold = Dispatch<Self>().on(FeedbackRecorded.self) { state, event, _ in state.recorded = event }
}

extension FeedbackState {
    /// Decides ``ChangeConsent``: the feedback is recorded again, as it now stands.
    func consent(_ command: ChangeConsent, at instant: Timestamp) throws(Rejection) -> FeedbackRecorded {
        guard var event = recorded else { throw .unknown("feedback") }
        guard event.publishConsent != command.publishConsent else {
            throw Rejection(
                "correction.empty",
                field: "publishConsent",
                "consent stands so already; nothing would change"
            )
        }
        event.publishConsent = command.publishConsent
        event.recordedAt = instant
        return event
    }
}

extension ActivityState {
    /// Decides ``RecordFeedback``.
    func record(
        _ command: RecordFeedback,
        feedbackID: EntityID,
        at instant: Timestamp
    ) throws(Rejection) -> (FeedbackRecorded, FeedbackWords?) {
        let (id, _) = try existing()
        try requireBegun()
        if let rating = command.rating, !(1...5).contains(rating) {
            throw Rejection("score.range", field: "rating", "a rating is from 1 to 5")
        }
        let words = FeedbackWords(
            quote: try Checks.optionalText(command.quote, field: "quote", maximumLength: 1000),
            author: try Checks.optionalText(command.author, field: "author", maximumLength: 200)
        )
        guard command.rating != nil || words.quote != nil else {
            throw Rejection("field.required", field: "rating", "give a rating, a quotation, or both")
        }
        let event = FeedbackRecorded(
            feedbackId: feedbackID,
            activityId: id,
            rating: command.rating,
            publishConsent: command.publishConsent ?? false,
            recordedAt: instant
        )
        return (event, words == FeedbackWords() ? nil : words)
    }
}
