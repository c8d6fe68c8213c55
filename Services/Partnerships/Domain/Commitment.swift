import EventStore
import Events

/// A commitment as the log tells it, with what was delivered on it.
struct CommitmentState: Folded {
    private(set) var pledge: CommitmentPledged?
    private(set) var status = CommitmentStatus.pledged
    private(set) var deliveries: [CommitmentDelivered] = []
    /// The coverage that was last stated.
    private(set) var statedCoverage: CommitmentCoverage?

    init() {}

    static let fold = Dispatch<Self>()
        .on(CommitmentPledged.self) { state, event, _ in state.apply(event) }
        .on(CommitmentProgressed.self) { state, event, _ in state.apply(event) }
        .on(CommitmentDelivered.self) { state, event, _ in state.apply(event) }
        .on(CommitmentFulfilled.self) { state, event, _ in
            state.status = .fulfilled
            state.statedCoverage = event.coverage
        }
        .on(CommitmentWithdrawn.self) { state, _, _ in state.status = .withdrawn }

    var agreementID: EntityID? { pledge?.agreementId }

    /// Where it was delivered, of the regions it names; `nil` when it names none.
    var coverage: CommitmentCoverage? {
        guard let pledge, !pledge.regions.isEmpty else { return nil }
        let covered = RegionScope.covered(pledge.regions, by: deliveries.compactMap(\.region))
        return CommitmentCoverage(delivered: covered, regionCount: pledge.regions.count)
    }

    /// Whether its day has passed and something is still to come of it.
    func isOverdue(on today: CalendarDate) -> Bool {
        guard let due = pledge?.due, due < today else { return false }
        return status != .fulfilled && status != .withdrawn
    }

    /// The regions it names and has not been delivered in.
    var missingRegions: [PlaceCode] {
        guard let pledge, let coverage else { return [] }
        return pledge.regions.filter { !coverage.delivered.contains($0) }
    }
}

extension CommitmentState {
    mutating func apply(_ event: CommitmentPledged) {
        pledge = event
        status = .pledged
    }

    mutating func apply(_ event: CommitmentProgressed) {
        status = event.status
        statedCoverage = event.coverage
    }

    mutating func apply(_ event: CommitmentDelivered) {
        deliveries.append(event)
    }
}
