import EventStore
import Events

/// End an enrolment: complete it, drop it or interrupt it.
struct EndEnrolment: Sendable {
    var enrolmentID: EntityID
    var kind: Enrolment.End.Kind
    var outcome: Outcome?
    var endedAt: Timestamp

    /// What it may end as, the usual first.
    private var outcomes: [Outcome] {
        switch kind {
        case .completed: [.completed, .certified, .partial]
        case .dropped: [.dropped, .refused]
        case .interrupted: [.unavailable, .released, .transferred, .partial]
        }
    }

    func requiredOutcome() throws(Rejection) -> Outcome {
        guard let outcome else { return outcomes[0] }
        guard outcomes.contains(outcome) else {
            throw Rejection(
                "outcome.invalid",
                field: "outcome",
                "here it is one of \(outcomes.map(\.rawValue).joined(separator: ", "))"
            )
        }
        return outcome
    }
}

extension CaseState {
    func end(_ command: EndEnrolment, in caseID: EntityID, _ time: BusinessTime) throws(Rejection) -> [Draft] {
        var enrolment = try enrolment(command.enrolmentID)
        let outcome = try command.requiredOutcome()
        try time.refuseFuture(command.endedAt, field: "endedAt")
        guard enrolment.isOpen(at: command.endedAt) else {
            throw .invalidTransition("enrolment", enrolment.status.rawValue, "only an open one can be ended")
        }
        var drafts: [Draft] = []
        if let start = activation(of: enrolment, in: caseID, time) {
            drafts.append(start)
            enrolment.hasBegun = true
        }
        // One that never began can be called off before its day, but not completed.
        guard enrolment.hasBegun || command.kind != .completed else {
            throw .invalidTransition("enrolment", "planned", "it can be completed once it has begun")
        }
        guard !enrolment.hasBegun || command.endedAt >= enrolment.startedAt else {
            throw .period("endedAt", "the enrolment ends before it begins; correct one of its dates")
        }
        if let last = enrolment.lastDeliveredOn, time.day(command.endedAt) < last {
            throw Rejection(
                "session.outside_period",
                field: "endedAt",
                "a session was delivered after that; correct the date, or the session's"
            )
        }
        return drafts + [events(of: enrolment, in: caseID).ended(command.kind, outcome, at: command.endedAt)]
    }
}
