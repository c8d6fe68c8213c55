import EventStore
import Events
import Foundation

extension MessageTable {
    /// Keeps what intake says about a case, and does what follows from it by rule: a provisional enrolment is confirmed,
    /// services end with a release.
    func following<E: CaseEvent>(_: E.Type, _ zone: TimeZone) -> MessageTable {
        on(E.self) { transaction, event, message in
            // Decisions find what is known of a case by the record's key.
            guard message.envelope.partitionKey == .id(event.caseId) else {
                throw Rejection("key.mismatch", "the record's key is not the case it is about")
            }
            guard try transaction.keep(message) else { return }
            var desk = try CaseDesk(transaction, case: event.caseId, zone: zone)
            try desk.settle()
            // What is heard of late must not bring back what was erased.
            if desk.state.facts.erasedAt != nil { try transaction.erase([event.caseId]) }
        }
    }

    /// Keeps what later decisions look up: institutions, agreements, who was found to be whom.
    func remembering<E: EventData>(_: E.Type) -> MessageTable {
        on(E.self) { transaction, _, message in
            try transaction.keep(message)
        }
    }
}
