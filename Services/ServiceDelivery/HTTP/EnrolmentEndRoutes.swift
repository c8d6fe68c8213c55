import EventStore
import Events
import HTTPTypes
import ServiceKit

/// How enrolments end.
enum EnrolmentEndRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] {
        [
            route("/v1/enrolments/{enrolmentId}/complete", "Complete an enrolment", .completed, settings),
            route("/v1/enrolments/{enrolmentId}/drop", "Record that a person dropped out", .dropped, settings),
            route("/v1/enrolments/{enrolmentId}/interrupt", "Interrupt an enrolment", .interrupted, settings),
        ]
    }

    private static func route(
        _ path: PathTemplate,
        _ summary: String,
        _ kind: Enrolment.End.Kind,
        _ settings: ServiceSettings
    ) -> Route {
        Route.command(
            .post,
            path,
            summary: summary,
            permission: "enrolments.write",
            dataClass: .sensitive,
            errors: EnrolmentRoutes.commonErrors + ["outcome.invalid", "period.invalid", "session.outside_period"],
            example: EndEnrolmentRequest.example,
            response: EnrolmentAnswer.example
        ) { transaction, context, input in
            let (id, desk) = try EnrolmentRoutes.open(transaction, context, settings)
            let command = EndEnrolment(
                enrolmentID: id,
                kind: kind,
                outcome: input.outcome,
                endedAt: input.endedAt ?? input.occurredAt ?? transaction.now
            )
            let note = try SealedNote.sealed(input.clinicalNote, field: "clinicalNote", case: desk.caseID)
            return try EnrolmentRoutes.answer(id, desk) { desk in
                let drafts = try desk.state.end(command, in: desk.caseID, desk.time)
                try desk.record(drafts) { draft in draft.event is ServiceStarted ? nil : note }
            }
        }
    }
}
