import EventStore
import Events

/// What other instances say of persons: what stands for them, what was decided about two pseudonyms, who was erased.
extension IntakeMessages {
    func persons(_ table: MessageTable) -> MessageTable {
        table
            .on(SubjectMatchTokens.self) { try keep($2, $0) }
            .on(SubjectDuplicateDismissed.self) { transaction, event, message in
                try keep(message, transaction, ofAny: [event.subjectId, event.otherSubjectId])
            }
            .on(SubjectMerged.self) { transaction, event, message in
                try keep(message, transaction, ofAny: [event.survivingSubjectId, event.mergedSubjectId])
            }
            .on(SubjectUnmerged.self) { transaction, event, message in
                try keep(message, transaction, ofAny: [event.survivingSubjectId, event.mergedSubjectId])
            }
            .on(SubjectErased.self) { try subjectErased($0, $1, $2) }
    }

    /// What another instance erased is erased here: the tokens that stood for the person, and the cases that were handed
    /// over to where it was decided.
    private func subjectErased(_ transaction: Transaction, _ event: SubjectErased, _ message: ReceivedEvent) throws {
        guard try transaction.isKnownPerson(event.subjectId), try !transaction.isErased(event.subjectId) else { return }
        let cases = try transaction.cases(of: event.subjectId)
        if let open = cases.first(where: { $0.life.status?.isActive == true }) {
            // Whoever follows the case decides; an operator must see that somebody else thought otherwise.
            throw Rejection(
                "case.has_open_work",
                field: "subjectId",
                "the person has the open case \(open.caseNumber) here; close it and erase the person here, or leave it"
            )
        }
        try keep(message, transaction)
        try transaction.erase([event.subjectId] + cases.map(\.caseID))
    }

    /// Keeps what concerns a person whom this instance knows, of its own or by tokens.
    private func keep(_ message: ReceivedEvent, _ transaction: Transaction, ofAny subjects: [EntityID]) throws {
        for subject in subjects where try transaction.isKnownPerson(subject) {
            try keep(message, transaction)
            return
        }
    }
}
