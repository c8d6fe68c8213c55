import EventStore
import Events

/// What partnerships said of an organisation, from when on.
struct OrganisationState: Folded {
    private var kinds: [(from: Timestamp, kind: OrganisationKind)] = []

    init() {}

    /// Its kind at `instant`; the earliest known where nothing is known of that time, `nil` where nothing is known.
    func kind(at instant: Timestamp) -> OrganisationKind? {
        kinds.filter { $0.from <= instant }.enumerated()
            .max { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }?
            .element.kind ?? kinds.min { $0.from < $1.from }?.kind
    }

    static let fold = Dispatch<OrganisationState>()
        .on(OrganisationRegistered.self) { $0.kinds.append(($2.occurredAt, $1.kind)) }
        .on(OrganisationUpdated.self) { $0.kinds.append(($2.occurredAt, $1.kind)) }
}
