import EventStore
import Events

/// The plan of a case is approved.
struct ApprovePlan: Codable, Sendable, Hashable {
    struct Action: Codable, Sendable, Hashable {
        var service: ServiceKind
        var providerOrgId: EntityID?
        var due: CalendarDate?
        /// Who sees to it; sealed.
        var responsible: String?
    }

    /// Sealed.
    var goals: [String]
    /// At least one.
    var actions: [Action]
    var authorId: EntityID
    /// Somebody other than the author.
    var approvedBy: EntityID
    /// At most 90 days after approval.
    var reviewDue: CalendarDate
    var occurredAt: Timestamp?
}

/// What is kept of a plan beside its codes: sealed under the case's own key.
struct PlanNotes: Codable, Sendable, Hashable {
    var goals: [String]
    var responsible: [String?]
    var authorId: EntityID
    var approvedBy: EntityID
}

/// A case is reviewed.
struct ReviewCase: Codable, Sendable, Hashable {
    var decision: ReviewDecision
    var sustainability: SustainabilityScores?
    /// At most 90 days after the review, and then unless given; none after a decision to close.
    var reviewDue: CalendarDate?
    var reviewerId: EntityID?
    /// Sealed.
    var note: String?
    var occurredAt: Timestamp?
}

/// What is kept of a review beside its codes: sealed under the case's own key.
struct ReviewNotes: Codable, Sendable, Hashable {
    var reviewerId: EntityID?
    var note: String?
}

extension CaseState {
    /// The longest time between reviews, in days.
    static let reviewIntervalDays = 90

    /// Decides to approve a plan.
    func approve(_ command: ApprovePlan, _ occasion: Occasion) throws(Rejection) -> CasePlanned {
        let subjectID = try requireSubject()
        try life.require(.plan, at: occasion.at)
        guard command.approvedBy != command.authorId else {
            throw Rejection(
                "plan.self_approval",
                field: "approvedBy",
                "somebody other than the author must approve a plan"
            )
        }
        guard !command.goals.isEmpty, command.goals.allSatisfy({ !$0.isBlank }) else {
            throw Rejection("field.required", field: "goals", "name at least one goal")
        }
        guard !command.actions.isEmpty else {
            throw Rejection("field.required", field: "actions", "plan at least one service")
        }
        try Self.check(reviewDue: command.reviewDue, occasion)
        return CasePlanned(
            caseId: caseID,
            subjectId: subjectID,
            institutionId: institutionID,
            planNumber: planNumber + 1,
            actions: command.actions.map {
                PlannedAction(service: $0.service, providerOrgId: $0.providerOrgId, due: $0.due)
            },
            approvedAt: occasion.at,
            reviewDue: command.reviewDue
        )
    }

    /// Decides to record a review.
    func review(
        _ command: ReviewCase,
        _ occasion: Occasion
    ) throws(Rejection) -> (reviewed: CaseReviewed, profile: CaseProfile?) {
        try life.require(CaseStep(command.decision), at: occasion.at)
        var reviewDue = command.reviewDue
        if command.decision != .close {
            reviewDue = reviewDue ?? occasion.day.adding(days: Self.reviewIntervalDays)
        }
        if let reviewDue { try Self.check(reviewDue: reviewDue, occasion) }
        var profile = profile
        if let scores = command.sustainability {
            try Self.check(scores)
            profile?.sustainability = scores
        }
        let reviewed = CaseReviewed(
            caseId: caseID,
            institutionId: institutionID,
            decision: command.decision,
            reviewedAt: occasion.at,
            reviewDue: reviewDue
        )
        return (reviewed, profile == self.profile ? nil : profile)
    }

    /// Decides that a planned case has begun, by a service that is under way.
    ///
    /// - Returns: `nil` when the case is not waiting for one.
    func start(_ enrolment: Work) -> CaseStarted? {
        guard let subjectID, life.status == .planned, let planned = life.entries.last else { return nil }
        return CaseStarted(
            caseId: caseID,
            subjectId: subjectID,
            institutionId: institutionID,
            enrolmentId: enrolment.id,
            // An urgent service began before the plan; the case began with the plan.
            startedAt: max(enrolment.startedAt, planned.at)
        )
    }

    static func check(reviewDue: CalendarDate, _ occasion: Occasion) throws(Rejection) {
        guard reviewDue <= occasion.day.adding(days: reviewIntervalDays) else {
            throw Rejection(
                "plan.review_too_late",
                field: "reviewDue",
                "a review is due at most \(reviewIntervalDays) days later; choose an earlier day"
            )
        }
        guard reviewDue >= occasion.day else {
            throw .invalidField("reviewDue", "a review cannot be due before that day")
        }
    }

    private static func check(_ scores: SustainabilityScores) throws(Rejection) {
        let named = [("economic", scores.economic), ("social", scores.social), ("psychosocial", scores.psychosocial)]
        for (name, score) in named where !(0...1).contains(score) {
            throw .invalidField("sustainability.\(name)", "give a score of 0 to 1")
        }
    }
}
