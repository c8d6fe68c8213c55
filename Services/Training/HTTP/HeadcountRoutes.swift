import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

extension TrainingRoutes {
    var headcounts: [Route] {
        [reportHeadcount]
    }

    private var reportHeadcount: Route {
        .command(
            .post,
            "/v1/activities/{activityId}/headcount",
            summary: "States how many came, in roles of which no list was kept; it replaces what was stated before.",
            permission: Permission.activity,
            dataClass: .operational,
            errors: [
                .unknown("activity"), .transition, .inFuture, .versionConflict, "activity.not_started",
                "headcount.conflict", "quantity.invalid",
            ],
            example: ReportHeadcount(cells: HeadcountReported.example.cells, source: .signIn),
            response: ActivityAnswer.example(.held)
        ) { transaction, context, command in
            let id = try context.id("activityId")
            let state = try self.load(ActivityState.self, id, transaction, context)
            let instant = try self.moment(transaction).occurred(command.occurredAt)
            let event = try state.count(command, at: instant, participants: try transaction.participants(of: id))
            try transaction.append(event, to: id, occurredAt: instant)
            let answer = try ActivityAnswer(id, transaction)
            return CommandResult(answer, version: answer.version)
        }
    }
}
