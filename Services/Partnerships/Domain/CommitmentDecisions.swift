import Decisions
import EventStore
import Events

/// A party, or several together, commits itself under an agreement.
struct PledgeCommitment: Codable, Sendable, Hashable {
    /// A new identifier, for entries that were made elsewhere; minted when left out.
    var commitmentId: EntityID?
    /// What the agreement calls it: `M5`.
    var label: String?
    var committedByOrgIds: [EntityID]?
    var kind: CommitmentKind
    var text: String
    /// The regions in each of which it is to be delivered.
    var regions: [PlaceCode]?
    var groups: [TargetGroup]?
    var target: Quantity?
    var due: CalendarDate?
    var occurredAt: Timestamp?
}

/// Plans, fulfils or withdraws a commitment.
struct MoveCommitment: Codable, Sendable, Hashable {
    var on: CalendarDate?
    var occurredAt: Timestamp?
}

/// States how a commitment progresses.
struct ProgressCommitment: Codable, Sendable, Hashable {
    /// `in_progress` (when left out) or `not_fulfilled`, which ends it.
    var status: CommitmentStatus?
    var on: CalendarDate?
    var occurredAt: Timestamp?
}

extension AgreementState {
    /// Decides ``PledgeCommitment``.
    ///
    /// - `day`: when it was pledged.
    func pledge(
        _ command: PledgeCommitment,
        commitmentID: EntityID,
        on day: CalendarDate
    ) throws(Rejection)
        -> CommitmentPledged
    {
        let (id, terms) = try existing()
        guard status == .draft || isLive(on: day) else {
            throw .transition("the agreement", status.rawValue, wanted: "a draft, signed or in force on that day")
        }
        let committed = Checks.distinct(command.committedByOrgIds)
        guard !committed.isEmpty else {
            throw Rejection("field.required", field: "committedByOrgIds", "name at least one party that commits itself")
        }
        for (index, org) in committed.enumerated() where !terms.partyOrgIds.contains(org) {
            throw Rejection(
                "commitment.party_unknown",
                field: "committedByOrgIds[\(index)]",
                "only a party of the agreement can commit itself under it"
            )
        }
        let regions = Checks.distinct(command.regions)
        for (index, region) in regions.enumerated() where !terms.extends(to: region) {
            throw RegionScope.outside("regions[\(index)]")
        }
        if let target = command.target { _ = try Checks.quantity(target, field: "target") }
        return CommitmentPledged(
            commitmentId: commitmentID,
            agreementId: id,
            label: try Checks.optionalText(command.label, field: "label", maximumLength: 20),
            committedByOrgIds: committed,
            kind: command.kind,
            text: try Checks.text(command.text, field: "text", maximumLength: 1000),
            regions: regions,
            groups: Checks.distinct(command.groups),
            target: command.target,
            due: command.due
        )
    }
}

extension CommitmentState {
    /// The pledge of a commitment that is there.
    func existing() throws(Rejection) -> CommitmentPledged {
        guard let pledge else { throw .unknown("commitment") }
        return pledge
    }

    /// Decides that the commitment is planned.
    func plan(_ command: MoveCommitment, at moment: Moment) throws(Rejection) -> CommitmentProgressed {
        _ = try existing()
        guard status == .pledged else { throw .transition("the commitment", status.rawValue, wanted: "pledged") }
        return try progressed(to: .planned, on: try moment.day(command.on, field: "on"))
    }

    /// Decides ``ProgressCommitment``.
    func progress(_ command: ProgressCommitment, at moment: Moment) throws(Rejection) -> CommitmentProgressed {
        _ = try existing()
        let next = command.status ?? .inProgress
        let allowed: [CommitmentStatus] =
            switch next {
            case .inProgress: [.pledged, .planned]
            case .notFulfilled: [.pledged, .planned, .inProgress, .partlyFulfilled]
            default:
                throw Rejection(
                    "field.invalid",
                    field: "status",
                    "progress leads to in_progress or not_fulfilled; the other statuses have commands of their own"
                )
            }
        guard allowed.contains(status) else {
            throw .transition(
                "the commitment",
                status.rawValue,
                wanted: allowed.map(\.rawValue).joined(separator: " or ")
            )
        }
        return try progressed(to: next, on: try moment.day(command.on, field: "on"))
    }

    /// Decides that the commitment is withdrawn.
    func withdraw(_ command: MoveCommitment, at moment: Moment) throws(Rejection) -> CommitmentWithdrawn {
        let pledge = try existing()
        guard isOpen else { throw .transition("the commitment", status.rawValue, wanted: "not ended yet") }
        return CommitmentWithdrawn(
            commitmentId: pledge.commitmentId,
            agreementId: pledge.agreementId,
            kind: pledge.kind,
            on: try moment.day(command.on, field: "on")
        )
    }

    /// Whether anything may still become of it.
    var isOpen: Bool {
        switch status {
        case .pledged, .planned, .inProgress, .partlyFulfilled: true
        case .fulfilled, .notFulfilled, .withdrawn: false
        }
    }

    /// The event that states `status`, with the present coverage.
    func progressed(
        to status: CommitmentStatus,
        on day: CalendarDate,
        activityID: EntityID? = nil
    ) throws(Rejection) -> CommitmentProgressed {
        let pledge = try existing()
        return CommitmentProgressed(
            commitmentId: pledge.commitmentId,
            agreementId: pledge.agreementId,
            kind: pledge.kind,
            status: status,
            coverage: coverage,
            activityId: activityID,
            on: day
        )
    }
}
