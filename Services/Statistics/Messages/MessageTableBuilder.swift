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
                FactTables.append(fact(event, message.envelope), to: transaction)
            }
        }
    }

    /// Keeps several facts about a person, or none.
    func facts<E: EventData>(_: E.Type, _ facts: @escaping @Sendable (E, Envelope) -> [PersonFact]) -> Self {
        adding { table in
            table.on(E.self) { transaction, event, message in
                guard message.isOnOwnTopic(E.self) else { return }
                for fact in facts(event, message.envelope) { FactTables.append(fact, to: transaction) }
            }
        }
    }

    /// Keeps that persons were erased: each of those that an event names.
    func erasure<E: EventData>(_: E.Type, _ persons: @escaping @Sendable (E) -> [EntityID]) -> Self {
        adding { table in
            table.on(E.self) { transaction, event, message in
                guard message.isOnOwnTopic(E.self) else { return }
                for person in persons(event) { FactTables.append(PersonFact(erased: person), to: transaction) }
            }
        }
    }

    /// Keeps what an event says of a thing that has to do with a person, with `veil` putting pseudonyms of this store in
    /// the place of what leads back to the person.
    ///
    /// `aggregate` is what the event is about, where that is a person.
    func entry<E: EventData>(
        _: E.Type,
        _ family: EntryFamily,
        about aggregate: (@Sendable (E) -> EntityID)? = nil,
        _ day: @escaping @Sendable (E) -> Int32,
        veil: @escaping @Sendable (inout E, Pseudonyms) -> Void
    ) -> Self {
        adding { table in
            table.on(E.self) { transaction, event, message in
                guard message.isOnOwnTopic(E.self) else { return }
                var event = event
                veil(&event, try Pseudonyms(transaction))
                try EntryTable.append(
                    message,
                    family,
                    day: day(event),
                    payload: try EventCoding.encode(event),
                    aggregate: aggregate?(event),
                    to: transaction.db
                )
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

    /// Keeps a distribution of kits, and each known recipient, taken out of the event by `recipients`, as a person.
    func distribution<E: EventData>(
        _: E.Type,
        _ id: @escaping @Sendable (E) -> EntityID,
        _ date: @escaping @Sendable (E) -> CalendarDate,
        _ recipients: @escaping @Sendable (inout E) -> [EntityID]
    ) -> Self {
        adding { table in
            table.on(E.self) { transaction, event, message in
                guard message.isOnOwnTopic(E.self) else { return }
                let date = date(event)
                var anonymous = event
                let recipients = recipients(&anonymous)
                let isNew = try EntryTable.append(
                    message,
                    .kit,
                    day: date.number,
                    payload: try EventCoding.encode(anonymous),
                    to: transaction.db
                )
                guard isNew else { return }
                for recipient in recipients {
                    let fact = PersonFact(recipient: recipient, of: id(event), on: date, message.envelope)
                    FactTables.append(fact, to: transaction)
                }
            }
        }
    }

    /// Notes that this instance has published a release, whichever store it had then.
    func ownRelease() -> Self {
        adding { table in
            table.on(SnapshotPublished.self) { transaction, event, message in
                guard message.envelope.source == transaction.source else { return }
                try ReleaseTables.hear(event, transaction.db)
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
