import EventStore
import Events

/// What other instances say of persons: what stands for them, what was decided about two pseudonyms, who was erased.
extension IntakeMessages {
    func persons(_ table: MessageTable) -> MessageTable {
        table
            .on(SubjectMatchTokens.self) { transaction, event, message in
                // Topics overtake each other: what stood for the person may come after the person was erased.
                guard try !transaction.isErased(event.subjectId) else { return }
                try keep(message, transaction)
            }
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

    /// What another instance erased is erased here.
    ///
    /// The tokens that stood for the person, what was asked or told of the person's cases there, and the cases that were
    /// handed over from here. What is still on its way will not be kept.
    private func subjectErased(_ transaction: Transaction, _ event: SubjectErased, _ message: ReceivedEvent) throws {
        let cases = try transaction.cases(of: event.subjectId)
        if let open = cases.first(where: { $0.life.status?.isActive == true }) {
            // Whoever follows the case decides; an operator must see that somebody else thought otherwise.
            throw Rejection(
                "case.has_open_work",
                field: "subjectId",
                "the person has the open case \(open.caseNumber) here; close it and erase the person here, or leave it"
            )
        }
        if try transaction.isKnownPerson(event.subjectId) { try keep(message, transaction) }
        // Nobody else decides about a case of this instance that is another person's.
        let elsewhere = try event.caseIds.filter { try transaction.version(of: $0) == 0 }
        let here = try cases.map(\.caseID).filter { try !transaction.isErased($0) }
        try transaction.erase([event.subjectId] + elsewhere + here)
        guard !here.isEmpty else { return }
        // The services that work with this instance know the person by these cases.
        try transaction.append(
            SubjectErased(subjectId: event.subjectId, caseIds: here, erasedAt: event.erasedAt),
            to: event.subjectId,
            occurredAt: event.erasedAt
        )
    }

    /// Keeps what concerns a person whom this instance knows, of its own or by tokens.
    private func keep(_ message: ReceivedEvent, _ transaction: Transaction, ofAny subjects: [EntityID]) throws {
        for subject in subjects where try transaction.isKnownPerson(subject) {
            try keep(message, transaction)
            return
        }
    }
}
