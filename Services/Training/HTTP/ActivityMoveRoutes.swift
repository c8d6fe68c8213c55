import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

extension TrainingRoutes {
    var activityMoves: [Route] {
        [openActivity, startActivity, holdActivity, reportActivity, cancelActivity, postponeActivity]
    }

    private var errors: [RouteError] {
        [.unknown("activity"), .transition, .inFuture, .versionConflict]
    }

    private var openActivity: Route {
        move("open", "Opens registration for an activity.", errors + ["period.invalid"], to: .open) { state, instant in
            try state.open(at: instant)
        }
    }

    private var startActivity: Route {
        move("start", "Records that an activity began.", errors, to: .inProgress) { state, instant in
            try state.start(at: instant)
        }
    }

    private var holdActivity: Route {
        move("hold", "Records that an activity took place.", errors + ["activity.not_started"], to: .held) {
            state,
            instant in
            try state.hold(at: instant)
        }
    }

    private var cancelActivity: Route {
        move("cancel", "Cancels an activity that has not been held.", errors, to: .cancelled) { state, instant in
            try state.cancel(at: instant)
        }
    }

    private var reportActivity: Route {
        .command(
            .post,
            "/v1/activities/{activityId}/report",
            summary: "Reports on an activity that was held; attendance nobody recorded is reported as not known.",
            permission: Permission.activity,
            dataClass: .operational,
            errors: errors + ["activity.not_started"],
            example: ReportActivity(outcomeAgreementIds: []),
            response: ActivityAnswer.example(.reported)
        ) { transaction, context, command in
            let id = try context.id("activityId")
            let state = try self.load(ActivityState.self, id, transaction, context)
            let instant = try self.moment(transaction).occurred(command.occurredAt)
            let event = try state.report(command, at: instant, participants: try transaction.participants(of: id))
            try transaction.append(event, to: id, occurredAt: instant)
            let answer = try ActivityAnswer(id, transaction)
            return CommandResult(answer, version: answer.version)
        }
    }

    private var postponeActivity: Route {
        .command(
            .post,
            "/v1/activities/{activityId}/postpone",
            summary: "Postpones an activity that has not been held; it goes back to planned.",
            permission: Permission.activity,
            dataClass: .operational,
            errors: errors + ["period.invalid"],
            example: PostponeActivity(
                startsOn: ActivityPostponed.example.startsOn,
                endsOn: ActivityPostponed.example.endsOn
            ),
            response: ActivityAnswer.example(.planned)
        ) { transaction, context, command in
            let id = try context.id("activityId")
            let state = try self.load(ActivityState.self, id, transaction, context)
            let instant = try self.moment(transaction).occurred(command.occurredAt)
            try transaction.append(try state.postpone(command, at: instant), to: id, occurredAt: instant)
            let answer = try ActivityAnswer(id, transaction)
            return CommandResult(answer, version: answer.version)
        }
    }

    private func move<Event: EventData>(
        _ verb: String,
        _ summary: String,
        _ errors: [RouteError],
        to status: ActivityStatus,
        decide: @escaping @Sendable (ActivityState, Timestamp) throws -> Event
    ) -> Route {
        .command(
            .post,
            PathTemplate(stringLiteral: "/v1/activities/{activityId}/\(verb)"),
            summary: summary,
            permission: Permission.activity,
            dataClass: .operational,
            errors: errors,
            example: Move(),
            response: ActivityAnswer.example(status)
        ) { transaction, context, command in
            let id = try context.id("activityId")
            let state = try self.load(ActivityState.self, id, transaction, context)
            let instant = try self.moment(transaction).occurred(command.occurredAt)
            try transaction.append(try decide(state, instant), to: id, occurredAt: instant)
            let answer = try ActivityAnswer(id, transaction)
            return CommandResult(answer, version: answer.version)
        }
    }
}
