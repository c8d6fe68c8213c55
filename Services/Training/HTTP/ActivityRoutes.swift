import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

extension TrainingRoutes {
    var activities: [Route] {
        [planActivity, correctActivity, activity, activityList]
    }

    private var errors: [RouteError] {
        [
            .inFuture, "period.invalid", "organiser.required", "commitment.outside_agreement", "commitment.withdrawn",
            "trainer.unknown",
        ]
    }

    private var planActivity: Route {
        .command(
            .post,
            "/v1/activities",
            summary: "Plans an activity.",
            permission: Permission.activity,
            dataClass: .operational,
            statuses: [201],
            errors: errors + [.taken],
            example: PlanActivity.example,
            response: ActivityAnswer.example(.planned)
        ) { transaction, _, command in
            let id = try transaction.newID(command.activityId, field: "activityId")
            var plan = try command.plan.checked()
            try transaction.requireTrainers(plan.trainerIds)
            plan.agreementId = try transaction.agreement(stated: plan.agreementId, commitmentIDs: plan.commitmentIds)
            let entry = try transaction.append(
                plan.planned(id),
                to: id,
                occurredAt: try self.moment(transaction).occurred(command.occurredAt)
            )
            return CommandResult(
                ActivityAnswer(activityId: id, status: .planned, version: entry.version),
                version: entry.version,
                location: "/v1/activities/\(id)"
            )
        }
    }

    private var correctActivity: Route {
        .command(
            .post,
            "/v1/activities/{activityId}/correct",
            summary: "Corrects what was recorded of an activity: what is given replaces what was.",
            permission: Permission.activity,
            dataClass: .operational,
            errors: errors + [.unknown("activity"), .transition, .versionConflict, "correction.empty"],
            example: CorrectActivity(topics: [.terminology], reason: .dataEntry),
            response: ActivityAnswer.example(.planned)
        ) { transaction, context, command in
            let id = try context.id("activityId")
            let state = try self.load(ActivityState.self, id, transaction, context)
            var command = command
            try transaction.requireTrainers(command.trainerIds ?? [])
            if command.agreementId != nil || command.commitmentIds != nil {
                let plan = command.applied(to: try state.existing().plan)
                command.agreementId = try transaction.agreement(
                    stated: plan.agreementId,
                    commitmentIDs: plan.commitmentIds
                )
            }
            let event = try state.correct(command, participants: try transaction.participants(of: id))
            try transaction.append(
                event,
                to: id,
                occurredAt: try self.moment(transaction).occurred(command.occurredAt)
            )
            let answer = try ActivityAnswer(id, transaction)
            return CommandResult(answer, version: answer.version)
        }
    }

    private var activity: Route {
        .query(
            "/v1/activities/{activityId}",
            summary: "Gives an activity and what is known of its attendance.",
            permission: Permission.read,
            dataClass: .operational,
            errors: [.unknown("activity")],
            response: ActivityView.example
        ) { context in
            let id = try context.id("activityId")
            // No ETag: the attendance changes with the participants, which have versions of their own.
            return QueryResult(try await context.folding { try ActivityView(id, $0) })
        }
    }

    private var activityList: Route {
        .query(
            "/v1/activities",
            summary: "Lists activities.",
            permission: Permission.read,
            dataClass: .operational,
            parameters: [
                .code("kind", ActivityKind.self, "Only of this kind."),
                .code("status", ActivityStatus.self, "Only in this status."),
                .id("organiserOrgId", "Only organised by this organisation, alone or with others."),
            ],
            isPaged: true,
            response: Page(items: [ActivityView.example])
        ) { context in
            let query = ListQuery("activity")
                .filtered("kind", context.query(code: "kind", ActivityKind.self)?.rawValue)
                .filtered("status", context.query(code: "status", ActivityStatus.self)?.rawValue)
                .related(
                    by: "activity_organiser",
                    "activity",
                    where: "organisation",
                    is: context.query(id: "organiserOrgId")
                )
            return try await context.list(query) { try ActivityView($1, $0) }
        }
    }
}
