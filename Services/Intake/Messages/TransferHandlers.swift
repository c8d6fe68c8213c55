import EventStore
import Events

/// What other instances say of transfers, in either direction.
extension IntakeMessages {
    func transfers(_ table: MessageTable) -> MessageTable {
        table
            .on(ExchangeKeyAnnounced.self) { try keep($2, $0) }
            .on(TransferRequested.self) { transaction, event, message in
                // One institution works with one instance; the others are asked elsewhere.
                guard config.institutions.contains(event.toInstitutionId), try !transaction.isErased(event.caseId)
                else { return }
                try keep(message, transaction)
            }
            .on(TransferCancelled.self) { transaction, event, message in
                guard try transaction.version(of: event.transferId) > 0 else { return }
                try keep(message, transaction)
            }
            .on(TransferExpired.self) { transaction, event, message in
                guard try transaction.version(of: event.transferId) > 0 else { return }
                try keep(message, transaction)
            }
            .on(TransferRejected.self) { _ = try keep($1, $2, $0) }
            .on(TransferAccepted.self) { transaction, event, message in
                guard try keep(event, message, transaction) else { return }
                try IntakeCommands(config).handOver(event, transaction)
            }
            .on(TransferCompleted.self) { try transferCompleted($0, $1, $2) }
    }

    /// The case that this instance accepted is its own from now on.
    private func transferCompleted(
        _ transaction: Transaction,
        _ event: TransferCompleted,
        _ message: ReceivedEvent
    ) throws {
        let transfer = try transaction.transfer(event.transferId)
        guard transfer.isKnown, !transfer.isOutgoing, transfer.accepted?.newCaseId == event.newCaseId else { return }
        guard let sealed = event.sealedPerson, let key = try transaction.exchangeKey(sealed.keyId) else {
            // Somebody is in between institutions: not to be set aside before an operator has looked.
            throw RetryLater("the person's details were sealed for a key that this instance does not have")
        }
        let person: TransferredPerson
        do {
            person = try key.open(TransferredPerson.self, from: sealed, context: event.transferId)
        } catch StoreError.sealed(let reason) {
            throw RetryLater("the person's details cannot be opened: \(reason)")
        }
        guard try transaction.keep(message) else { return }
        try IntakeCommands(config).receive(person, event, transaction)
    }
}
