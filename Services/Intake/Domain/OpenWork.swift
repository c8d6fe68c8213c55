import Events

/// What stands in the way of closing a case.
enum WorkKind: String, CodeList {
    case enrolment
    case referral
    case returnJourney = "return"
    case reintegrationPlan = "reintegration_plan"
    case admission
}

/// A piece of work for a case that is done elsewhere: an enrolment, a referral, a return, a reintegration plan.
struct Work: Sendable, Hashable {
    let id: EntityID
    let kind: WorkKind
    var service: ServiceKind?
    var startedAt: Timestamp
    /// When it ended; `nil` while it goes on.
    var endedAt: Timestamp?
    /// Whether it never took place.
    var isVoid = false

    /// Whether it goes on at `instant`, or is known to end only later.
    func isOpen(at instant: Timestamp) -> Bool {
        !isVoid && endedAt.map { $0 > instant } ?? true
    }
}

/// The work for a case that is done elsewhere, as far as it is known.
struct CaseWork: Sendable, Hashable {
    private(set) var items: [EntityID: Work] = [:]

    /// Work began, or is known to be under way.
    mutating func begin(_ kind: WorkKind, _ id: EntityID, _ service: ServiceKind? = nil, at instant: Timestamp) {
        let begun = items[id]?.startedAt
        items[id, default: Work(id: id, kind: kind, service: service, startedAt: instant)].startedAt =
            begun.map { min($0, instant) } ?? instant
    }

    /// Work ended; the end may be heard of before the beginning.
    mutating func end(_ kind: WorkKind, _ id: EntityID, _ service: ServiceKind? = nil, at instant: Timestamp) {
        begin(kind, id, service, at: instant)
        items[id]?.endedAt = instant
    }

    /// Work never took place.
    mutating func void(_ kind: WorkKind, _ id: EntityID, _ service: ServiceKind? = nil, at instant: Timestamp) {
        begin(kind, id, service, at: instant)
        items[id]?.isVoid = true
    }

    /// Work began at another time than was said.
    mutating func restart(_ id: EntityID, at instant: Timestamp) {
        items[id]?.startedAt = instant
    }

    /// Work that was said to have ended goes on.
    mutating func resume(_ id: EntityID) {
        items[id]?.endedAt = nil
    }

    /// What goes on at `instant`, the longest first.
    func open(at instant: Timestamp) -> [Work] {
        items.values.filter { $0.isOpen(at: instant) }.sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
    }

    /// The enrolments that took place, the earliest first.
    var enrolments: [Work] {
        items.values.filter { $0.kind == .enrolment && !$0.isVoid }
            .sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
    }
}
