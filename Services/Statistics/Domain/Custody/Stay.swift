import Events

/// The stay of a person in an institution, as its facts leave it.
struct Stay: Sendable {
    private struct Change: Sendable {
        let day: Int32
        let rank: Int64
        /// How the person left; `nil` for coming back.
        let leaving: Leaving?
    }

    /// The admission; `nil` while it has not arrived.
    private(set) var admitted: PersonFact?
    private var changes: [Change] = []
    private var contacts: [UInt64: Int32] = [:]
    private var voidedContacts: Set<UInt64> = []
    private(set) var isVoided = false

    /// Takes in a fact of the stay.
    mutating func add(_ fact: PersonFact) {
        switch fact.kind {
        case .admitted: if fact.rank > admitted?.rank ?? .min { admitted = fact }
        case .left: change(fact, Leaving(rawValue: fact.item))
        case .readmitted: change(fact, nil)
        case .admissionVoided: isVoided = true
        case .contact: contacts[fact.item] = fact.day
        case .contactVoided: voidedContacts.insert(fact.item)
        default: break
        }
    }

    private mutating func change(_ fact: PersonFact, _ leaving: Leaving?) {
        guard !changes.contains(where: { $0.rank == fact.rank }) else { return }
        changes.append(Change(day: fact.day, rank: fact.rank, leaving: leaving))
        changes.sort { ($0.day, $0.rank) < ($1.day, $1.rank) }
    }

    /// Whether the person was there at the end of `day`.
    func isHeld(on day: Int32) -> Bool {
        guard let admitted, admitted.day <= day else { return false }
        return changes.last { $0.day <= day }.map { $0.leaving == nil } ?? true
    }

    /// Whether the person was there at any time of the days of `window`.
    func isHeld(during window: Window) -> Bool {
        guard let admitted, admitted.day <= window.to else { return false }
        return isHeld(on: window.from - 1) || window.contains(admitted.day)
            || changes.contains { window.contains($0.day) }
    }

    /// The day on which the person left in that way for good.
    func day(of leaving: Leaving) -> Int32? {
        guard let last = changes.last, last.leaving == leaving else { return nil }
        return last.day
    }

    /// The day on which the person left first, in whatever way.
    var firstLeaving: Int32? { changes.first { $0.leaving != nil }?.day }

    /// Whether the person was in touch with the family in the days of `window`.
    func isInContact(during window: Window) -> Bool {
        contacts.contains { !voidedContacts.contains($0.key) && window.contains($0.value) }
    }
}
