import EventStore
import Events

/// Which event of partnerships is kept: who organisations are, and which agreement a commitment belongs to.
enum TrainingMessages {
    static let table = MessageTable()
        .on(OrganisationRegistered.self) { transaction, _, message in try transaction.keep(message) }
        .on(OrganisationUpdated.self) { transaction, _, message in try transaction.keep(message) }
        .on(CommitmentPledged.self) { transaction, _, message in try transaction.keep(message) }
        .on(CommitmentWithdrawn.self) { transaction, _, message in try transaction.keep(message) }
}
