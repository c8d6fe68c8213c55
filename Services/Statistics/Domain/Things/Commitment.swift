import Events

/// A commitment as its events leave it.
struct Commitment: Sendable {
    let id: EntityID
    var agreement: EntityID
    var kind: CommitmentKind
    var parties: [EntityID] = []
    var regions: [PlaceCode] = []
    var status = CommitmentStatus.pledged
    /// The day it was pledged; `nil` while the pledge has not arrived.
    var pledgedOn: Int32?
    /// The first day of a delivery in each region; `nil` for one without a region.
    var deliveries: [PlaceCode?: Int32] = [:]

    /// The commitments as they stand on `day`.
    static func all(in entries: Entries, asOf day: Int32 = .max) -> [EntityID: Commitment] {
        var commitments: [EntityID: Commitment] = [:]
        for entry in entries.of(.commitment, asOf: day) {
            guard let (id, agreement, kind) = subject(of: entry.event) else { continue }
            commitments[id, default: Commitment(id: id, agreement: agreement, kind: kind)].apply(entry)
        }
        return commitments
    }

    private static func subject(of event: any EventData) -> (EntityID, EntityID, CommitmentKind)? {
        switch event {
        case let event as CommitmentPledged: (event.commitmentId, event.agreementId, event.kind)
        case let event as CommitmentProgressed: (event.commitmentId, event.agreementId, event.kind)
        case let event as CommitmentDelivered: (event.commitmentId, event.agreementId, event.commitmentKind)
        case let event as CommitmentFulfilled: (event.commitmentId, event.agreementId, event.kind)
        case let event as CommitmentWithdrawn: (event.commitmentId, event.agreementId, event.kind)
        default: nil
        }
    }

    private mutating func apply(_ entry: Entry) {
        switch entry.event {
        case let event as CommitmentPledged:
            (agreement, kind, parties, regions) = (
                event.agreementId, event.kind, event.committedByOrgIds, event.regions
            )
            pledgedOn = entry.day
        case let event as CommitmentProgressed: status = event.status
        case let event as CommitmentDelivered:
            deliveries[event.region] = min(deliveries[event.region] ?? .max, entry.day)
        case is CommitmentFulfilled: status = .fulfilled
        case is CommitmentWithdrawn: status = .withdrawn
        default: break
        }
    }

    private func values(_ known: [EntityID: Agreement]) -> [Dimension: [String]] {
        [
            .party: parties.map(\.description),
            .status: [status.rawValue],
            .region: regions.map(\.code),
            .kind: [kind.rawValue],
            .agreement: [known[agreement] == nil ? unresolved : agreement.description],
        ]
    }

    /// One item for each commitment that was pledged.
    static func items(in entries: Entries, asOf day: Int32) -> [Item] {
        let agreements = Agreement.all(in: entries)
        return all(in: entries, asOf: day).values.compactMap { commitment in
            commitment.pledgedOn.map {
                Item(key: commitment.id.description, day: $0, values: commitment.values(agreements))
            }
        }
    }

    /// One item for each commitment with a delivery.
    static func deliveredItems(in entries: Entries, asOf day: Int32) -> [Item] {
        let agreements = Agreement.all(in: entries)
        return all(in: entries, asOf: day).values.compactMap { commitment in
            commitment.deliveries.values.min().map {
                Item(key: commitment.id.description, day: $0, values: commitment.values(agreements))
            }
        }
    }

    /// One item for each region, of those that a commitment names, with a delivery of it.
    static func coverageItems(in entries: Entries, asOf day: Int32) -> [Item] {
        let agreements = Agreement.all(in: entries)
        return all(in: entries, asOf: day).values.flatMap { commitment -> [Item] in
            let values = commitment.values(agreements)
            return commitment.deliveries.compactMap { region, day in
                guard let region, commitment.regions.contains(region) else { return nil }
                var item = Item(key: "\(commitment.id) \(region)", day: day, values: values)
                item.values[.region] = [region.code]
                return item
            }
        }
    }
}
