import EventStore
import Events

/// An organisation as partnerships last described it.
struct KnownOrganisation: Folded {
    private(set) var kind: OrganisationKind?

    init() {}

    static let fold = Dispatch<Self>()
        .on(OrganisationRegistered.self) { state, event, _ in state.kind = event.kind }
        .on(OrganisationUpdated.self) { state, event, _ in state.kind = event.kind }
}

/// A commitment as partnerships last described it.
struct KnownCommitment: Folded {
    private(set) var agreementID: EntityID?
    private(set) var isWithdrawn = false

    init() {}

    static let fold = Dispatch<Self>()
        .on(CommitmentPledged.self) { state, event, _ in state.agreementID = event.agreementId }
        .on(CommitmentWithdrawn.self) { state, _, _ in state.isWithdrawn = true }
}

/// Which agreement an activity or campaign happens under.
enum Fulfilment {
    /// The agreement: as stated, else that of the commitments where they are known and agree.
    ///
    /// What has not arrived here yet cannot be checked; partnerships has the last word when the report reaches it.
    ///
    /// - `commitments`: those that are named, in their order.
    static func agreement(
        stated: EntityID?,
        commitments: [KnownCommitment]
    ) throws(Rejection) -> EntityID? {
        var agreement = stated
        for (index, commitment) in commitments.enumerated() {
            guard !commitment.isWithdrawn else {
                throw Rejection(
                    "commitment.withdrawn",
                    field: "commitmentIds[\(index)]",
                    "this commitment was withdrawn; nothing fulfils it any more"
                )
            }
            guard let own = commitment.agreementID else { continue }
            guard agreement == nil || agreement == own else {
                throw Rejection(
                    "commitment.outside_agreement",
                    field: "commitmentIds[\(index)]",
                    "this commitment belongs to another agreement; name commitments of one agreement only"
                )
            }
            agreement = own
        }
        return agreement
    }
}
