import Decisions
import EventStore
import Events

/// Where an activity stands.
enum ActivityStatus: String, CodeList {
    case planned
    case open
    case inProgress = "in_progress"
    case held
    case reported
    case cancelled
}

/// An activity as the log tells it.
struct ActivityState: Folded {
    private(set) var activityID: EntityID?
    private(set) var plan: ActivityPlan?
    private(set) var status = ActivityStatus.planned
    /// Whether it was postponed and its new days are not known.
    private(set) var awaitsDays = false
    private(set) var headcount: HeadcountReported?
    private(set) var report: ActivityReported?

    init() {}

    static let fold = Dispatch<Self>()
        .on(ActivityPlanned.self) { state, event, _ in state.apply(event) }
        .on(ActivityOpened.self) { state, _, _ in state.status = .open }
        .on(ActivityStarted.self) { state, _, _ in state.status = .inProgress }
        .on(ActivityHeld.self) { state, _, _ in state.status = .held }
        .on(ActivityReported.self) { state, event, _ in state.apply(event) }
        .on(ActivityPostponed.self) { state, event, _ in state.apply(event) }
        .on(ActivityCancelled.self) { state, _, _ in state.status = .cancelled }
        .on(ActivityCorrected.self) { state, event, _ in state.apply(event) }
        .on(HeadcountReported.self) { state, event, _ in state.apply(event) }
}

extension ActivityState {
    mutating func apply(_ event: ActivityPlanned) {
        activityID = event.activityId
        plan = ActivityPlan(event)
    }

    mutating func apply(_ event: ActivityReported) {
        status = .reported
        report = event
    }

    mutating func apply(_ event: ActivityPostponed) {
        status = .planned
        awaitsDays = event.startsOn == nil
        if let startsOn = event.startsOn { plan?.startsOn = startsOn }
        if let endsOn = event.endsOn { plan?.endsOn = endsOn }
    }

    mutating func apply(_ event: ActivityCorrected) {
        plan = plan?.corrected(by: event)
        if event.changed.contains("startsOn") { awaitsDays = false }
    }

    mutating func apply(_ event: HeadcountReported) {
        headcount = event
    }

    /// Makes the state of an activity that stands at `status`; for tests of single decisions.
    init(_ event: ActivityPlanned, status: ActivityStatus) {
        self.init()
        apply(event)
        self.status = status
    }

    /// The identifier and the plan of an activity that is there.
    func existing() throws(Rejection) -> (id: EntityID, plan: ActivityPlan) {
        guard let activityID, let plan else { throw .unknown("activity") }
        return (activityID, plan)
    }

    /// Refuses unless the activity stands at one of `allowed`.
    func require(_ allowed: ActivityStatus...) throws(Rejection) {
        guard allowed.contains(status) else {
            throw .transition(
                "the activity",
                status.rawValue,
                wanted: allowed.map(\.rawValue).joined(separator: " or ")
            )
        }
    }
}
