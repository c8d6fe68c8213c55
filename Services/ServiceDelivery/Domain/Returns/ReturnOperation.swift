import EventStore
import Events

/// How a return stands.
enum ReturnStatus: String, CodeList {
    case requested
    case counselled
    case cleared
    case booked
    case departed
    case arrived
    case withdrawn
    case cancelled
}

/// A person's assisted return to the country of origin.
struct ReturnOperation: Sendable {
    /// How far it has come; each step needs the ones before it.
    enum Stage: Int, Comparable, Sendable {
        case requested
        case counselled
        case cleared
        case booked
        case departed
        case arrived

        static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
    }

    struct End: Sendable, Hashable {
        var isWithdrawn: Bool
        var reason: ReturnEndReason
        var at: Timestamp
        /// It follows from the case's end or a withdrawn consent, and yields to what was entered for an earlier date.
        var isByRule: Bool
    }

    let id: EntityID
    var subjectID: EntityID
    var fromCountry: CountryCode
    var toCountry: CountryCode
    var programmeID: EntityID?
    var agreementID: EntityID?
    var requestedAt: Timestamp
    var stage = Stage.requested
    var end: End?
    var voluntarinessSignedAt: Timestamp?
    var writtenRequestAt: Timestamp?
    var isAdultAttested = false
    var fitToTravelAt: Timestamp?
    var bestInterestsDecisionAt: Timestamp?
    var departedAt: Timestamp?

    var status: ReturnStatus {
        if let end { return end.isWithdrawn ? .withdrawn : .cancelled }
        switch stage {
        case .requested: return .requested
        case .counselled: return .counselled
        case .cleared: return .cleared
        case .booked: return .booked
        case .departed: return .departed
        case .arrived: return .arrived
        }
    }

    /// Whether something entered for `instant` finds the return still under way.
    func isOpen(at instant: Timestamp) -> Bool {
        guard let end else { return stage < .arrived }
        return end.isByRule && instant <= end.at
    }

    var isUnderWay: Bool { end == nil && stage < .departed }
}
