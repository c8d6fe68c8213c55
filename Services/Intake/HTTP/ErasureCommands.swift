import EventStore
import Events

/// The erasure of a person: asked for by one, decided by another, carried out at once.
extension IntakeCommands {
    func requestErasure(
        _ command: EraseSubject,
        _ subjectID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> SubjectAnswer {
        let cases = try ownCases(of: subjectID, version, transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let requested = try transaction.subjectState(subjectID)
            .requestErasure(command, subjectID, of: cases, config.retention, occasion)
        try transaction.append(requested, to: subjectID, occurredAt: occasion.at)
        return try answer(subjectID, transaction)
    }

    func approveErasure(
        _ command: ApproveErasure,
        _ subjectID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> SubjectAnswer {
        let cases = try ownCases(of: subjectID, version, transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let erased = try transaction.subjectState(subjectID)
            .approveErasure(command, of: cases, config.retention, occasion)
        try transaction.append(erased, to: subjectID, occurredAt: occasion.at)
        try transaction.erase([subjectID] + erased.caseIds)
        return try answer(subjectID, transaction)
    }

    func refuseErasure(
        _ command: RefuseErasure,
        _ subjectID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> SubjectAnswer {
        _ = try ownCases(of: subjectID, version, transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let refused = try transaction.subjectState(subjectID).refuseErasure(command, occasion)
        try transaction.append(refused, to: subjectID, occurredAt: occasion.at)
        return try answer(subjectID, transaction)
    }
}
