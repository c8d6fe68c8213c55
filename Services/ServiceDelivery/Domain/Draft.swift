import EventStore
import Events

/// An event that a decision calls for, before it is in the log.
struct Draft: Sendable {
    /// Who enters what follows from other events by rule: told apart from what a person entered.
    static let reactionActor = "jisr-services"

    let event: any EventData
    let aggregateID: EntityID
    let occurredAt: Timestamp
    /// Not published: it concerns something that has never been on a topic.
    var staysHere = false
    /// It follows by rule from what is known.
    var isReaction = false

    init(_ event: any EventData, of aggregateID: EntityID, at occurredAt: Timestamp, staysHere: Bool = false) {
        self.event = event
        self.aggregateID = aggregateID
        self.occurredAt = occurredAt
        self.staysHere = staysHere
    }

    var asReaction: Draft {
        var copy = self
        copy.isReaction = true
        return copy
    }
}

extension LogEntry {
    /// Whether this service entered it by rule.
    var isReaction: Bool { isOwn && actor == Draft.reactionActor }
}

extension Rejection {
    /// The command does not fit the state.
    static func invalidTransition(_ thing: String, _ status: String, _ remedy: String) -> Rejection {
        Rejection("state.invalid_transition", "the \(thing) is \(status); \(remedy)", status: 409)
    }

    /// There is no such thing.
    static func unknown(_ thing: String) -> Rejection {
        Rejection("\(thing).unknown", "there is no such \(thing) here; check its identifier", status: 404)
    }

    /// Dates that contradict each other.
    static func period(_ field: String, _ message: String) -> Rejection {
        Rejection("period.invalid", field: field, message)
    }

    /// A correction that changes nothing.
    static let emptyCorrection = Rejection(
        "correction.empty",
        "the correction changes nothing; give at least one field with another value"
    )
}
