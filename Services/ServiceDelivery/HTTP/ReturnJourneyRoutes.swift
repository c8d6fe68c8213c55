import EventStore
import Events
import HTTPTypes
import ServiceKit

/// The journey of a return, and how it ends before departure.
enum ReturnJourneyRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] {
        [depart(settings), arrive(settings), withdraw(settings), cancel(settings)]
    }

    private static func depart(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/returns/{returnId}/depart",
            summary: "Record the departure; the person counts from here",
            permission: "returns.write",
            dataClass: .sensitive,
            errors: ReturnRoutes.commonErrors + [
                "return.not_counselled", "return.not_fit", "return.best_interests_missing", "case.not_open",
                "case.unknown", "subject.erased",
            ],
            example: DepartRequest.example,
            response: ReturnAnswer.example
        ) { transaction, context, input in
            try ReturnRoutes.step(transaction, context, settings) { id, desk in
                let instant = input.departedAt ?? input.occurredAt ?? transaction.now
                try desk.record([try desk.state.depart(id, at: instant, in: desk.caseID, desk.time)])
            }
        }
    }

    private static func arrive(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/returns/{returnId}/arrive",
            summary: "Record the arrival",
            permission: "returns.write",
            dataClass: .sensitive,
            errors: ReturnRoutes.commonErrors + ["period.invalid", "return.not_counselled", "return.not_fit"],
            example: ArriveRequest.example,
            response: ReturnAnswer.example
        ) { transaction, context, input in
            try ReturnRoutes.step(transaction, context, settings) { id, desk in
                let instant = input.arrivedAt ?? input.occurredAt ?? transaction.now
                try desk.record([try desk.state.arrive(id, at: instant, in: desk.caseID, desk.time)])
            }
        }
    }

    private static func withdraw(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/returns/{returnId}/withdraw",
            summary: "Record that the person decided against returning",
            permission: "returns.write",
            dataClass: .sensitive,
            errors: ReturnRoutes.commonErrors,
            example: WithdrawRequest.example,
            response: ReturnAnswer.example
        ) { transaction, context, input in
            try ReturnRoutes.step(transaction, context, settings) { id, desk in
                let draft = try desk.state.endReturn(
                    id,
                    isWithdrawn: true,
                    input.reason ?? .changedMind,
                    at: input.withdrawnAt ?? input.occurredAt ?? transaction.now,
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
            "/v1/returns/{returnId}/cancel",
            summary: "Call a return off before departure",
            permission: "returns.write",
            dataClass: .sensitive,
            errors: ReturnRoutes.commonErrors,
            example: CancelRequest.example,
            response: ReturnAnswer.example
        ) { transaction, context, input in
            try ReturnRoutes.step(transaction, context, settings) { id, desk in
                let draft = try desk.state.endReturn(
                    id,
                    isWithdrawn: false,
                    input.reason,
                    at: input.cancelledAt ?? input.occurredAt ?? transaction.now,
                    in: desk.caseID,
                    desk.time
                )
                try desk.record([draft])
            }
        }
    }
}
