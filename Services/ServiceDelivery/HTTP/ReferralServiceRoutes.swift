import EventStore
import Events
import HTTPTypes
import ServiceKit

/// The service that a referral asked for, and how the referral ends.
enum ReferralServiceRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] { [start(settings), complete(settings), cancel(settings)] }

    private static func start(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/referrals/{referralId}/start",
            summary: "Record that the service began elsewhere; an enrolment on the referral says so by itself",
            permission: "referrals.answer",
            dataClass: .operational,
            errors: ReferralRoutes.commonErrors,
            example: StartReferralRequest.example,
            response: ReferralAnswer.example
        ) { transaction, context, input in
            try ReferralRoutes.step(transaction, context, settings) { id, desk in
                let instant = input.startedAt ?? input.occurredAt ?? transaction.now
                try desk.record([try desk.state.start(referral: id, at: instant, in: desk.caseID, desk.time)])
            }
        }
    }

    private static func complete(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/referrals/{referralId}/complete",
            summary: "Record how the service ended that was given elsewhere",
            permission: "referrals.answer",
            dataClass: .operational,
            errors: ReferralRoutes.commonErrors + [RouteError("referral.service_open", status: 409)],
            example: CompleteReferralRequest.example,
            response: ReferralAnswer.example
        ) { transaction, context, input in
            try ReferralRoutes.step(transaction, context, settings) { id, desk in
                let draft = try desk.state.complete(
                    referral: id,
                    input.outcome ?? .completed,
                    at: input.completedAt ?? input.occurredAt ?? transaction.now,
                    in: desk.caseID,
                    desk.time
                )
                try desk.record([draft])
            }
        }
    }

    private static func cancel(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/referrals/{referralId}/cancel",
            summary: "Cancel a referral before the service begins",
            permission: "referrals.write",
            dataClass: .operational,
            errors: ReferralRoutes.commonErrors,
            example: CancelReferralRequest.example,
            response: ReferralAnswer.example
        ) { transaction, context, input in
            try ReferralRoutes.step(transaction, context, settings) { id, desk in
                let instant = input.cancelledAt ?? input.occurredAt ?? transaction.now
                try desk.record([try desk.state.cancel(referral: id, at: instant, in: desk.caseID, desk.time)])
            }
        }
    }
}
