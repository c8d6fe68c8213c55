import Decisions
import EventStore
import Events

/// What comes of asking for a commitment's fulfilment.
enum Fulfilment: Sendable, Equatable {
    /// There is a delivery in every region it names.
    case fulfilled(CommitmentFulfilled)
    /// There are deliveries, but not in every region it names: it is partly fulfilled, and the asker is told so.
    /// The event is `nil` when that was recorded before and nothing has changed since.
    case partly(CommitmentProgressed?, CommitmentCoverage, Rejection)
}

extension CommitmentState {
    /// Decides whether a commitment is fulfilled.
    ///
    /// - Throws: `commitment.evidence_required` when there is no delivery at all.
    func fulfil(_ command: MoveCommitment, at moment: Moment) throws(Rejection) -> Fulfilment {
        let pledge = try existing()
        guard isOpen else { throw .transition("the commitment", status.rawValue, wanted: "not ended yet") }
        let day = try moment.day(command.on, field: "on")
        guard !deliveries.isEmpty else {
            throw Rejection(
                "commitment.evidence_required",
                field: "deliverables",
                "nothing was delivered on this commitment; record the deliveries first"
            )
        }
        guard let coverage, !missingRegions.isEmpty else {
            return .fulfilled(
                CommitmentFulfilled(
                    commitmentId: pledge.commitmentId,
                    agreementId: pledge.agreementId,
                    kind: pledge.kind,
                    coverage: coverage,
                    on: day
                )
            )
        }
        let refusal = Rejection(
            "commitment.evidence_required",
            field: "deliverables",
            """
            there are deliveries in \(coverage.delivered.count) of \(coverage.regionCount) regions, so the commitment \
            is partly fulfilled; record one in each of the others
            """
        )
        let isStated = status == .partlyFulfilled && statedCoverage == coverage
        return .partly(isStated ? nil : try progressed(to: .partlyFulfilled, on: day), coverage, refusal)
    }
}
