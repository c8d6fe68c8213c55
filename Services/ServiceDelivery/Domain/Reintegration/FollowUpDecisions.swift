import EventStore
import Events

extension CaseState {
    func followUp(
        plan id: EntityID,
        month: Int,
        on day: CalendarDate,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection) -> Draft {
        let plan = try plan(id)
        guard let startedAt = plan.startedAt, plan.isOpen(at: BusinessTime.instant(of: day)) else {
            throw .invalidTransition("plan", plan.status.rawValue, "only one in progress is followed up")
        }
        guard let position = ReintegrationPlan.followUpMonths.firstIndex(of: month) else {
            throw Rejection(
                "follow_up.month_invalid",
                field: "month",
                "people are followed up after 1, 3, 6 and 12 months; give one of these"
            )
        }
        guard plan.followUps[month] == nil else {
            throw Rejection("follow_up.duplicate", field: "month", "this follow-up is recorded already", status: 409)
        }
        try time.refuseFuture(day, field: "followedUpOn")
        // One belongs to the stretch after the follow-up before it: a visit in the second month is no 12-month follow-up.
        let previous = position == 0 ? 0 : ReintegrationPlan.followUpMonths[position - 1]
        let earliest = time.day(startedAt).adding(months: previous)
        guard day >= earliest else {
            throw Rejection(
                "follow_up.too_early",
                field: "followedUpOn",
                "this follow-up is not due by then; correct the date or the month"
            )
        }
        return events(of: plan, in: caseID).followedUp(month: month, on: day)
    }

    func complete(
        plan id: EntityID,
        employed: Bool?,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection) -> Draft {
        let plan = try plan(id)
        guard plan.startedAt != nil, plan.isOpen(at: instant) else {
            throw .invalidTransition("plan", plan.status.rawValue, "only one in progress can be completed")
        }
        try time.refuseFuture(instant, field: "completedAt")
        guard let last = plan.followUps[ReintegrationPlan.lastFollowUpMonth] else {
            throw Rejection(
                "follow_up.final_missing",
                "the follow-up after 12 months is missing; record it first (…/follow-ups)"
            )
        }
        guard time.day(instant) >= last else {
            throw .period("completedAt", "the last follow-up was later than that; correct one of the dates")
        }
        return events(of: plan, in: caseID).completed(employed: employed, at: instant)
    }

    func abandon(
        plan id: EntityID,
        _ outcome: Outcome?,
        at instant: Timestamp,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection) -> Draft {
        let plan = try plan(id)
        guard plan.isOpen(at: instant) else {
            throw .invalidTransition("plan", plan.status.rawValue, "it has ended already")
        }
        try time.refuseFuture(instant, field: "abandonedAt")
        let outcome = outcome ?? .dropped
        guard outcome != .completed, outcome != .certified else {
            throw Rejection("outcome.invalid", field: "outcome", "a plan that is abandoned is not completed")
        }
        if let startedAt = plan.startedAt, instant < startedAt {
            throw .period("abandonedAt", "the plan ends before it begins; correct the date")
        }
        return events(of: plan, in: caseID).abandoned(outcome, at: instant)
    }
}
