import Events

struct DistributionRequest: Codable, Sendable {
    var place: PlaceCode
    var date: CalendarDate
    var programmeId: EntityID
    var distributorOrgId: EntityID
    var agreementId: EntityID?
    var items: [KitItem]
    var subjectIds: [EntityID]?
    var cells: [KitCell]?

    static let example = DistributionRequest(
        place: WireExample.place,
        date: WireExample.day,
        programmeId: WireExample.programme,
        distributorOrgId: WireExample.organisation,
        items: [KitItem(kind: .food, quantity: 400)],
        cells: [KitCell(migrationStatus: .irregular, sex: .unknown, ageBand: .unknown, count: 400)]
    )
}

/// What was given out where it differs from the plan.
struct DistributeRequest: Codable, Sendable {
    var date: CalendarDate?
    var place: PlaceCode?
    var items: [KitItem]?
    var subjectIds: [EntityID]?
    var cells: [KitCell]?

    static let example = DistributeRequest(date: WireExample.day)
}

struct VerifyRequest: Codable, Sendable {
    var verifiedAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = VerifyRequest(verifiedAt: WireExample.instant)
}

struct CorrectDistributionRequest: Codable, Sendable {
    var reason: CorrectionReason
    var place: PlaceCode?
    var date: CalendarDate?
    var programmeId: EntityID?
    var distributorOrgId: EntityID?
    var agreementId: EntityID?
    var items: [KitItem]?
    var subjectIds: [EntityID]?
    var cells: [KitCell]?

    static let example = CorrectDistributionRequest(
        reason: .dataEntry,
        items: [KitItem(kind: .food, quantity: 401)]
    )
}

struct DistributionAnswer: Codable, Sendable {
    var distributionId: EntityID
    var status: DistributionStatus
    var version: Int
    var recipients: Int
    var mayDoubleCount: Bool

    static let example = DistributionAnswer(
        distributionId: WireExample.distribution,
        status: .planned,
        version: 1,
        recipients: 400,
        mayDoubleCount: true
    )
}

struct DistributionView: Codable, Sendable {
    var distributionId: EntityID
    var place: PlaceCode
    var date: CalendarDate
    var programmeId: EntityID
    var distributorOrgId: EntityID
    var agreementId: EntityID?
    var items: [KitItem]
    var subjectIds: [EntityID]?
    var cells: [KitCell]?
    var recipients: Int
    var mayDoubleCount: Bool
    var status: DistributionStatus
    var verifiedAt: Timestamp?
    var version: Int

    static let example = DistributionView(
        distributionId: WireExample.distribution,
        place: WireExample.place,
        date: WireExample.day,
        programmeId: WireExample.programme,
        distributorOrgId: WireExample.organisation,
        items: [KitItem(kind: .food, quantity: 400)],
        recipients: 400,
        mayDoubleCount: true,
        status: .distributed,
        version: 2
    )
}
