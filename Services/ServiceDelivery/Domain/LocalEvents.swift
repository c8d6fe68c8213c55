import Events

/// An enrolment was planned; it is published when it begins.
struct ServicePlanned: CaseEvent {
    var enrolmentId: EntityID
    var caseId: EntityID
    var subjectId: EntityID
    var service: ServiceKind
    var providerInstitutionId: EntityID
    var programmeId: EntityID?
    var agreementId: EntityID?
    var commitmentId: EntityID?
    var referralId: EntityID?
    var startedAt: Timestamp
    var urgent: Bool?
    var provisional: Bool?

    static let name = "service.planned.v1"
    static let topic: Topic? = nil
    static let summary = "An enrolment was planned."
    static var example: Self {
        let id = EntityID(high: 0x0161_50B8_7EC0_7000, low: 0x8000_0000_0000_0013)
        return Self(
            enrolmentId: id,
            caseId: id,
            subjectId: id,
            service: .literacy,
            providerInstitutionId: id,
            startedAt: Timestamp(millisecondsSince1970: 1_517_470_200_000)
        )
    }
}

/// A person was not there; nothing was delivered.
struct SessionMissed: CaseEvent {
    var enrolmentId: EntityID
    var caseId: EntityID
    var sessionId: EntityID
    var date: CalendarDate
    var hours: Double

    static let name = "service.session_missed.v1"
    static let topic: Topic? = nil
    static let summary = "A person did not attend a session."
    static var example: Self {
        let id = EntityID(high: 0x0161_50B8_7EC0_7000, low: 0x8000_0000_0000_0013)
        return Self(enrolmentId: id, caseId: id, sessionId: id, date: CalendarDate(daysSince1970: 17_563), hours: 1.5)
    }
}

/// What a person declared about a return, and what was attested, beside the published steps.
struct ReturnDeclared: CaseEvent {
    var returnId: EntityID
    var caseId: EntityID
    var voluntarinessSignedAt: Timestamp?
    var writtenRequestAt: Timestamp?
    var adultAttested: Bool?
    var provisional: Bool?

    static let name = "return.declared.v1"
    static let topic: Topic? = nil
    static let summary = "A person's declarations about a return."
    static var example: Self {
        let id = EntityID(high: 0x0161_50B8_7EC0_7000, low: 0x8000_0000_0000_001E)
        return Self(returnId: id, caseId: id, adultAttested: true)
    }
}

/// A reintegration plan was drafted.
struct ReintegrationDrafted: CaseEvent {
    /// Something the plan provides for.
    struct Measure: Codable, Sendable, Hashable {
        var service: ServiceKind
        var due: CalendarDate?
        var amount: Double?
        var currency: String?
    }

    var planId: EntityID
    var caseId: EntityID
    var subjectId: EntityID
    var service: ServiceKind
    var phase: ReintegrationPhase
    var dimensions: [SustainabilityDimension]
    var measures: [Measure]
    var employerOrgId: EntityID?
    var providerInstitutionId: EntityID?
    var programmeId: EntityID?
    var agreementId: EntityID?
    var commitmentId: EntityID?
    var provisional: Bool?

    static let name = "reintegration.drafted.v1"
    static let topic: Topic? = nil
    static let summary = "A reintegration plan was drafted."
    static var example: Self {
        let id = EntityID(high: 0x0161_50B8_7EC0_7000, low: 0x8000_0000_0000_0019)
        return Self(
            planId: id,
            caseId: id,
            subjectId: id,
            service: .reintegration,
            phase: .aftercare,
            dimensions: [.social],
            measures: []
        )
    }
}

/// A distribution was planned; it is published when the kits have been given out.
struct DistributionPlanned: EventData {
    var distributionId: EntityID
    var place: PlaceCode
    var date: CalendarDate
    var programmeId: EntityID
    var distributorOrgId: EntityID
    var agreementId: EntityID?
    var items: [KitItem]
    var subjectIds: [EntityID]
    var cells: [KitCell]

    static let name = "kit.planned.v1"
    static let topic: Topic? = nil
    static let summary = "A distribution of kits was planned."
    static var example: Self {
        let id = EntityID(high: 0x0161_50B8_7EC0_7000, low: 0x8000_0000_0000_0012)
        return Self(
            distributionId: id,
            place: PlaceCode(.egypt),
            date: CalendarDate(daysSince1970: 17_563),
            programmeId: id,
            distributorOrgId: id,
            items: [KitItem(kind: .food, quantity: 400)],
            subjectIds: [],
            cells: []
        )
    }
}
