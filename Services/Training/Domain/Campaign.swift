import Decisions
import EventStore
import Events

/// Where a campaign stands.
enum CampaignStatus: String, CodeList {
    case planned
    case running
    case ended
    case reported
    case cancelled
}

/// Plans a campaign.
struct PlanCampaign: Codable, Sendable, Hashable {
    /// A new identifier, for entries that were made elsewhere; minted when left out.
    var campaignId: EntityID?
    var kind: CampaignKind
    var slogan: String?
    var themes: [TrainingTopic]?
    var channels: [Channel]?
    var audience: [TargetGroup]?
    var regions: [PlaceCode]?
    var from: CalendarDate
    var to: CalendarDate
    var agreementId: EntityID?
    var commitmentIds: [EntityID]?
    var occurredAt: Timestamp?
}

/// Reports whom a campaign reached.
struct ReportCampaign: Codable, Sendable, Hashable {
    /// What is not known is left out, not 0.
    var reach: CampaignReach?
    var occurredAt: Timestamp?
}

/// A campaign as the log tells it.
struct CampaignState: Folded {
    private(set) var plan: CampaignPlanned?
    private(set) var status = CampaignStatus.planned
    private(set) var reach: CampaignReach?

    init() {}

    static let fold = Dispatch<Self>()
        .on(CampaignPlanned.self) { state, event, _ in state.apply(event) }
        .on(CampaignStarted.self) { state, _, _ in state.status = .running }
        .on(CampaignEnded.self) { state, _, _ in state.status = .ended }
        .on(CampaignReported.self) { state, event, _ in
            state.status = .reported
            state.reach = event.reach
        }
        .on(CampaignCancelled.self) { state, _, _ in state.status = .cancelled }

    mutating func apply(_ event: CampaignPlanned) {
        plan = event
    }
}

extension PlanCampaign {
    /// Decides this command.
    ///
    /// - `agreement`: the agreement, stated or that of the commitments.
    func decide(campaignID: EntityID, agreement: EntityID?) throws(Rejection) -> CampaignPlanned {
        guard from <= to else {
            throw Rejection("period.invalid", field: "to", "the last day is not before the first")
        }
        return CampaignPlanned(
            campaignId: campaignID,
            kind: kind,
            themes: try Checks.some(themes, field: "themes"),
            channels: try Checks.some(channels, field: "channels"),
            audience: Checks.distinct(audience),
            regions: try Checks.some(regions, field: "regions"),
            from: from,
            to: to,
            agreementId: agreement,
            commitmentIds: Checks.distinct(commitmentIds),
            slogan: try Checks.optionalText(slogan, field: "slogan", maximumLength: 200)
        )
    }
}

extension CampaignState {
    /// The plan of a campaign that is there.
    func existing() throws(Rejection) -> CampaignPlanned {
        guard let plan else { throw .unknown("campaign") }
        return plan
    }

    private func require(_ allowed: CampaignStatus...) throws(Rejection) -> CampaignPlanned {
        let plan = try existing()
        guard allowed.contains(status) else {
            throw .transition(
                "the campaign",
                status.rawValue,
                wanted: allowed.map(\.rawValue).joined(separator: " or ")
            )
        }
        return plan
    }

    /// Decides that the campaign begins.
    func start(at instant: Timestamp) throws(Rejection) -> CampaignStarted {
        CampaignStarted(campaignId: try require(.planned).campaignId, startedAt: instant)
    }

    /// Decides that the campaign is over.
    func end(at instant: Timestamp) throws(Rejection) -> CampaignEnded {
        CampaignEnded(campaignId: try require(.running).campaignId, endedAt: instant)
    }

    /// Decides that the campaign will not take place, or not to its end.
    func cancel(at instant: Timestamp) throws(Rejection) -> CampaignCancelled {
        CampaignCancelled(campaignId: try require(.planned, .running).campaignId, cancelledAt: instant)
    }

    /// Decides ``ReportCampaign``: a reach that is wholly unknown is no report.
    func report(_ command: ReportCampaign, at instant: Timestamp) throws(Rejection) -> CampaignReported {
        let plan = try require(.ended)
        let reach = CampaignReach(
            people: try Checks.count(command.reach?.people, field: "reach.people"),
            materials: try Checks.count(command.reach?.materials, field: "reach.materials"),
            events: try Checks.count(command.reach?.events, field: "reach.events")
        )
        guard reach.people != nil || reach.materials != nil || reach.events != nil else {
            throw Rejection(
                "campaign.reach_missing",
                field: "reach",
                "state at least one of the people reached, the materials given out, the events held"
            )
        }
        return CampaignReported(
            campaignId: plan.campaignId,
            kind: plan.kind,
            themes: plan.themes,
            channels: plan.channels,
            audience: plan.audience,
            regions: plan.regions,
            from: plan.from,
            to: plan.to,
            agreementId: plan.agreementId,
            commitmentIds: plan.commitmentIds,
            reach: reach,
            reportedAt: instant
        )
    }
}
