import Decisions
import EventStore
import Events

/// Plans an activity.
struct PlanActivity: Codable, Sendable, Hashable {
    /// A new identifier, for entries that were made elsewhere; minted when left out.
    var activityId: EntityID?
    var kind: ActivityKind
    var title: String
    var scope: ActivityScope
    var startsOn: CalendarDate
    var endsOn: CalendarDate
    var place: PlaceCode?
    /// `ONSITE` when left out.
    var mode: ActivityMode?
    var organiserOrgIds: [EntityID]?
    var funderOrgIds: [EntityID]?
    var fundingProgrammeIds: [EntityID]?
    var agreementId: EntityID?
    var commitmentIds: [EntityID]?
    var topics: [TrainingTopic]?
    var audience: [TargetGroup]?
    var firstOfKind: Bool?
    var agenda: [AgendaItem]?
    var trainerIds: [EntityID]?
    var occurredAt: Timestamp?

    /// The plan as it was sent.
    var plan: ActivityPlan {
        ActivityPlan(
            kind: kind,
            title: title,
            scope: scope,
            startsOn: startsOn,
            endsOn: endsOn,
            place: place,
            mode: mode ?? .onSite,
            organiserOrgIds: organiserOrgIds ?? [],
            funderOrgIds: funderOrgIds ?? [],
            fundingProgrammeIds: fundingProgrammeIds ?? [],
            agreementId: agreementId,
            commitmentIds: commitmentIds ?? [],
            topics: topics ?? [],
            audience: audience ?? [],
            firstOfKind: firstOfKind ?? false,
            agenda: agenda ?? [],
            trainerIds: trainerIds ?? []
        )
    }
}

/// Opens, starts, holds or cancels an activity, or starts, ends or cancels a campaign.
struct Move: Codable, Sendable, Hashable {
    var occurredAt: Timestamp?
}

/// Postpones an activity; its new days may be stated now or later, with a correction.
struct PostponeActivity: Codable, Sendable, Hashable {
    var startsOn: CalendarDate?
    var endsOn: CalendarDate?
    var occurredAt: Timestamp?
}

/// Reports on an activity that was held.
struct ReportActivity: Codable, Sendable, Hashable {
    /// The agreements that came of it.
    var outcomeAgreementIds: [EntityID]?
    var occurredAt: Timestamp?
}

/// What is known of an activity's attendance.
///
/// What was not reported is not zero.
struct KnownAttendance: Sendable, Hashable {
    var source: AttendanceSource
    /// Participants who attended, experts and all other roles excluded; `nil` when not reported.
    var participantCount: Int?
}

extension ActivityState {
    /// Decides that registration opens.
    func open(at instant: Timestamp) throws(Rejection) -> ActivityOpened {
        let (id, _) = try existing()
        try require(.planned)
        guard !awaitsDays else {
            throw Rejection(
                "period.invalid",
                field: "startsOn",
                "the activity was postponed without new days; correct startsOn and endsOn first"
            )
        }
        return ActivityOpened(activityId: id, openedAt: instant)
    }

    /// Decides that the activity begins.
    func start(at instant: Timestamp) throws(Rejection) -> ActivityStarted {
        let (id, _) = try existing()
        try require(.open)
        return ActivityStarted(activityId: id, startedAt: instant)
    }

    /// Decides that the activity took place.
    func hold(at instant: Timestamp) throws(Rejection) -> ActivityHeld {
        let (id, plan) = try existing()
        guard status != .planned, status != .open else { throw Self.notStarted }
        try require(.inProgress)
        return plan.held(id, at: instant)
    }

    /// Decides ``ReportActivity``.
    ///
    /// - `participants`: everybody who was registered.
    func report(
        _ command: ReportActivity,
        at instant: Timestamp,
        participants: [ParticipantState]
    ) throws(Rejection) -> ActivityReported {
        let (id, plan) = try existing()
        guard status != .planned, status != .open else { throw Self.notStarted }
        try require(.held)
        return plan.reported(
            id,
            attendance(participants),
            outcomes: Checks.distinct(command.outcomeAgreementIds),
            at: instant
        )
    }

    /// Decides that the activity will not take place.
    func cancel(at instant: Timestamp) throws(Rejection) -> ActivityCancelled {
        let (id, _) = try existing()
        try require(.planned, .open, .inProgress)
        return ActivityCancelled(activityId: id, cancelledAt: instant)
    }

    /// Decides ``PostponeActivity``: it goes back to planned.
    func postpone(_ command: PostponeActivity, at instant: Timestamp) throws(Rejection) -> ActivityPostponed {
        let (id, plan) = try existing()
        try require(.planned, .open, .inProgress)
        if let startsOn = command.startsOn {
            var moved = plan
            moved.startsOn = startsOn
            // Without a new last day it lasts as long as it was to.
            moved.endsOn = command.endsOn ?? startsOn.adding(days: plan.dayCount - 1)
            moved = try moved.checked()
            return ActivityPostponed(
                activityId: id,
                startsOn: moved.startsOn,
                endsOn: moved.endsOn,
                postponedAt: instant
            )
        }
        guard command.endsOn == nil else {
            throw Rejection("period.invalid", field: "startsOn", "give the new first day as well as the last")
        }
        return ActivityPostponed(activityId: id, postponedAt: instant)
    }

    /// What is known of the attendance: a list of participants, else a headcount, else nothing.
    func attendance(_ participants: [ParticipantState]) -> KnownAttendance {
        let listed = participants.filter { !$0.isVoided && $0.details?.role == .participant }
        if listed.contains(where: { $0.attendance != .unknown }) {
            return KnownAttendance(source: .list, participantCount: listed.count { $0.attendance.isPresent })
        }
        if let headcount {
            let counted = headcount.cells.filter { $0.role == .participant }
            guard !counted.isEmpty else { return KnownAttendance(source: .headcount, participantCount: nil) }
            return KnownAttendance(source: .headcount, participantCount: counted.reduce(0) { $0 + $1.count })
        }
        return KnownAttendance(source: .notReported, participantCount: nil)
    }

    static let notStarted = Rejection(
        "activity.not_started",
        field: "status",
        "the activity has not begun; open and start it first"
    )
}
