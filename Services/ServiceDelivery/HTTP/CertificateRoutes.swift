import EventStore
import Events
import HTTPTypes
import ServiceKit

/// Certificates of completed enrolments.
enum CertificateRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] {
        [issue(settings), revoke(settings)]
    }

    private static func issue(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/enrolments/{enrolmentId}/certificate",
            summary: "Issue a certificate for a completed enrolment; its number is minted here",
            permission: "certificates.write",
            dataClass: .identifying,
            statuses: [201],
            errors: EnrolmentRoutes.commonErrors + [
                "certificate.not_completed", "certificate.duplicate", "certificate.kind_mismatch",
            ],
            example: CertificateRequest.example,
            response: EnrolmentAnswer.example
        ) { transaction, context, input in
            let (id, desk) = try EnrolmentRoutes.open(transaction, context, settings)
            let day = input.issuedOn ?? desk.time.day(input.occurredAt ?? transaction.now)
            let command = IssueCertificate(enrolmentID: id, kind: input.kind, level: input.level, issuedOn: day)
            let holder = try input.holderName.map {
                SealedHolder(holderName: try SealedNote.checked($0, field: "holderName"))
            }
            var result = try EnrolmentRoutes.answer(id, desk) { desk in
                let kind = try desk.state.certifiable(command, desk.time)
                // Its verification code is made with this when it is printed; a reader could not make the secret.
                _ = try transaction.verificationSecret()
                let number = try transaction.nextCertificateNumber(
                    kind,
                    prefix: settings.numberPrefix,
                    year: day.year
                )
                let draft = try desk.state.issue(command, kind, number: number.description, in: desk.caseID)
                let subjectID = desk.state.ownSubject(of: try desk.state.enrolment(id).subjectID)
                let sealed = try holder.map { try Transaction.Sealed($0, of: subjectID) }
                try desk.record([draft]) { _ in sealed }
            }
            result.location = "/v1/enrolments/\(id)"
            return result
        }
    }

    private static func revoke(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/enrolments/{enrolmentId}/certificate/revoke",
            summary: "Revoke the certificate of an enrolment; another can then be issued",
            permission: "certificates.write",
            dataClass: .operational,
            errors: EnrolmentRoutes.commonErrors + [RouteError("certificate.unknown", status: 404)],
            example: ReasonRequest.example,
            response: EnrolmentAnswer.example
        ) { transaction, context, input in
            let (id, desk) = try EnrolmentRoutes.open(transaction, context, settings)
            return try EnrolmentRoutes.answer(id, desk) { desk in
                try desk.record([
                    try desk.state.revokeCertificate(of: id, input.reason, in: desk.caseID, desk.time)
                ])
            }
        }
    }
}
