import EventStore
import Events

/// Where a case stood at an instant, as far as is known here.
enum CaseStanding: Sendable, Hashable {
    /// No registration has arrived.
    case unknown
    /// Registered later than that.
    case beforeRegistration
    case open
    /// Closed or handed over.
    case ended
    /// Never registered.
    case declined
    /// Entered in error.
    case voided
    /// The person's data were erased by then.
    case erased
}

extension CaseFacts {
    func standing(at instant: Timestamp, _ time: BusinessTime) -> CaseStanding {
        if voidReason != nil { return .voided }
        if let erasedAt, erasedAt <= instant { return .erased }
        guard let registration else { return declinedAt == nil ? .unknown : .declined }
        if time.day(instant) < time.day(registration.registeredAt) { return .beforeRegistration }
        let latest = turns.filter { $0.at <= instant }.max { ($0.at, $0.version) < ($1.at, $1.version) }
        return latest?.isEnd == true ? .ended : .open
    }

    /// Whether a plan had been approved by the day of `instant`.
    func isPlanned(at instant: Timestamp, _ time: BusinessTime) -> Bool {
        plannedAt.map { time.day($0) <= time.day(instant) } ?? false
    }

    /// Refuses work on a case that was not open at `instant`.
    ///
    /// `isAttested`: The sender has seen the consent: a case that is not known here is taken on trust.
    /// Gives whether it is taken on trust.
    func requireOpen(
        at instant: Timestamp,
        field: String,
        isAttested: Bool,
        _ time: BusinessTime
    ) throws(Rejection)
        -> Bool
    {
        switch standing(at: instant, time) {
        case .open: return false
        case .unknown where isAttested: return true
        case .unknown: throw Self.unknownCase
        case .beforeRegistration:
            throw Self.notOpen(field, "the case was registered later than that; correct the date")
        case .ended:
            throw Self.notOpen(field, "the case had ended by then; correct the date or have the case reopened")
        case .declined: throw Self.notOpen(field, "the case was declined; have it registered first")
        case .voided: throw Self.notOpen(field, "the case was entered in error; use the right one")
        case .erased:
            throw Rejection(
                "subject.erased",
                field: field,
                "the person's data were erased by then; nothing more can be recorded for the person"
            )
        }
    }

    /// Refuses a decision that needs what is known of the person, before any of it has arrived.
    func requireKnown() throws(Rejection) {
        guard registration != nil else { throw Self.notArrived }
    }

    static let unknownCase = Rejection(
        "case.unknown",
        field: "caseId",
        "the case is not known here yet; send consentAttested=true when you have seen the consent, or try again later"
    )

    /// The case that a row names is not known.
    static func unknownCase(field: String) -> Rejection {
        Rejection("case.unknown", field: field, "the case is not known here yet; name the person, or try again later")
    }

    private static let notArrived = Rejection(
        "case.unknown",
        field: "caseId",
        "the case's registration has not arrived yet and this step depends on it; try again later"
    )

    private static func notOpen(_ field: String, _ message: String) -> Rejection {
        Rejection("case.not_open", field: field, message)
    }
}
