import EventStore
import Events

/// Which event of partnerships is kept: who organisations and programmes are, when agreements are in force, and which
/// agreement a commitment belongs to.
enum TrainingMessages {
    static let table = MessageTable()
        .on(OrganisationRegistered.self) { transaction, _, message in try transaction.keep(message) }
        .on(OrganisationUpdated.self) { transaction, _, message in try transaction.keep(message) }
        .on(ProgrammeRegistered.self) { transaction, _, message in try transaction.keep(message) }
        .on(ProgrammeUpdated.self) { transaction, _, message in try transaction.keep(message) }
        .on(AgreementInForce.self) { transaction, _, message in try transaction.keep(message) }
        .on(AgreementRenewed.self) { transaction, _, message in try transaction.keep(message) }
        .on(AgreementExpired.self) { transaction, _, message in try transaction.keep(message) }
        .on(AgreementTerminated.self) { transaction, _, message in try transaction.keep(message) }
        .on(CommitmentPledged.self) { transaction, _, message in try transaction.keep(message) }
        .on(CommitmentWithdrawn.self) { transaction, _, message in try transaction.keep(message) }
}
