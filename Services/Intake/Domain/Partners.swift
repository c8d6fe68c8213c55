import EventStore
import Events

/// What partnerships said of an agreement.
struct AgreementState: Folded {
    private var from: CalendarDate?
    private var to: CalendarDate?
    private var endedOn: CalendarDate?

    init() {}

    /// Whether it may be in force on `day`: not before it begins nor after it ends, as far as is known.
    func mayBeInForce(on day: CalendarDate) -> Bool {
        if let from, day < from { return false }
        if let to, day > to { return false }
        if let endedOn, day > endedOn { return false }
        return true
    }

    static let fold = Dispatch<AgreementState>()
        .on(AgreementDrafted.self) { state, event, _ in (state.from, state.to) = (event.inForceFrom, event.inForceTo) }
        .on(AgreementSigned.self) { state, event, _ in (state.from, state.to) = (event.inForceFrom, event.inForceTo) }
        .on(AgreementInForce.self) { state, event, _ in (state.from, state.to) = (event.from, event.to) }
        .on(AgreementAmended.self) { state, event, _ in
            (state.from, state.to) = (event.inForceFrom ?? state.from, event.inForceTo ?? state.to)
        }
        .on(AgreementRenewed.self) { state, event, _ in (state.to, state.endedOn) = (event.to, nil) }
        .on(AgreementExpired.self) { state, event, _ in state.endedOn = event.expiredOn }
        .on(AgreementTerminated.self) { state, event, _ in state.endedOn = event.terminatedOn }
}

/// What partnerships said of a programme.
struct ProgrammeState: Folded {
    private var startedOn: PartialDate?

    init() {}

    /// Whether it may have begun by `day`, as far as is known.
    func mayHaveBegun(by day: CalendarDate) -> Bool {
        guard let startedOn, let value = startedOn.value else { return true }
        return switch startedOn.precision {
        case .day: value <= day
        case .month: (value.year, value.month) <= (day.year, day.month)
        case .year: value.year <= day.year
        case .unknown: true
        }
    }

    static let fold = Dispatch<ProgrammeState>()
        .on(ProgrammeRegistered.self) { state, event, _ in state.startedOn = event.startedOn }
}

extension Transaction {
    /// Refuses a programme or an agreement that is known not to have been in force on any of `days`; what is not known
    /// is taken at its word.
    func requireInForce(programme: EntityID?, agreement: EntityID?, on days: [CalendarDate]) throws {
        if let programme {
            let state = try state(ProgrammeState.self, key: .id(programme))
            guard days.contains(where: state.mayHaveBegun) else {
                throw Rejection(
                    "programme.not_begun",
                    field: "programmeId",
                    "the programme had not begun on that day; choose another, or leave it out"
                )
            }
        }
        if let agreement {
            let state = try state(AgreementState.self, key: .id(agreement))
            guard days.contains(where: state.mayBeInForce) else {
                throw Rejection(
                    "agreement.not_in_force",
                    field: "agreementId",
                    "the agreement was not in force on that day; choose another, or leave it out"
                )
            }
        }
    }
}
