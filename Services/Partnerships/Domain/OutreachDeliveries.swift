import EventStore
import Events

/// What training reports and a commitment may be fulfilled by: an activity or a campaign.
struct ReportedOutreach: Sendable, Hashable {
    var kind: DeliverableKind
    var activityID: EntityID?
    var campaignID: EntityID?
    var organiserIDs: [EntityID]
    var places: [PlaceCode]
    var beneficiaries: [DeliverableBeneficiaries]
    var lastDay: CalendarDate
    var evidenceRef: String

    init(_ event: ActivityReported) {
        kind = .activity
        activityID = event.activityId
        organiserIDs = event.organiserOrgIds
        places = event.place.map { [$0] } ?? []
        // A count can be told of one group only; of several it is not known who was how many.
        if let count = event.participantCount, event.audience.count == 1 {
            beneficiaries = [DeliverableBeneficiaries(group: event.audience[0], count: count)]
        } else {
            beneficiaries = []
        }
        lastDay = event.endsOn
        evidenceRef = "activity \(event.activityId)"
    }

    init(_ event: CampaignReported) {
        kind = .campaign
        campaignID = event.campaignId
        organiserIDs = []
        places = event.regions
        if let people = event.reach.people, event.audience.count == 1 {
            beneficiaries = [DeliverableBeneficiaries(group: event.audience[0], count: people)]
        } else {
            beneficiaries = []
        }
        lastDay = event.to
        evidenceRef = "campaign \(event.campaignId)"
    }
}

/// The report on an activity, as training last told it.
struct KnownReport: Folded {
    private(set) var report: ActivityReported?

    init() {}

    static let fold = Dispatch<Self>().on(ActivityReported.self) { state, event, _ in state.report = event }
}

extension CommitmentState {
    /// Whether this activity or campaign was counted as a delivery before.
    func holds(_ outreach: ReportedOutreach) -> Bool {
        deliveries.contains { delivery in
            (outreach.activityID != nil && delivery.activityId == outreach.activityID)
                || (outreach.campaignID != nil && delivery.campaignId == outreach.campaignID)
        }
    }

    /// The deliveries that an activity or campaign amounts to: one in each place of the agreement where it was held,
    /// or one without a place when it was held outside.
    ///
    /// Only the first carries the beneficiaries, because it is not known where they were.
    ///
    /// - `mint`: gives a new identifier.
    func deliveries(
        of outreach: ReportedOutreach,
        pledge: CommitmentPledged,
        terms: AgreementTerms,
        mint: () -> EntityID
    ) -> [CommitmentDelivered] {
        let inside = outreach.places.filter { terms.extends(to: $0) && $0.level > .country }
        let byOrg = outreach.organiserIDs.first { pledge.committedByOrgIds.contains($0) } ?? pledge.committedByOrgIds[0]
        let regions: [PlaceCode?] = inside.isEmpty ? [nil] : inside.map { $0 }
        return regions.enumerated().map { index, region in
            CommitmentDelivered(
                commitmentId: pledge.commitmentId,
                agreementId: pledge.agreementId,
                byOrgId: byOrg,
                kind: outreach.kind,
                commitmentKind: pledge.kind,
                region: region,
                deliverableId: mint(),
                beneficiaries: index == 0 ? outreach.beneficiaries : [],
                activityId: outreach.activityID,
                campaignId: outreach.campaignID,
                on: outreach.lastDay,
                evidenceRef: outreach.evidenceRef
            )
        }
    }
}
