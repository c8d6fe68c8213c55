import EventStore
import Events
import HTTPTypes
import ServiceKit

/// How reintegration is followed up, and how plans end.
enum PlanFollowUpRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] {
        [followUp(settings), complete(settings), abandon(settings)]
    }

    private static func followUp(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/reintegration-plans/{planId}/follow-ups",
            summary: "Record the follow-up after 1, 3, 6 or 12 months",
            permission: "plans.write",
            dataClass: .sensitive,
            errors: PlanRoutes.commonErrors + [
                "follow_up.month_invalid", "follow_up.too_early", "score.range",
                RouteError("follow_up.duplicate", status: 409),
            ],
            example: FollowUpRequest.example,
            response: PlanAnswer.example
        ) { transaction, context, input in
            try PlanRoutes.step(transaction, context, settings) { id, desk in
                let day = input.followedUpOn ?? desk.time.day(input.occurredAt ?? transaction.now)
                let draft = try desk.state.followUp(
                    plan: id,
                    month: input.month,
                    on: day,
                    in: desk.caseID,
                    desk.time
                )
                let findings = try input.sealed(case: desk.caseID)
                try desk.record([draft]) { _ in findings }
            }
        }
    }

    private static func complete(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/reintegration-plans/{planId}/complete",
            summary: "Complete a plan after the last follow-up",
            permission: "plans.write",
            dataClass: .sensitive,
            errors: PlanRoutes.commonErrors + ["follow_up.final_missing"],
            example: CompletePlanRequest.example,
            response: PlanAnswer.example
        ) { transaction, context, input in
            try PlanRoutes.step(transaction, context, settings) { id, desk in
                let draft = try desk.state.complete(
                    plan: id,
                    employed: input.employed,
                    at: input.completedAt ?? input.occurredAt ?? transaction.now,
                    in: desk.caseID,
                    desk.time
                )
                try desk.record([draft])
            }
        }
    }

    private static func abandon(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/reintegration-plans/{planId}/abandon",
            summary: "Record that a plan was abandoned",
            permission: "plans.write",
            dataClass: .sensitive,
            errors: PlanRoutes.commonErrors + ["outcome.invalid"],
            example: AbandonPlanRequest.example,
            response: PlanAnswer.example
        ) { transaction, context, input in
            try PlanRoutes.step(transaction, context, settings) { id, desk in
                let draft = try desk.state.abandon(
                    plan: id,
                    input.outcome,
                    at: input.abandonedAt ?? input.occurredAt ?? transaction.now,
                    in: desk.caseID,
                    desk.time
                )
                try desk.record([draft])
            }
        }
    }
}

extension FollowUpRequest {
    fileprivate func sealed(case caseID: EntityID) throws -> Transaction.Sealed? {
        for (field, score) in [("economic", economic), ("social", social), ("psychosocial", psychosocial)] {
            guard let score, !(0...1).contains(score) else { continue }
            throw Rejection("score.range", field: field, "a score is from 0 to 1")
        }
        guard economic != nil || social != nil || psychosocial != nil || note != nil else { return nil }
        let findings = SealedFollowUp(
            economic: economic,
            social: social,
            psychosocial: psychosocial,
            note: try note.map { try SealedNote.checked($0, field: "note") }
        )
        return try Transaction.Sealed(findings, of: caseID)
    }
}
