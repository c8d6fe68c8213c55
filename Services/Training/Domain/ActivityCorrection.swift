import Decisions
import EventStore
import Events

/// Corrects what was recorded of an activity: what is given replaces what was, what is left out stays.
struct CorrectActivity: Codable, Sendable, Hashable {
    var kind: ActivityKind?
    var title: String?
    var scope: ActivityScope?
    var startsOn: CalendarDate?
    var endsOn: CalendarDate?
    var place: PlaceCode?
    var mode: ActivityMode?
    var organiserOrgIds: [EntityID]?
    var funderOrgIds: [EntityID]?
    var fundingProgrammeIds: [EntityID]?
    var agreementId: EntityID?
    var commitmentIds: [EntityID]?
    var topics: [TrainingTopic]?
    var audience: [TargetGroup]?
    var firstOfKind: Bool?
    /// The whole agenda as it now stands.
    var agenda: [AgendaItem]?
    var trainerIds: [EntityID]?
    var reason: CorrectionReason
    var occurredAt: Timestamp?

    /// `plan` with what this command gives.
    func applied(to plan: ActivityPlan) -> ActivityPlan {
        var plan = plan
        func replace<Value>(_ field: WritableKeyPath<ActivityPlan, Value>, _ given: Value?) {
            if let given { plan[keyPath: field] = given }
        }
        replace(\.kind, kind)
        replace(\.title, title)
        replace(\.scope, scope)
        replace(\.startsOn, startsOn)
        replace(\.endsOn, endsOn)
        replace(\.mode, mode)
        replace(\.organiserOrgIds, organiserOrgIds)
        replace(\.funderOrgIds, funderOrgIds)
        replace(\.fundingProgrammeIds, fundingProgrammeIds)
        replace(\.commitmentIds, commitmentIds)
        replace(\.topics, topics)
        replace(\.audience, audience)
        replace(\.firstOfKind, firstOfKind)
        replace(\.agenda, agenda)
        replace(\.trainerIds, trainerIds)
        if let place { plan.place = place }
        if let agreementId { plan.agreementId = agreementId }
        return plan
    }
}

extension ActivityState {
    /// Decides ``CorrectActivity``.
    ///
    /// - `participants`: everybody who was registered: nobody attended on more days than there were.
    func correct(_ command: CorrectActivity, participants: [ParticipantState]) throws(Rejection) -> ActivityCorrected {
        let (id, before) = try existing()
        guard status != .cancelled else {
            throw .transition("the activity", status.rawValue, wanted: "not cancelled")
        }
        let after = try command.applied(to: before).checked()
        let changed = after.differences(from: before)
        guard !changed.isEmpty else {
            throw Rejection("correction.empty", "nothing of the activity would change; state what does")
        }
        let mostDays = participants.filter { !$0.isVoided }.compactMap(\.attendance.days).max() ?? 0
        guard after.dayCount >= mostDays else {
            throw Rejection(
                "period.invalid",
                field: "endsOn",
                "somebody attended on more days than the activity would have; correct the attendance first"
            )
        }
        return after.corrected(id, changed: changed, for: command.reason)
    }
}
