import EventStore
import Events
import ServiceKit

/// The routes that follow a registered case: assessment, plan, reviews, its end, and what was entered wrongly.
struct CaseWorkRoutes: Sendable {
    let commands: IntakeCommands

    init(_ commands: IntakeCommands) {
        self.commands = commands
    }

    var all: [Route] { [assess, plan, review, close, reopen, correct, void] }

    private var assess: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/assessments",
            summary: "Records an assessment: the factors found and the risk.",
            permission: "case.assess",
            dataClass: .sensitive,
            statuses: [201],
            errors: ["factors.required", "factor.level_mismatch", "field.invalid"],
            example: IntakeExamples.assess,
            response: IntakeExamples.assessed
        ) { [commands] in try commands.assess($0, $1, $2, $3) }
    }

    private var plan: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/plan",
            summary: "Approves the plan of an assessed case.",
            permission: "case.plan",
            dataClass: .sensitive,
            errors: ["plan.self_approval", "plan.review_too_late", "field.required", "field.invalid"],
            example: IntakeExamples.plan,
            response: IntakeExamples.answer(.planned, version: 6)
        ) { [commands] in try commands.approve($0, $1, $2, $3) }
    }

    private var review: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/reviews",
            summary: "Reviews a case in progress: to go on, to revise the plan, or to close.",
            permission: "case.review",
            dataClass: .sensitive,
            errors: ["plan.review_too_late", "field.invalid"],
            example: ReviewCase(
                decision: .continuePlan,
                sustainability: SustainabilityScores(economic: 0.5, social: 0.75, psychosocial: 0.5)
            ),
            response: IntakeExamples.answer(.inProgress, version: 8)
        ) { [commands] in try commands.review($0, $1, $2, $3) }
    }

    private var close: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/close",
            summary: "Closes a case with nothing under way.",
            permission: "case.close",
            dataClass: .sensitive,
            errors: ["case.has_open_work", "field.invalid"],
            example: CloseCase(reason: .aftercareDone),
            response: IntakeExamples.answer(.closed, version: 9)
        ) { [commands] in try commands.close($0, $1, $2, $3) }
    }

    private var reopen: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/reopen",
            summary: "Opens a closed case again, within 24 months.",
            permission: "case.close",
            dataClass: .sensitive,
            errors: ["case.reopen_too_late", "field.required"],
            example: ReopenCase(reason: "The family asked for help again."),
            response: IntakeExamples.answer(.registered, version: 10)
        ) { [commands] in try commands.reopen($0, $1, $2, $3) }
    }

    private var correct: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/correct",
            summary: "Puts right what was entered wrongly about a case or its person.",
            permission: "case.correct",
            dataClass: .identifying,
            errors: [
                "correction.empty", "identity.required", "age.required", "categories.required", "field.invalid",
                "period.invalid", "agreement.not_in_force", "programme.not_begun",
            ],
            example: CorrectCase(
                reason: .dataEntry,
                subject: SubjectChanges(estimatedAge: 16, estimatedOn: IntakeExamples.day),
                clear: [.education]
            ),
            response: IntakeExamples.answer(.inProgress, version: 11)
        ) { [commands] in try commands.correct($0, $1, $2, $3) }
    }

    private var void: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/void",
            summary: "Takes back a case that was entered in error; it counts nowhere.",
            permission: "case.correct",
            dataClass: .operational,
            example: VoidCase(reason: .duplicateEntry),
            response: IntakeExamples.answer(.voided, version: 12)
        ) { [commands] in try commands.void($0, $1, $2, $3) }
    }
}
