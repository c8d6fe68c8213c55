import EventStore
import Events

/// Transfers of responsibility for a case: asked for by one institution, decided by the other, handed over by the first.
extension IntakeCommands {
    func request(
        _ command: RequestTransfer,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> TransferAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let requested = try file.state.requestTransfer(
            command,
            id: .v7(at: transaction.now),
            waiting: config.transferWaiting,
            occasion
        )
        try file.append(requested, to: requested.transferId, at: occasion.at)
        return try answer(requested.transferId, caseID, transaction)
    }

    func accept(
        _ command: AcceptTransfer,
        _ transferID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> TransferAnswer {
        let transfer = try decidable(transferID, version, transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let accepted = try transfer.accept(
            newCaseID: .v7(at: transaction.now),
            try transaction.institution(try transfer.known().toInstitutionId).terms(at: occasion.at),
            occasion
        )
        try transaction.append(accepted, to: transferID, key: .id(accepted.caseId), occurredAt: occasion.at)
        // Between two institutions of this instance both sides are here.
        if try transaction.version(of: accepted.caseId) > 0 { try handOver(accepted, transaction) }
        return try answer(transferID, accepted.caseId, transaction)
    }

    func reject(
        _ command: RejectTransfer,
        _ transferID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> TransferAnswer {
        let transfer = try decidable(transferID, version, transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let rejected = try transfer.reject(command, occasion)
        try transaction.append(rejected, to: transferID, key: .id(rejected.caseId), occurredAt: occasion.at)
        return try answer(transferID, rejected.caseId, transaction)
    }

    func cancel(
        _ command: CancelTransfer,
        _ transferID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> TransferAnswer {
        let transfer = try transaction.transfer(transferID)
        let requested = try transfer.known()
        try transaction.expect(version: version, of: transferID)
        guard transfer.isOutgoing else {
            throw Rejection.invalidTransition(
                "only the institution that asked can cancel a transfer; reject it instead"
            )
        }
        try transfer.requireUnanswered("cancel")
        let occasion = try config.occasion(command.occurredAt, transaction)
        try occasion.notBefore(requested.requestedAt, "the transfer was requested")
        var file = try CaseFile(requested.caseId, in: transaction)
        try file.append(file.state.cancelled(requested, at: occasion.at), to: transferID, at: occasion.at)
        return try answer(transferID, requested.caseId, transaction)
    }

    /// Hands a case over to who has accepted it, or tells that it is no longer to be given.
    ///
    /// - Throws: `RetryLater` when the receiver has not announced its key yet.
    func handOver(_ accepted: TransferAccepted, _ transaction: Transaction) throws {
        var file = try CaseFile(accepted.caseId, in: transaction)
        let instant = max(transaction.now, accepted.acceptedAt)
        guard var completed = file.state.handOver(accepted, at: instant) else {
            try file.cancelOpenTransfer(at: instant)
            return
        }
        let person = try file.person()
        let isLocal = config.institutions.contains(accepted.toInstitutionId)
        if !isLocal { completed.sealedPerson = try transaction.seal(person, for: completed) }
        try file.append(completed, to: completed.transferId, at: instant)
        if isLocal { try receive(person, completed, transaction) }
    }

    /// Goes on with a case that was handed over to this instance.
    func receive(_ person: TransferredPerson, _ completed: TransferCompleted, _ transaction: Transaction) throws {
        let occasion = try config.occasion(min(completed.completedAt, transaction.now), transaction)
        let number = try transaction.nextCaseNumber(prefix: config.prefix, year: occasion.day.year)
        let taken = person.takeOver(completed, number: number, occasion) { .v7(at: transaction.now) }
        var file = CaseFile(in: transaction)
        try file.append(
            taken.identified,
            at: occasion.at,
            sealed: try Transaction.Sealed(
                IdentificationNotes(categories: person.profile.categories, narrative: nil),
                of: completed.newCaseId
            )
        )
        for consent in taken.consents { try file.append(consent, to: consent.consentId, at: consent.at) }
        try file.append(
            taken.registered,
            at: occasion.at,
            sealed: try Transaction.Sealed(person.subject, of: completed.subjectId)
        )
        try file.append(taken.profile, at: occasion.at)
    }

    private func decidable(_ transferID: EntityID, _ version: Int?, _ transaction: Transaction) throws -> TransferState
    {
        let transfer = try transaction.transfer(transferID)
        let requested = try transfer.known()
        try transaction.expect(version: version, of: transferID)
        guard config.institutions.contains(requested.toInstitutionId) else {
            throw Rejection.invalidTransition(
                "another institution was asked, and decides; this instance does not work for it"
            )
        }
        return transfer
    }

    private func answer(
        _ transferID: EntityID,
        _ caseID: EntityID,
        _ transaction: Transaction
    ) throws -> TransferAnswer {
        let transfer = try transaction.transfer(transferID)
        return TransferAnswer(
            transferId: transferID,
            caseId: caseID,
            newCaseId: transfer.accepted?.newCaseId,
            status: transfer.status,
            version: try transaction.version(of: transferID)
        )
    }
}

/// A transfer after a command; the version is the transfer's.
struct TransferAnswer: Answer, Hashable {
    var transferId: EntityID
    /// The case at the sender.
    var caseId: EntityID
    /// The case at the receiver, once accepted.
    var newCaseId: EntityID?
    var status: TransferStatus
    var version: Int
}
