import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

struct CampaignAnswer: Codable, Sendable, Hashable {
    var campaignId: EntityID
    var status: CampaignStatus
    var version: Int
}

struct CampaignView: Codable, Sendable, Equatable {
    var campaignId: EntityID
    var version: Int
    var status: CampaignStatus
    var plan: CampaignPlanned
    /// What is known of whom it reached; what was not reported is absent, never 0.
    var reach: CampaignReach?
}

extension TrainingRoutes {
    var campaigns: [Route] {
        [planCampaign, campaign, campaignList]
    }

    private var planCampaign: Route {
        .command(
            .post,
            "/v1/campaigns",
            summary: "Plans a campaign.",
            permission: Permission.campaign,
            dataClass: .public,
            statuses: [201],
            errors: [
                .taken, .inFuture, "period.invalid", "commitment.outside_agreement", "commitment.withdrawn",
            ],
            example: PlanCampaign.example,
            response: CampaignAnswer.example(.planned)
        ) { transaction, _, command in
            let id = try transaction.newID(command.campaignId, field: "campaignId")
            let agreement = try transaction.agreement(stated: command.agreementId, commitmentIDs: command.commitmentIds)
            let entry = try transaction.append(
                try command.decide(campaignID: id, agreement: agreement),
                to: id,
                occurredAt: try self.moment(transaction).occurred(command.occurredAt)
            )
            return CommandResult(
                CampaignAnswer(campaignId: id, status: .planned, version: entry.version),
                version: entry.version,
                location: "/v1/campaigns/\(id)"
            )
        }
    }

    private var campaign: Route {
        .query(
            "/v1/campaigns/{campaignId}",
            summary: "Gives a campaign.",
            permission: Permission.read,
            dataClass: .public,
            errors: [.unknown("campaign")],
            response: CampaignView.example
        ) { context in
            let id = try context.id("campaignId")
            let view = try await context.folding { try CampaignView(id, $0) }
            return QueryResult(view, version: view.version)
        }
    }

    private var campaignList: Route {
        .query(
            "/v1/campaigns",
            summary: "Lists campaigns.",
            permission: Permission.read,
            dataClass: .public,
            parameters: [
                .code("kind", CampaignKind.self, "Only of this kind."),
                .code("status", CampaignStatus.self, "Only in this status."),
            ],
            isPaged: true,
            response: Page(items: [CampaignView.example])
        ) { context in
            let query = ListQuery("campaign")
                .filtered("kind", context.query(code: "kind", CampaignKind.self)?.rawValue)
                .filtered("status", context.query(code: "status", CampaignStatus.self)?.rawValue)
            return try await context.list(query) { try CampaignView($1, $0) }
        }
    }
}

extension CampaignAnswer {
    init(_ id: EntityID, _ transaction: Transaction) throws {
        self.init(
            campaignId: id,
            status: try transaction.state(CampaignState.self, key: .id(id)).status,
            version: try transaction.version(of: id)
        )
    }

    static func example(_ status: CampaignStatus) -> CampaignAnswer {
        CampaignAnswer(campaignId: CampaignPlanned.example.campaignId, status: status, version: 1)
    }
}

extension CampaignView {
    init(_ id: EntityID, _ transaction: Transaction) throws {
        let state = try transaction.state(CampaignState.self, key: .id(id))
        self.init(
            campaignId: id,
            version: try transaction.version(of: id),
            status: state.status,
            plan: try state.existing(),
            reach: state.reach
        )
    }

    static var example: CampaignView {
        CampaignView(
            campaignId: CampaignPlanned.example.campaignId,
            version: 4,
            status: .reported,
            plan: .example,
            reach: CampaignReported.example.reach
        )
    }
}

extension PlanCampaign {
    static var example: PlanCampaign {
        let event = CampaignPlanned.example
        return PlanCampaign(
            kind: event.kind,
            slogan: event.slogan,
            themes: event.themes,
            channels: event.channels,
            audience: event.audience,
            regions: event.regions,
            from: event.from,
            to: event.to
        )
    }
}
