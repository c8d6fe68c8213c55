import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

struct FeedbackAnswer: Codable, Sendable, Hashable {
    var feedbackId: EntityID
    var version: Int
}

struct FeedbackView: Codable, Sendable, Equatable {
    var recorded: FeedbackRecorded
    /// Only with its author's consent to publication.
    var quote: String?
    /// Only with consent to publication.
    var author: String?
}

extension TrainingRoutes {
    var feedback: [Route] {
        [recordFeedback, changeConsent, feedbackList]
    }

    private var recordFeedback: Route {
        .command(
            .post,
            "/v1/activities/{activityId}/feedback",
            summary: "Records what somebody thought of an activity; the words stay in this store, encrypted.",
            permission: Permission.feedback,
            dataClass: .identifying,
            statuses: [201],
            errors: [.unknown("activity"), .transition, .taken, .inFuture, "activity.not_started", "score.range"],
            example: RecordFeedback(rating: 5, quote: "Useful case studies.", publishConsent: false),
            response: FeedbackAnswer(feedbackId: FeedbackRecorded.example.feedbackId, version: 1)
        ) { transaction, context, command in
            let activityID = try context.id("activityId")
            let activity = try transaction.activity(activityID)
            let id = try transaction.newID(command.feedbackId, field: "feedbackId")
            let instant = try self.moment(transaction).occurred(command.occurredAt)
            let (event, words) = try activity.record(command, feedbackID: id, at: instant)
            let entry = try transaction.append(
                event,
                to: id,
                occurredAt: instant,
                sealed: words.map { try Transaction.Sealed($0, of: id) }
            )
            return CommandResult(
                FeedbackAnswer(feedbackId: id, version: entry.version),
                version: entry.version,
                location: "/v1/activities/\(activityID)/feedback"
            )
        }
    }

    private var changeConsent: Route {
        .command(
            .post,
            "/v1/feedback/{feedbackId}/consent",
            summary: "Gives or withdraws the author's consent to publish a feedback's words.",
            permission: Permission.feedback,
            dataClass: .operational,
            errors: [.unknown("feedback"), .inFuture, .versionConflict, "correction.empty"],
            example: ChangeConsent(publishConsent: true),
            response: FeedbackAnswer(feedbackId: FeedbackRecorded.example.feedbackId, version: 2)
        ) { transaction, context, command in
            let id = try context.id("feedbackId")
            let state = try self.load(FeedbackState.self, id, transaction, context)
            let instant = try self.moment(transaction).occurred(command.occurredAt)
            let entry = try transaction.append(
                try state.consent(command, at: instant),
                to: id,
                occurredAt: instant
            )
            return CommandResult(FeedbackAnswer(feedbackId: id, version: entry.version), version: entry.version)
        }
    }

    private var feedbackList: Route {
        .query(
            "/v1/activities/{activityId}/feedback",
            summary: "Lists the feedback on an activity; words only where their author agreed to publication.",
            permission: Permission.read,
            dataClass: .operational,
            isPaged: true,
            errors: [.unknown("activity")],
            response: Page(items: [FeedbackView(recorded: .example)])
        ) { context in
            let id = try context.id("activityId")
            _ = try await context.folding { try $0.activity(id).existing().id }
            return try await context.list(ListQuery("feedback").filtered("activity", id)) { try FeedbackView($1, $0) }
        }
    }
}

extension FeedbackView {
    init(_ id: EntityID, _ transaction: Transaction) throws {
        guard let recorded = try transaction.state(FeedbackState.self, key: .id(id)).recorded else {
            throw Rejection.unknown("feedback")
        }
        var words: FeedbackWords?
        if recorded.publishConsent, let entry = try transaction.entries(aggregate: id).last(where: { $0.sealed != nil })
        {
            words = try transaction.unseal(FeedbackWords.self, of: entry)
        }
        self.init(recorded: recorded, quote: words?.quote, author: words?.author)
    }
}
