import Decisions
import EventStore
import Events

/// An organisation as partnerships last described it.
struct KnownOrganisation: Folded {
    private(set) var kind: OrganisationKind?
    private(set) var names: LocalizedNames?

    init() {}

    static let fold = Dispatch<Self>()
        .on(OrganisationRegistered.self) { state, event, _ in
            state.kind = event.kind
            state.names = event.names
        }
        .on(OrganisationUpdated.self) { state, event, _ in
            state.kind = event.kind
            state.names = event.names
        }
}

/// A programme as partnerships last described it.
struct KnownProgramme: Folded {
    private(set) var name: String?

    init() {}

    static let fold = Dispatch<Self>()
        .on(ProgrammeRegistered.self) { state, event, _ in state.name = event.name }
        .on(ProgrammeUpdated.self) { state, event, _ in state.name = event.name }
}

/// Since when an agreement is in force, and until when, as partnerships last said.
struct KnownAgreement: Folded {
    private(set) var from: CalendarDate?
    private(set) var to: CalendarDate?

    init() {}

    static let fold = Dispatch<Self>()
        .on(AgreementInForce.self) { state, event, _ in
            state.from = min(state.from ?? event.from, event.from)
            state.to = event.to
        }
        .on(AgreementRenewed.self) { state, event, _ in state.to = event.to }
        .on(AgreementExpired.self) { state, event, _ in state.to = event.expiredOn }
        .on(AgreementTerminated.self) { state, event, _ in state.to = event.terminatedOn }

    /// Whether it was in force on `day`; `nil` where nothing has been heard of it.
    func isInForce(on day: CalendarDate) -> Bool? {
        guard let from else { return nil }
        return from <= day && to.map { day <= $0 } ?? true
    }
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
