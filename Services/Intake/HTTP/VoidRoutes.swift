import EventStore
import Events
import HTTPTypes
import ServiceKit

/// The routes that take back a record of a case that was entered in error.
struct VoidRoutes: Sendable {
    let commands: IntakeCommands

    init(_ commands: IntakeCommands) {
        self.commands = commands
    }

    var all: [Route] { [admission, consent, assessment, contact] }

    private var admission: Route {
        route(
            "/v1/cases/{caseId}/admission/{admissionId}/void",
            "admissionId",
            summary: "Takes back an admission that was entered in error, with all that happened in it.",
            errors: [RouteError("admission.unknown", status: 404)],
            response: VoidAnswer(recordId: IntakeExamples.admissionID, caseId: IntakeExamples.caseID, version: 5)
        ) { [commands] in try commands.voidAdmission($0, $1, $2, $3, $4) }
    }

    private var consent: Route {
        route(
            "/v1/cases/{caseId}/consents/{consentId}/void",
            "consentId",
            summary: "Takes back a consent that was entered in error.",
            errors: [RouteError("consent.unknown", status: 404), "consent.missing"],
            response: VoidAnswer(
                recordId: ConsentRecorded.example.consentId,
                caseId: IntakeExamples.caseID,
                version: 2
            )
        ) { [commands] in try commands.voidConsent($0, $1, $2, $3, $4) }
    }

    private var assessment: Route {
        route(
            "/v1/cases/{caseId}/assessments/{assessmentId}/void",
            "assessmentId",
            summary: "Takes back an assessment that was entered in error; the one before counts again.",
            errors: [RouteError("assessment.unknown", status: 404)],
            response: VoidAnswer(
                recordId: CaseAssessed.example.assessmentId,
                caseId: IntakeExamples.caseID,
                version: 7
            )
        ) { [commands] in try commands.voidAssessment($0, $1, $2, $3, $4) }
    }

    private var contact: Route {
        route(
            "/v1/cases/{caseId}/admission/contacts/{contactId}/void",
            "contactId",
            summary: "Takes back a contact with the family that was entered in error.",
            errors: [RouteError("contact.unknown", status: 404)],
            response: VoidAnswer(
                recordId: ContactVoided.example.contactId,
                caseId: IntakeExamples.caseID,
                version: 6
            )
        ) { [commands] in try commands.voidContact($0, $1, $2, $3, $4) }
    }

    private func route(
        _ path: PathTemplate,
        _ record: String,
        summary: String,
        errors: [RouteError],
        response: VoidAnswer,
        run: @escaping @Sendable (VoidRecord, EntityID, EntityID, Int?, Transaction) throws -> VoidAnswer
    ) -> Route {
        .command(
            .post,
            path,
            summary: summary,
            permission: "case.correct",
            dataClass: .sensitive,
            errors: IntakeRoutes.caseErrors + errors,
            example: VoidRecord(reason: .wrongPerson),
            response: response
        ) { transaction, context, input in
            let answer = try run(
                input,
                try context.id("caseId"),
                try context.id(record),
                context.expectedVersion,
                transaction
            )
            return CommandResult(answer, version: answer.version, location: "/v1/cases/\(answer.caseId)")
        }
    }
}
