import EventStore
import Events

/// What other instances say of persons: what stands for them, and what was decided about two pseudonyms.
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
    }

    /// Keeps what concerns a person whom this instance knows, of its own or by tokens.
    private func keep(_ message: ReceivedEvent, _ transaction: Transaction, ofAny subjects: [EntityID]) throws {
        for subject in subjects where try transaction.isKnownPerson(subject) {
            try keep(message, transaction)
            return
        }
    }
}
