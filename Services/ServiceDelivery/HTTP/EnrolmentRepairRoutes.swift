import EventStore
import Events
import HTTPTypes
import ServiceKit

/// Correcting and voiding what was recorded wrongly.
enum EnrolmentRepairRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] {
        [correct(settings), void(settings)]
    }

    private static func correct(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/enrolments/{enrolmentId}/correct",
            summary: "Correct an enrolment, or with sessionId one of its sessions; what is left out stays",
            permission: "enrolments.write",
            dataClass: .sensitive,
            errors: EnrolmentRoutes.commonErrors + [
                "correction.empty", "period.invalid", "session.outside_period", "service.not_offered", "case.not_open",
                "case.unknown", "subject.erased",
                "certificate.kind_mismatch", "quantity.invalid", RouteError("session.unknown", status: 404),
            ],
            example: CorrectEnrolmentRequest.example,
            response: EnrolmentAnswer.example
        ) { transaction, context, input in
            let (id, desk) = try EnrolmentRoutes.open(transaction, context, settings)
            return try EnrolmentRoutes.answer(id, desk) { desk in
                try desk.record([try draft(input, id, desk, transaction)])
            }
        }
    }

    private static func draft(
        _ input: CorrectEnrolmentRequest,
        _ id: EntityID,
        _ desk: CaseDesk,
        _ transaction: Transaction
    ) throws -> Draft {
        guard let sessionID = input.sessionId else {
            guard input.date == nil, input.hours == nil else {
                throw Rejection("field.required", field: "sessionId", "name the session that date and hours are of")
            }
            let command = CorrectEnrolment(
                enrolmentID: id,
                startedAt: input.startedAt,
                service: input.service,
                providerInstitutionID: input.providerInstitutionId,
                programmeID: input.programmeId,
                agreementID: input.agreementId,
                commitmentID: input.commitmentId,
                reason: input.reason
            )
            let providerID = try input.providerInstitutionId ?? desk.state.enrolment(id).providerInstitutionID
            let provider = try transaction.state(ProviderState.self, key: .id(providerID))
            return try desk.state.correct(command, provider: provider, in: desk.caseID, desk.time)
        }
        guard !input.namesEnrolmentFields else {
            throw Rejection(
                "field.invalid",
                field: "sessionId",
                "correct the session and the enrolment in two commands"
            )
        }
        let command = CorrectSession(
            enrolmentID: id,
            sessionID: sessionID,
            date: input.date,
            hours: input.hours,
            reason: input.reason
        )
        return try desk.state.correct(command, in: desk.caseID, desk.time)
    }

    private static func void(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/enrolments/{enrolmentId}/void",
            summary: "Void an enrolment with its certificate, or with sessionId one of its sessions",
            permission: "enrolments.write",
            dataClass: .sensitive,
            errors: EnrolmentRoutes.commonErrors + [RouteError("session.unknown", status: 404)],
            example: VoidEnrolmentRequest.example,
            response: EnrolmentAnswer.example
        ) { transaction, context, input in
            let (id, desk) = try EnrolmentRoutes.open(transaction, context, settings)
            return try EnrolmentRoutes.answer(id, desk) { desk in
                let drafts = try desk.state.void(
                    id,
                    session: input.sessionId,
                    input.reason,
                    in: desk.caseID,
                    desk.time
                )
                try desk.record(drafts)
            }
        }
    }
}
