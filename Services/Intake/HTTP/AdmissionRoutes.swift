import EventStore
import Events
import ServiceKit

/// The routes of a person's stay in an institution, from admission to release.
struct AdmissionRoutes: Sendable {
    let commands: IntakeCommands

    init(_ commands: IntakeCommands) {
        self.commands = commands
    }

    var all: [Route] { [admit, rights, classification, contacts, releasePreparation, release, abscond, comeBack] }

    private var admit: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/admission",
            summary: "Admits the person to an institution by a valid order.",
            permission: "admission.admit",
            dataClass: .identifying,
            statuses: [201],
            errors: [
                "order.required", "placement.sex_not_served", "placement.age_not_served", "placement.adult_child_mix",
                "placement.security_not_offered", "period.invalid",
            ],
            example: IntakeExamples.admit,
            response: IntakeExamples.stay(.admitted, version: 1)
        ) { [commands] in try commands.admit($0, $1, $2, $3) }
    }

    private var rights: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/admission/rights",
            summary: "Records that the admitted person's rights were explained.",
            permission: "admission.follow",
            dataClass: .sensitive,
            errors: ["field.invalid"],
            example: ExplainRights(language: "arz"),
            response: IntakeExamples.stay(.admitted, version: 2)
        ) { [commands] in try commands.explainRights($0, $1, $2, $3) }
    }

    private var classification: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/admission/classification",
            summary: "Classifies the admitted person, or classifies anew.",
            permission: "admission.classify",
            dataClass: .sensitive,
            errors: ["plan.review_too_late", "field.invalid"],
            example: ClassifyPerson(
                classification: .level2,
                basis: ClassificationBasis(
                    offenceType: "Theft without violence",
                    physicalHealth: "Good",
                    mentalHealth: "Sleeps badly since the arrest",
                    personality: "Quiet, learns readily"
                )
            ),
            response: IntakeExamples.stay(.classified, version: 3)
        ) { [commands] in try commands.classify($0, $1, $2, $3) }
    }

    private var contacts: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/admission/contacts",
            summary: "Records that the admitted person was in touch with the family.",
            permission: "admission.follow",
            dataClass: .sensitive,
            statuses: [201],
            example: RecordContact(kind: .visit, on: IntakeExamples.day),
            response: IntakeExamples.stay(.classified, version: 4)
        ) { [commands] in try commands.recordContact($0, $1, $2, $3) }
    }

    private var releasePreparation: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/admission/release-preparation",
            summary: "Begins to prepare a release that is at most 90 days away.",
            permission: "admission.release",
            dataClass: .sensitive,
            errors: ["release.date_required", "release.preparation_too_early", "period.invalid"],
            example: PrepareRelease(expectedRelease: IntakeExamples.day),
            response: IntakeExamples.stay(.preparingRelease, version: 5)
        ) { [commands] in try commands.prepareRelease($0, $1, $2, $3) }
    }

    private var release: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/admission/release",
            summary: "Releases the person.",
            permission: "admission.release",
            dataClass: .sensitive,
            example: ReleasePerson(familyNotifiedAt: IntakeExamples.time),
            response: IntakeExamples.stay(.released, version: 6)
        ) { [commands] in try commands.release($0, $1, $2, $3) }
    }

    private var abscond: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/admission/abscond",
            summary: "Records that the person left without leave.",
            permission: "admission.follow",
            dataClass: .sensitive,
            errors: ["period.invalid", "field.invalid"],
            example: RecordAbsence(occurredAt: IntakeExamples.time),
            response: IntakeExamples.stay(.absconded, version: 4)
        ) { [commands] in try commands.abscond($0, $1, $2, $3) }
    }

    private var comeBack: Route {
        IntakeRoutes.command(
            "/v1/cases/{caseId}/admission/return",
            summary: "Records that the person came back.",
            permission: "admission.follow",
            dataClass: .sensitive,
            errors: ["field.invalid"],
            example: RecordAbsence(occurredAt: IntakeExamples.time),
            response: IntakeExamples.stay(.admitted, version: 5)
        ) { [commands] in try commands.comeBack($0, $1, $2, $3) }
    }
}
