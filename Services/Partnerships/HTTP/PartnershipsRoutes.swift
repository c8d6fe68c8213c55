import Decisions
import EventStore
import Events
import ServiceKit

/// Every route of this service, by subject.
struct PartnershipsRoutes: Sendable {
    let calendar: BusinessCalendar
    var publisher = IATIPublisher()

    var all: [Route] {
        organisations + institutions + programmes + figures + agreements + agreementTerm + commitments
            + commitmentMoves + reports + worklist + references + iati
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
    static let read = "partnership.read"
    static let directory = "directory.write"
    static let agreement = "agreement.write"
    static let commitment = "commitment.write"
    static let report = "report.write"
    static let figure = "figure.write"
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
