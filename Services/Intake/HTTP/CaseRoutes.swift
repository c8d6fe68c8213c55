import EventStore
import Events
import HTTPTypes
import ServiceKit

/// The routes that bring a case in: identification, registration, refusal, consents.
struct CaseRoutes: Sendable {
    let commands: IntakeCommands

    init(_ commands: IntakeCommands) {
        self.commands = commands
    }

    var all: [Route] { [identify, register, decline, assign, consents] }

    private var identify: Route {
        .command(
            .post,
            "/v1/cases",
            summary: "Identifies a case: somebody who may need protection was brought to attention.",
            permission: "case.identify",
            dataClass: .sensitive,
            statuses: [201],
            errors: ["categories.required", "date.in_future", "agreement.not_in_force", "programme.not_begun"],
            example: IntakeExamples.identify,
            response: IntakeExamples.identified
        ) { [commands] transaction, _, input in
            let answer = try commands.identify(input, transaction)
            return CommandResult(answer, version: answer.version, location: "/v1/cases/\(answer.caseId)")
        }
    }

    private var register: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/register",
            summary: "Registers an identified case for a person, with consent or on a legal basis.",
            permission: "case.register",
            dataClass: .identifying,
            errors: [
                "identity.required", "age.required", "consent.missing", "consent.guardian_required",
                "categories.required", "field.invalid", "period.invalid", "agreement.not_in_force",
                "programme.not_begun",
                RouteError("subject.unknown", status: 404),
                RouteError("subject.duplicate", status: 409),
                RouteError("consent.unknown", status: 404),
            ],
            example: IntakeExamples.register,
            response: IntakeExamples.registered
        ) { [commands] in try commands.register($0, $1, $2, $3) }
    }

    private var decline: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/decline",
            summary: "Declines an identified case; nothing is kept of a person.",
            permission: "case.register",
            dataClass: .operational,
            example: DeclineCase(reason: .noConsent),
            response: IntakeExamples.answer(.declined, version: 2)
        ) { [commands] in try commands.decline($0, $1, $2, $3) }
    }

    private var assign: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/assign",
            summary: "Gives a registered case to another case worker.",
            permission: "case.assign",
            dataClass: .operational,
            example: AssignCase(caseWorkerId: IntakeExamples.staffID),
            response: IntakeExamples.answer(.registered, version: 4)
        ) { [commands] in try commands.assign($0, $1, $2, $3) }
    }

    private var consents: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/consents",
            summary: "Records a consent that was given, withheld or taken back.",
            permission: "consent.record",
            dataClass: .sensitive,
            statuses: [201],
            errors: [
                "consent.guardian_required", "period.invalid", "field.invalid",
                RouteError("consent.unknown", status: 404),
            ],
            example: IntakeExamples.consent,
            response: IntakeExamples.consented
        ) { [commands] in try commands.record($0, $1, $2, $3) }
    }
}
