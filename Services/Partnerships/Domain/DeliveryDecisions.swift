import Decisions
import EventStore
import Events

/// Records that something was delivered on a commitment.
struct DeliverCommitment: Codable, Sendable, Hashable {
    /// A new identifier, for entries that were made elsewhere; minted when left out.
    var deliverableId: EntityID?
    /// Who delivered; needed where several committed themselves together.
    var byOrgId: EntityID?
    var kind: DeliverableKind
    /// Where; that of the institution when left out.
    var region: PlaceCode?
    var institutionId: EntityID?
    var beneficiaries: [DeliverableBeneficiaries]?
    var activityId: EntityID?
    var campaignId: EntityID?
    var on: CalendarDate?
    /// What shows it: a report and its page, a photograph's number, an inspection.
    var evidenceRef: String?
    var occurredAt: Timestamp?
}

/// A delivery, and the commitment's change of status that it brings about.
struct Delivery: Sendable, Equatable {
    var delivered: CommitmentDelivered
    var progressed: CommitmentProgressed?
}

extension CommitmentState {
    /// Decides ``DeliverCommitment``.
    ///
    /// - `institutionPlace`: where the institution is, when the command names one that is registered.
    func deliver(
        _ command: DeliverCommitment,
        deliverableID: EntityID,
        under agreement: AgreementState,
        institutionPlace: PlaceCode?,
        at moment: Moment
    ) throws(Rejection) -> Delivery {
        let pledge = try existing()
        let (_, terms) = try agreement.existing()
        guard let evidence = try Checks.optionalText(command.evidenceRef, field: "evidenceRef", maximumLength: 300)
        else {
            throw Rejection(
                "commitment.evidence_required",
                field: "evidenceRef",
                "say what shows the delivery: a report and its page, an inspection, a record's number"
            )
        }
        guard !deliveries.contains(where: { $0.deliverableId == deliverableID }) else { throw .taken("deliverableId") }
        if command.institutionId != nil, institutionPlace == nil {
            throw .unresolved("institution", field: "institutionId")
        }
        for (index, beneficiaries) in (command.beneficiaries ?? []).enumerated() where beneficiaries.count < 0 {
            throw Rejection("quantity.invalid", field: "beneficiaries[\(index)].count", "a count is 0 or more")
        }
        let day = try moment.day(command.on, field: "on")
        return try delivery(
            CommitmentDelivered(
                commitmentId: pledge.commitmentId,
                agreementId: pledge.agreementId,
                byOrgId: try deliverer(command.byOrgId),
                kind: command.kind,
                commitmentKind: pledge.kind,
                // An institution may lie outside what the agreement names; then only a stated region counts.
                region: command.region ?? institutionPlace.flatMap { terms.extends(to: $0) ? $0 : nil },
                institutionId: command.institutionId,
                deliverableId: deliverableID,
                beneficiaries: command.beneficiaries ?? [],
                activityId: command.activityId,
                campaignId: command.campaignId,
                on: day,
                evidenceRef: evidence
            ),
            under: agreement
        )
    }

    /// Checks a delivery against the commitment and its agreement, and finds the status that follows.
    func delivery(_ delivered: CommitmentDelivered, under agreement: AgreementState) throws(Rejection) -> Delivery {
        let (_, terms) = try agreement.existing()
        guard isOpen || status == .fulfilled else {
            throw .transition("the commitment", status.rawValue, wanted: "neither withdrawn nor given up")
        }
        guard agreement.status != .draft else {
            throw .transition("the agreement", agreement.status.rawValue, wanted: "signed")
        }
        if agreement.status == .terminated, let end = agreement.endedOn, delivered.on > end {
            throw .transition("the agreement", agreement.status.rawValue, wanted: "in force on the day of the delivery")
        }
        if let region = delivered.region, !terms.extends(to: region) { throw RegionScope.outside("region") }
        var after = self
        after.apply(delivered)
        switch status {
        case .pledged, .planned:
            return Delivery(
                delivered: delivered,
                progressed: try after.progressed(to: .inProgress, on: delivered.on, activityID: delivered.activityId)
            )
        case .partlyFulfilled where after.coverage != statedCoverage:
            return Delivery(
                delivered: delivered,
                progressed: try after.progressed(
                    to: .partlyFulfilled,
                    on: delivered.on,
                    activityID: delivered.activityId
                )
            )
        default:
            return Delivery(delivered: delivered, progressed: nil)
        }
    }

    private func deliverer(_ given: EntityID?) throws(Rejection) -> EntityID {
        let committed = try existing().committedByOrgIds
        if let given {
            guard committed.contains(given) else {
                throw Rejection(
                    "commitment.party_unknown",
                    field: "byOrgId",
                    "this organisation did not commit itself; name one that did"
                )
            }
            return given
        }
        guard committed.count == 1, let only = committed.first else {
            throw Rejection(
                "field.required",
                field: "byOrgId",
                "several committed themselves together; say who delivered"
            )
        }
        return only
    }
}
