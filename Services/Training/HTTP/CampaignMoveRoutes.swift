import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

extension TrainingRoutes {
    var campaignMoves: [Route] {
        [
            move("start", "Records that a campaign began.", to: .running) { state, instant in
                try state.start(at: instant)
            },
            move("end", "Records that a campaign is over.", to: .ended) { state, instant in
                try state.end(at: instant)
            },
            move("cancel", "Cancels a campaign that is not over.", to: .cancelled) { state, instant in
                try state.cancel(at: instant)
            },
            reportCampaign,
        ]
    }

    private var errors: [RouteError] {
        [.unknown("campaign"), .transition, .inFuture, .versionConflict]
    }

    private var reportCampaign: Route {
        .command(
            .post,
            "/v1/campaigns/{campaignId}/report",
            summary: "Reports whom a campaign reached.",
            permission: Permission.campaign,
            dataClass: .public,
            errors: errors + ["campaign.reach_missing", "quantity.invalid"],
            example: ReportCampaign(reach: CampaignReported.example.reach),
            response: CampaignAnswer.example(.reported)
        ) { transaction, context, command in
            let id = try context.id("campaignId")
            let state = try self.load(CampaignState.self, id, transaction, context)
            let instant = try self.moment(transaction).occurred(command.occurredAt)
            try transaction.append(try state.report(command, at: instant), to: id, occurredAt: instant)
            let answer = try CampaignAnswer(id, transaction)
            return CommandResult(answer, version: answer.version)
        }
    }

    private func move<Event: EventData>(
        _ verb: String,
        _ summary: String,
        to status: CampaignStatus,
        decide: @escaping @Sendable (CampaignState, Timestamp) throws -> Event
    ) -> Route {
        .command(
            .post,
            PathTemplate(stringLiteral: "/v1/campaigns/{campaignId}/\(verb)"),
            summary: summary,
            permission: Permission.campaign,
            dataClass: .public,
            errors: errors,
            example: Move(),
            response: CampaignAnswer.example(status)
        ) { transaction, context, command in
            let id = try context.id("campaignId")
            let state = try self.load(CampaignState.self, id, transaction, context)
            let instant = try self.moment(transaction).occurred(command.occurredAt)
            try transaction.append(try decide(state, instant), to: id, occurredAt: instant)
            let answer = try CampaignAnswer(id, transaction)
            return CommandResult(answer, version: answer.version)
        }
    }
}
