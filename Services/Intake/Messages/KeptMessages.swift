import EventStore
import Events

extension IntakeMessages {
    /// Keeps an event that concerns no case.
    func keep(_ message: ReceivedEvent, _ transaction: Transaction) throws {
        try transaction.keep(message)
    }

    /// Keeps an event that concerns a case of this instance; those of other instances' cases leave no trace, nor what
    /// comes after a case was erased.
    ///
    /// - Returns: Whether it is news: `false` for another's case, and for an event that came before on another topic.
    func keep(_ event: some CaseEvent, _ message: ReceivedEvent, _ transaction: Transaction) throws -> Bool {
        guard try transaction.version(of: event.caseId) > 0, try !transaction.isErased(event.caseId) else {
            return false
        }
        // Under another key the event would not be found with its case.
        guard message.envelope.partitionKey == .id(event.caseId) else {
            throw Rejection("key.mismatch", field: "caseId", "the record's key is not the case that its data names")
        }
        return try transaction.keep(message)
    }
}
