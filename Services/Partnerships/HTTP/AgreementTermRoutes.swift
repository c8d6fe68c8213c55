import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

extension PartnershipsRoutes {
    /// From signature to end.
    var agreementTerm: [Route] {
        [signAgreement, activateAgreement, reviewAgreement, renewAgreement, terminateAgreement]
    }

    private var errors: [RouteError] {
        [.unknown("agreement"), .transition, .inFuture, .versionConflict]
    }

    private var signAgreement: Route {
        .command(
            .post,
            "/v1/agreements/{agreementId}/sign",
            summary: "Signs an agreement for all its parties; it comes into force on the day that it states.",
            permission: Permission.agreement,
            dataClass: .public,
            errors: errors + ["signatory.missing", "signatory.not_party"],
            example: SignAgreement.example,
            response: AgreementAnswer.example(.inForce)
        ) { transaction, context, command in
            let id = try context.id("agreementId")
            let moment = self.moment(transaction)
            let event = try self.load(AgreementState.self, id, transaction, context).sign(command, at: moment)
            try transaction.append(
                event,
                to: id,
                occurredAt: try moment.occurred(command.occurredAt, on: event.signedOn)
            )
            return try self.answer(id, transaction, followTime: true)
        }
    }

    private var activateAgreement: Route {
        .command(
            .post,
            "/v1/agreements/{agreementId}/activate",
            summary: "Brings a signed agreement into force.",
            permission: Permission.agreement,
            dataClass: .public,
            errors: errors + ["period.invalid"],
            example: ActivateAgreement(from: AgreementInForce.example.from),
            response: AgreementAnswer.example(.inForce)
        ) { transaction, context, command in
            let id = try context.id("agreementId")
            let moment = self.moment(transaction)
            let event = try self.load(AgreementState.self, id, transaction, context).activate(command, at: moment)
            try transaction.append(event, to: id, occurredAt: try moment.occurred(command.occurredAt, on: event.from))
            return try self.answer(id, transaction, followTime: true)
        }
    }

    private var reviewAgreement: Route {
        .command(
            .post,
            "/v1/agreements/{agreementId}/review",
            summary: "Records that an agreement was reviewed and stays in force.",
            permission: Permission.agreement,
            dataClass: .public,
            errors: errors,
            example: ReviewAgreement(reviewedOn: AgreementReviewed.example.reviewedOn),
            response: AgreementAnswer.example(.inForce)
        ) { transaction, context, command in
            let id = try context.id("agreementId")
            let moment = self.moment(transaction)
            let event = try self.load(AgreementState.self, id, transaction, context).review(command, at: moment)
            try transaction.append(
                event,
                to: id,
                occurredAt: try moment.occurred(command.occurredAt, on: event.reviewedOn)
            )
            return try self.answer(id, transaction, followTime: false)
        }
    }

    private var renewAgreement: Route {
        .command(
            .post,
            "/v1/agreements/{agreementId}/renew",
            summary: "Renews an agreement; an expired one comes into force again.",
            permission: Permission.agreement,
            dataClass: .public,
            errors: errors + ["period.invalid"],
            example: RenewAgreement(to: AgreementRenewed.example.to, renewedOn: AgreementRenewed.example.renewedOn),
            response: AgreementAnswer.example(.inForce)
        ) { transaction, context, command in
            let id = try context.id("agreementId")
            let moment = self.moment(transaction)
            let (renewed, inForce) = try self.load(AgreementState.self, id, transaction, context)
                .renew(command, at: moment)
            let occurredAt = try moment.occurred(command.occurredAt, on: renewed.renewedOn)
            try transaction.append(renewed, to: id, occurredAt: occurredAt)
            if let inForce { try transaction.append(inForce, to: id, occurredAt: occurredAt) }
            return try self.answer(id, transaction, followTime: true)
        }
    }

    private var terminateAgreement: Route {
        .command(
            .post,
            "/v1/agreements/{agreementId}/terminate",
            summary: "Ends an agreement before its last day.",
            permission: Permission.agreement,
            dataClass: .public,
            errors: errors + ["period.invalid", "agreement.party_unknown"],
            example: TerminateAgreement(
                byOrgId: AgreementTerminated.example.byOrgId,
                terminatedOn: AgreementTerminated.example.terminatedOn
            ),
            response: AgreementAnswer.example(.terminated)
        ) { transaction, context, command in
            let id = try context.id("agreementId")
            let moment = self.moment(transaction)
            let event = try self.load(AgreementState.self, id, transaction, context).terminate(command, at: moment)
            try transaction.append(
                event,
                to: id,
                occurredAt: try moment.occurred(command.occurredAt, on: event.terminatedOn)
            )
            return try self.answer(id, transaction, followTime: false)
        }
    }
}
