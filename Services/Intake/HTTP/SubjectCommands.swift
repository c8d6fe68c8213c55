import EventStore
import Events

/// Persons under two pseudonyms: merged, taken apart again, told apart for good.
extension IntakeCommands {
    func merge(
        _ command: MergeSubject,
        _ subjectID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> SubjectAnswer {
        let cases = try ownCases(of: subjectID, version, transaction)
        guard try transaction.isKnownPerson(command.survivingSubjectId) else {
            throw Rejection.subjectUnknown(field: "survivingSubjectId")
        }
        let occasion = try config.occasion(command.occurredAt, transaction)
        let merged = try transaction.subjectState(subjectID).merge(
            command,
            subjectID,
            try transaction.subjectState(command.survivingSubjectId),
            cases.map(\.caseID),
            occasion
        )
        if command.closeCases ?? true {
            let surviving = try transaction.otherCases(of: command.survivingSubjectId, than: subjectID)
                .first { $0.life.status?.isActive == true }?.caseID
            for state in cases where state.life.status?.isActive == true {
                let close = CloseCase(reason: .duplicate, survivingCaseId: surviving)
                var file = CaseFile(state, in: transaction)
                try file.append(try state.close(close, occasion).closed, at: occasion.at)
                try file.cancelOpenTransfer(at: occasion.at)
            }
        }
        try transaction.append(merged, to: subjectID, occurredAt: occasion.at)
        return try answer(subjectID, transaction)
    }

    func unmerge(
        _ command: UnmergeSubject,
        _ subjectID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> SubjectAnswer {
        let cases = try ownCases(of: subjectID, version, transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let state = try transaction.subjectState(subjectID)
        let unmerged = try state.unmerge(occasion)
        // What the merge closed goes on; a case that is closed for another reason, or too long, stays closed.
        for closed in cases {
            guard let mergedAt = state.merged?.mergedAt, closed.isDuplicateClosed(at: mergedAt) else { continue }
            let reopened: CaseReopened
            do throws(Rejection) {
                reopened = try closed.reopen(ReopenCase(reason: "UNMERGED"), occasion)
            } catch {
                continue
            }
            var file = CaseFile(closed, in: transaction)
            try file.append(reopened, at: occasion.at)
        }
        try transaction.append(unmerged, to: subjectID, occurredAt: occasion.at)
        return try answer(subjectID, transaction)
    }

    func distinguish(
        _ command: DistinguishSubject,
        _ subjectID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> SubjectAnswer {
        _ = try ownCases(of: subjectID, version, transaction)
        guard command.otherSubjectId != subjectID else {
            throw Rejection.invalidField("otherSubjectId", "name another person than the one in the path")
        }
        guard try transaction.isKnownPerson(command.otherSubjectId) else {
            throw Rejection.subjectUnknown(field: "otherSubjectId")
        }
        let occasion = try config.occasion(command.occurredAt, transaction)
        let dismissed = SubjectDuplicateDismissed(
            subjectId: subjectID,
            otherSubjectId: command.otherSubjectId,
            dismissedAt: occasion.at
        )
        try transaction.append(dismissed, to: subjectID, occurredAt: occasion.at)
        return try answer(subjectID, transaction)
    }

    /// The cases of a person who must have some here: nobody decides about another instance's person.
    func ownCases(
        of subjectID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> [CaseState] {
        let cases = try transaction.otherCases(of: subjectID, than: subjectID)
        guard !cases.isEmpty else { throw Rejection.subjectUnknown(field: "subjectId") }
        try transaction.expect(version: version, of: subjectID)
        return cases
    }

    func answer(_ subjectID: EntityID, _ transaction: Transaction) throws -> SubjectAnswer {
        let state = try transaction.subjectState(subjectID)
        return SubjectAnswer(
            subjectId: subjectID,
            survivingSubjectId: state.merged?.survivingSubjectId,
            erasure: state.erasure,
            version: try transaction.version(of: subjectID)
        )
    }
}

/// A person after a command.
struct SubjectAnswer: Codable, Sendable, Hashable {
    var subjectId: EntityID
    /// Whom the person was merged into; absent for a person of its own.
    var survivingSubjectId: EntityID?
    /// Where the erasure stands; absent while nobody has asked for it.
    var erasure: ErasureStatus?
    var version: Int
}

extension Rejection {
    /// 404: nobody of that pseudonym is known here.
    static func subjectUnknown(field: String) -> Rejection {
        Rejection("subject.unknown", field: field, "this instance does not know such a person", status: 404)
    }
}
