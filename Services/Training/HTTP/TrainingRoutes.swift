import Decisions
import EventStore
import Events
import ServiceKit

/// Every route of this service, by subject.
struct TrainingRoutes: Sendable {
    let calendar: BusinessCalendar
    /// The instance's name, which certificates' numbers begin with.
    let instance: String

    var all: [Route] {
        activities + activityMoves + registrations + participantFiles + participants + headcounts + certificates
            + trainers + campaigns + campaignMoves + knowledge + feedback
    }

    /// The instant and day at which a command is decided.
    func moment(_ transaction: Transaction) -> Moment {
        calendar.moment(at: transaction.now)
    }

    /// The state of a record that a path names, at the version its sender saw.
    func load<State: Folded>(
        _: State.Type,
        _ id: EntityID,
        _ transaction: Transaction,
        _ context: CommandContext
    ) throws -> State {
        try transaction.expect(version: context.expectedVersion, of: id)
        return try transaction.state(State.self, key: .id(id))
    }
}

/// What a caller may do here.
enum Permission {
    static let read = "training.read"
    static let activity = "activity.write"
    static let participant = "participant.write"
    static let participantRead = "participant.read"
    static let certificate = "certificate.read"
    static let campaign = "campaign.write"
    static let knowledge = "knowledge.write"
    static let feedback = "feedback.write"
}

extension RouteError {
    static let transition = RouteError("state.invalid_transition", status: 409)
    static let taken = RouteError("id.taken", status: 409)
    static let inFuture: RouteError = "date.in_future"
    static let versionConflict = RouteError("version.conflict", status: 409)

    static func unknown(_ thing: String) -> RouteError {
        RouteError("\(thing).unknown", status: 404)
    }
}
