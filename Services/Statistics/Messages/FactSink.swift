import EventStore
import Events

/// Where handlers put what they make of events.
struct FactSink: Sendable {
    /// What makes the pseudonyms.
    let pseudonyms: @Sendable (Transaction) throws -> Pseudonyms
    /// Whether it is to be told where each fact came from; facts are worked out before their transaction unless it is.
    var needsSources = true
    /// Takes a fact that names a person as the topics do.
    let fact: @Sendable (PersonFact, ReceivedEvent, Transaction) -> Void
    /// Takes an entry, and says whether it is new.
    let entry: @Sendable (KeptEntry, ReceivedEvent, Transaction) throws -> Bool
    /// Keeps what was gathered of a batch.
    let end: @Sendable (Transaction) throws -> Void

    /// The tables of facts and entries, from which everything is counted.
    static let store = FactSink(
        pseudonyms: { try Pseudonyms($0) },
        needsSources: false,
        fact: { fact, _, transaction in FactTables.append(fact, to: transaction) },
        entry: { entry, _, transaction in try EntryTable.append(entry, to: transaction.db) },
        end: { try FactTables.keepGathered($0) }
    )
}
