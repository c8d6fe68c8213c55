import EventStore
import Events

struct CommitmentAnswer: Codable, Sendable, Hashable {
    var commitmentId: EntityID
    var status: CommitmentStatus
    var version: Int
    var coverage: CommitmentCoverage?
}

struct DeliveryAnswer: Codable, Sendable, Hashable {
    var deliverableId: EntityID
    var commitmentId: EntityID
    var status: CommitmentStatus
    var version: Int
    var coverage: CommitmentCoverage?
}

/// What comes of asking for fulfilment.
///
/// A commitment that is only partly fulfilled is recorded as such and the asker is told why it is no more than that,
/// with status 422 and the members of a problem.
struct FulfilmentAnswer: Codable, Sendable, Hashable {
    var commitmentId: EntityID
    var status: CommitmentStatus
    var version: Int
    var coverage: CommitmentCoverage?
    var missingRegions: [PlaceCode]
}

struct CommitmentView: Codable, Sendable, Equatable {
    var commitmentId: EntityID
    var version: Int
    var agreementId: EntityID
    var label: String?
    var committedByOrgIds: [EntityID]
    var kind: CommitmentKind
    var text: String
    var regions: [PlaceCode]
    var groups: [TargetGroup]
    var target: Quantity?
    var due: CalendarDate?
    var status: CommitmentStatus
    /// Whether its day has passed and it is not fulfilled.
    var isOverdue: Bool
    var coverage: CommitmentCoverage?
    var missingRegions: [PlaceCode]
    var deliveries: [CommitmentDelivered]
}

extension CommitmentAnswer {
    init(_ id: EntityID, _ transaction: Transaction) throws {
        let state = try transaction.commitment(id)
        self.init(
            commitmentId: id,
            status: state.status,
            version: try transaction.version(of: id),
            coverage: state.coverage
        )
    }

    static func example(_ status: CommitmentStatus) -> CommitmentAnswer {
        CommitmentAnswer(commitmentId: CommitmentPledged.example.commitmentId, status: status, version: 1)
    }
}

extension CommitmentView {
    init(_ id: EntityID, _ transaction: Transaction, today: CalendarDate) throws {
        let state = try transaction.commitment(id)
        try self.init(state, version: transaction.version(of: id), today: today)
    }

    init(_ state: CommitmentState, version: Int, today: CalendarDate) throws {
        let pledge = try state.existing()
        self.init(
            commitmentId: pledge.commitmentId,
            version: version,
            agreementId: pledge.agreementId,
            label: pledge.label,
            committedByOrgIds: pledge.committedByOrgIds,
            kind: pledge.kind,
            text: pledge.text,
            regions: pledge.regions,
            groups: pledge.groups,
            target: pledge.target,
            due: pledge.due,
            status: state.status,
            isOverdue: state.isOverdue(on: today),
            coverage: state.coverage,
            missingRegions: state.missingRegions,
            deliveries: state.deliveries
        )
    }

    static var example: CommitmentView {
        let event = CommitmentPledged.example
        return CommitmentView(
            commitmentId: event.commitmentId,
            version: 2,
            agreementId: event.agreementId,
            label: event.label,
            committedByOrgIds: event.committedByOrgIds,
            kind: event.kind,
            text: event.text,
            regions: event.regions,
            groups: event.groups,
            status: .inProgress,
            isOverdue: false,
            coverage: CommitmentProgressed.example.coverage,
            missingRegions: [],
            deliveries: [.example]
        )
    }
}
