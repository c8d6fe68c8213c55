import EventStore
import Events

/// How a distribution stands.
enum DistributionStatus: String, CodeList {
    case planned
    case distributed
    case verified
    case voided
}

/// What was given out, where, when, and to whom.
struct DistributionContents: Sendable, Hashable {
    var place: PlaceCode
    var date: CalendarDate
    var programmeID: EntityID
    var distributorOrgID: EntityID
    var agreementID: EntityID?
    var items: [KitItem]
    var subjectIDs: [EntityID]
    var cells: [KitCell]

    /// How many people got kits.
    var recipientCount: Int { subjectIDs.count + cells.reduce(0) { $0 + $1.count } }
    /// People who are only counted cannot be told from those counted before.
    var mayDoubleCount: Bool { !cells.isEmpty }
}

/// A distribution of kits.
struct DistributionState: Folded {
    var contents: DistributionContents?
    var status = DistributionStatus.planned
    /// Whether it has been published.
    var wasDistributed = false

    static let fold = Dispatch<DistributionState>()
        .on(DistributionPlanned.self) { state, event, _ in state.contents = DistributionContents(event) }
        .on(KitDistributed.self) { state, event, _ in
            state.contents = DistributionContents(event)
            state.status = .distributed
            state.wasDistributed = true
        }
        .on(KitCorrected.self) { state, event, _ in state.contents = DistributionContents(event) }
        .on(KitVerified.self) { state, _, _ in state.status = .verified }
        .on(KitVoided.self) { state, _, _ in state.status = .voided }

    /// The people named so far, of a distribution to whose list more can be put.
    func listed() throws(Rejection) -> [EntityID] {
        let contents = try known()
        guard status != .voided else {
            throw .invalidTransition("distribution", status.rawValue, "make a new distribution")
        }
        guard contents.cells.isEmpty else {
            throw Rejection(
                "recipients.mixed",
                field: "rows",
                "this distribution counts people in cells; make another one of those who are named"
            )
        }
        return contents.subjectIDs
    }

    func known() throws(Rejection) -> DistributionContents {
        guard let contents else { throw .unknown("distribution") }
        return contents
    }
}

extension DistributionContents {
    init(_ event: DistributionPlanned) {
        self.init(
            place: event.place,
            date: event.date,
            programmeID: event.programmeId,
            distributorOrgID: event.distributorOrgId,
            agreementID: event.agreementId,
            items: event.items,
            subjectIDs: event.subjectIds,
            cells: event.cells
        )
    }

    init(_ event: KitDistributed) {
        self.init(
            place: event.place,
            date: event.date,
            programmeID: event.programmeId,
            distributorOrgID: event.distributorOrgId,
            agreementID: event.agreementId,
            items: event.items,
            subjectIDs: event.subjectIds,
            cells: event.cells
        )
    }

    init(_ event: KitCorrected) {
        self.init(
            place: event.place,
            date: event.date,
            programmeID: event.programmeId,
            distributorOrgID: event.distributorOrgId,
            agreementID: event.agreementId,
            items: event.items,
            subjectIDs: event.subjectIds,
            cells: event.cells
        )
    }
}
