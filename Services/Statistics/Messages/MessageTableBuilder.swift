import EventStore
import Events

/// Builds the table of handlers; each does nothing but keep a fact.
struct MessageTableBuilder {
    /// The table so far.
    var table = MessageTable().atEnd(FactTables.keepGathered)
    /// By what calendar instants become days.
    let days: BusinessDays

    init(days: BusinessDays) { self.days = days }

    /// Keeps a fact about a person.
    ///
    /// An event of a sensitive service comes on two topics of different privacy classes; it is taken from its own.
    func fact<E: EventData>(_: E.Type, _ fact: @escaping @Sendable (E, Envelope) -> PersonFact) -> Self {
        adding { table in
            table.on(E.self) { transaction, event, message in
                guard message.isOnOwnTopic(E.self) else { return }
                try FactTables.append(fact(event, message.envelope), to: transaction)
            }
        }
    }

    /// Keeps what an event says of a thing, on the business day that `day` gives, else on the day it happened.
    func entry<E: EventData>(
        _: E.Type,
        _ family: EntryFamily,
        _ day: @escaping @Sendable (E) -> Int32? = { _ in nil }
    ) -> Self {
        let days = days
        return adding { table in
            table.on(E.self) { transaction, event, message in
                guard message.isOnOwnTopic(E.self) else { return }
                let day = day(event) ?? days.day(message.envelope.occurredAt)
                try EntryTable.append(message, family, day: day, to: transaction.db)
            }
        }
    }

    /// Keeps a distribution of kits, and each known recipient as a person.
    func distribution<E: EventData>(
        _: E.Type,
        _ id: @escaping @Sendable (E) -> EntityID,
        _ date: @escaping @Sendable (E) -> CalendarDate,
        _ recipients: @escaping @Sendable (E) -> [EntityID]
    ) -> Self {
        adding { table in
            table.on(E.self) { transaction, event, message in
                guard message.isOnOwnTopic(E.self) else { return }
                let date = date(event)
                let isNew = try EntryTable.append(message, .kit, day: date.number, to: transaction.db)
                guard isNew else { return }
                for recipient in recipients(event) {
                    let fact = PersonFact(recipient: recipient, of: id(event), on: date, message.envelope)
                    try FactTables.append(fact, to: transaction)
                }
            }
        }
    }

    private func adding(_ add: (MessageTable) -> MessageTable) -> Self {
        var copy = self
        copy.table = add(table)
        return copy
    }
}

extension ReceivedEvent {
    /// Whether it came on the topic that its type is declared for, rather than on a second one for other readers.
    func isOnOwnTopic<E: EventData>(_: E.Type) -> Bool {
        E.topic?.name == topic
    }
}
