import EventStore
import Events

/// What partnerships said of an institution, from when on.
struct InstitutionState: Folded {
    struct Terms: Sendable, Hashable {
        let from: Timestamp
        let security: Security
        let sexServed: SexServed
        let ageMin: Int?
        let ageMax: Int?
    }

    /// In the order in which they came.
    private(set) var terms: [Terms] = []

    init() {}

    /// What held at `instant`; the earliest known where nothing is known of that time, `nil` where nothing is known.
    func terms(at instant: Timestamp) -> Terms? {
        terms.filter { $0.from <= instant }.enumerated()
            .max { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }?
            .element ?? terms.min { $0.from < $1.from }
    }

    static let fold = Dispatch<InstitutionState>()
        .on(InstitutionRegistered.self) { state, event, entry in
            state.terms.append(
                Terms(
                    from: entry.occurredAt,
                    security: event.security,
                    sexServed: event.sexServed,
                    ageMin: event.ageMin,
                    ageMax: event.ageMax
                )
            )
        }
        .on(InstitutionUpdated.self) { state, event, entry in
            state.terms.append(
                Terms(
                    from: entry.occurredAt,
                    security: event.security,
                    sexServed: event.sexServed,
                    ageMin: event.ageMin,
                    ageMax: event.ageMax
                )
            )
        }
}
