import Events

/// Entries that have to do with persons: they keep pseudonyms of this store only.
extension MessageTableBuilder {
    /// Where an event names something.
    typealias Place<E, Value> = WritableKeyPath<E, Value> & Sendable

    /// Keeps who is one person with whom, or is so no more.
    func merge<E: EventData>(
        _: E.Type,
        _ merged: any Place<E, EntityID>,
        _ surviving: any Place<E, EntityID>,
        _ cases: any Place<E, [EntityID]>,
        _ day: @escaping @Sendable (E) -> Int32
    ) -> Self {
        let veil = { @Sendable (event: inout E, pseudonyms: Pseudonyms) throws in
            event[keyPath: merged] = try pseudonyms.pseudonym(of: event[keyPath: merged])
            event[keyPath: surviving] = try pseudonyms.pseudonym(of: event[keyPath: surviving])
            event[keyPath: cases] = []
        }
        return entry(E.self, .merge, about: { $0[keyPath: merged] }, day, veil: veil)
    }

    /// Keeps what became of a referral.
    func referral<E: EventData>(
        _: E.Type,
        _ caseID: any Place<E, EntityID>,
        _ subject: any Place<E, EntityID?>,
        _ day: @escaping @Sendable (E) -> Int32
    ) -> Self {
        entry(E.self, .referral, day) { event, pseudonyms in
            event[keyPath: caseID] = try pseudonyms.pseudonym(of: event[keyPath: caseID])
            event[keyPath: subject] = try event[keyPath: subject].map { try pseudonyms.pseudonym(of: $0) }
        }
    }
}
