import EventStore
import Events

/// Builds the table of handlers; each does nothing but keep a fact.
struct MessageTableBuilder {
    /// The table so far.
    var table: MessageTable
    /// By what calendar instants become days.
    let days: BusinessDays
    /// Where facts and entries go.
    let sink: FactSink

    init(days: BusinessDays, sink: FactSink = .store) {
        self.days = days
        self.sink = sink
        table = MessageTable().atEnd(sink.end)
    }

    /// Keeps a fact about a person.
    func fact<E: EventData>(_: E.Type, _ fact: @escaping @Sendable (E, Envelope) -> PersonFact) -> Self {
        keeping(E.self) { event, envelope, keep in keep(fact(event, envelope)) }
    }

    /// Keeps several facts about a person, or none.
    func facts<E: EventData>(_: E.Type, _ facts: @escaping @Sendable (E, Envelope) -> [PersonFact]) -> Self {
        keeping(E.self) { event, envelope, keep in facts(event, envelope).forEach(keep) }
    }

    /// Keeps that persons were erased: each of those that an event names.
    func erasure<E: EventData>(_: E.Type, _ persons: @escaping @Sendable (E) -> [EntityID]) -> Self {
        keeping(E.self) { event, _, keep in
            for person in persons(event) { keep(PersonFact(erased: person)) }
        }
    }

    /// Keeps the facts that `visit` gives of an event.
    ///
    /// An event of a sensitive service comes on two topics of different privacy classes; it is taken from its own.
    private func keeping<E: EventData>(
        _: E.Type,
        _ visit: @escaping @Sendable (E, Envelope, (PersonFact) -> Void) -> Void
    ) -> Self {
        let sink = sink
        return adding { table in
            guard sink.needsSources else {
                return table.gathering(E.self) { event, envelope, topic, gathered in
                    guard E.topic?.name == topic else { return }
                    visit(event, envelope) { FactTables.write($0, behind: &gathered) }
                }
            }
            return table.on(E.self) { transaction, event, message in
                guard message.isOnOwnTopic(E.self) else { return }
                visit(event, message.envelope) { sink.fact($0, message, transaction) }
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
        veil: @escaping @Sendable (inout E, Pseudonyms) throws -> Void
    ) -> Self {
        let sink = sink
        return adding { table in
            table.on(E.self) { transaction, event, message in
                guard message.isOnOwnTopic(E.self) else { return }
                var event = event
                try veil(&event, try sink.pseudonyms(transaction))
                let entry = KeptEntry(
                    message,
                    family,
                    day: day(event),
                    payload: try EventCoding.encode(event),
                    aggregate: aggregate?(event)
                )
                _ = try sink.entry(entry, message, transaction)
            }
        }
    }

    /// Keeps what an event says of a thing, on the business day that `day` gives, else on the day it happened.
    func entry<E: EventData>(
        _: E.Type,
        _ family: EntryFamily,
        _ day: @escaping @Sendable (E) -> Int32? = { _ in nil }
    ) -> Self {
        let (days, sink) = (days, sink)
        return adding { table in
            table.on(E.self) { transaction, event, message in
                guard message.isOnOwnTopic(E.self) else { return }
                let day = day(event) ?? days.day(message.envelope.occurredAt)
                _ = try sink.entry(KeptEntry(message, family, day: day), message, transaction)
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
        let sink = sink
        return adding { table in
            table.on(E.self) { transaction, event, message in
                guard message.isOnOwnTopic(E.self) else { return }
                let date = date(event)
                var anonymous = event
                let recipients = recipients(&anonymous)
                let payload = try EventCoding.encode(anonymous)
                let entry = KeptEntry(message, .kit, day: date.number, payload: payload)
                guard try sink.entry(entry, message, transaction) else { return }
                for recipient in recipients {
                    let fact = PersonFact(recipient: recipient, of: id(event), on: date, message.envelope)
                    sink.fact(fact, message, transaction)
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
            .hearingItself(SnapshotPublished.self)
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
