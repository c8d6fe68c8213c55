import EventStore
import Events
import HTTPTypes
import ServiceKit

/// What the organisation asked says to a referral.
enum ReferralAnswerRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] { [receive(settings), accept(settings), reject(settings)] }

    private static func receive(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/referrals/{referralId}/receive",
            summary: "Record that the referral reached the organisation asked",
            permission: "referrals.answer",
            dataClass: .operational,
            errors: ReferralRoutes.commonErrors,
            example: ReceiveReferralRequest.example,
            response: ReferralAnswer.example
        ) { transaction, context, input in
            try ReferralRoutes.step(transaction, context, settings) { id, desk in
                let instant = input.receivedAt ?? input.occurredAt ?? transaction.now
                try desk.record([try desk.state.receive(referral: id, at: instant, in: desk.caseID, desk.time)])
            }
        }
    }

    private static func accept(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/referrals/{referralId}/accept",
            summary: "Accept a referral",
            permission: "referrals.answer",
            dataClass: .operational,
            errors: ReferralRoutes.commonErrors,
            example: AcceptReferralRequest.example,
            response: ReferralAnswer.example
        ) { transaction, context, input in
            try ReferralRoutes.step(transaction, context, settings) { id, desk in
                let instant = input.acceptedAt ?? input.occurredAt ?? transaction.now
                try desk.record([try desk.state.accept(referral: id, at: instant, in: desk.caseID, desk.time)])
            }
        }
    }

    private static func reject(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/referrals/{referralId}/reject",
            summary: "Reject a referral, with a reason",
            permission: "referrals.answer",
            dataClass: .operational,
            errors: ReferralRoutes.commonErrors + ["reject.reason_required"],
            example: RejectReferralRequest.example,
            response: ReferralAnswer.example
        ) { transaction, context, input in
            try ReferralRoutes.step(transaction, context, settings) { id, desk in
                let draft = try desk.state.reject(
                    referral: id,
                    input.reason,
                    at: input.rejectedAt ?? input.occurredAt ?? transaction.now,
                    in: desk.caseID,
                    desk.time
                )
                try desk.record([draft])
            }
        }
    }
}
