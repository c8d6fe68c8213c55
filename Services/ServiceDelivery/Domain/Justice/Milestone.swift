import EventStore
import Events

/// A step that a person reached in proceedings.
struct Milestone: Sendable, Hashable {
    var role: JusticeRole
    var kind: JusticeMilestone
    var on: CalendarDate
}

/// Record a step in proceedings.
struct RecordMilestone: Sendable {
    var enrolmentID: EntityID
    var milestone: Milestone
}

extension CaseState {
    func record(_ command: RecordMilestone, in caseID: EntityID, _ time: BusinessTime) throws(Rejection) -> [Draft] {
        var enrolment = try enrolment(command.enrolmentID)
        let milestone = command.milestone
        guard enrolment.service == .criminalJustice || enrolment.service == .legal else {
            throw Rejection(
                "service.invalid",
                "steps in proceedings are recorded on support in criminal proceedings (CJS) or legal support (LEG)"
            )
        }
        guard !enrolment.isVoided else {
            throw .invalidTransition("enrolment", "voided", "record the step on the right one")
        }
        try time.refuseFuture(milestone.on, field: "reachedOn")
        var drafts: [Draft] = []
        if let start = activation(of: enrolment, in: caseID, time) {
            drafts.append(start)
            enrolment.hasBegun = true
        }
        guard enrolment.hasBegun, milestone.on >= time.day(enrolment.startedAt),
            enrolment.end.map({ milestone.on <= time.day($0.at) }) ?? true
        else {
            throw .period("reachedOn", "the step lies outside the enrolment; correct its date or the enrolment's")
        }
        guard !enrolment.milestones.contains(milestone) else {
            throw Rejection("milestone.duplicate", field: "milestone", "this step is recorded already", status: 409)
        }
        let events = events(of: enrolment, in: caseID)
        return drafts + [
            events.draft(
                JusticeMilestoneReached(
                    enrolmentId: enrolment.id,
                    caseId: caseID,
                    subjectId: events.subjectID,
                    service: enrolment.service,
                    role: milestone.role,
                    milestone: milestone.kind,
                    reachedOn: milestone.on
                ),
                at: BusinessTime.instant(of: milestone.on)
            )
        ]
    }
}
