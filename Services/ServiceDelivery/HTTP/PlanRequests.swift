import Events

struct PlanRequest: Codable, Sendable {
    var caseId: EntityID
    var subjectId: EntityID?
    var service: ServiceKind?
    var phase: ReintegrationPhase
    var dimensions: [SustainabilityDimension]
    var measures: [ReintegrationDrafted.Measure]?
    var employerOrgId: EntityID?
    var providerInstitutionId: EntityID?
    var programmeId: EntityID?
    var agreementId: EntityID?
    var commitmentId: EntityID?
    var occurredAt: Timestamp?
    var consentAttested: Bool?

    static let example = PlanRequest(
        caseId: WireExample.caseID,
        phase: .aftercare,
        dimensions: [.economic, .social],
        measures: [.init(service: .livelihood, due: WireExample.day, amount: 1500, currency: "EGP")]
    )
}

struct ApprovePlanRequest: Codable, Sendable {
    var approvedAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = ApprovePlanRequest(approvedAt: WireExample.instant)
}

struct StartPlanRequest: Codable, Sendable {
    var startedAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = StartPlanRequest(startedAt: WireExample.instant)
}

struct FollowUpRequest: Codable, Sendable {
    var month: Int
    var followedUpOn: CalendarDate?
    var occurredAt: Timestamp?
    var economic: Double?
    var social: Double?
    var psychosocial: Double?
    var note: String?

    static let example = FollowUpRequest(month: 1, followedUpOn: WireExample.day, economic: 0.5)
}

struct CompletePlanRequest: Codable, Sendable {
    var employed: Bool?
    var completedAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = CompletePlanRequest(employed: true, completedAt: WireExample.instant)
}

struct AbandonPlanRequest: Codable, Sendable {
    var outcome: Outcome?
    var abandonedAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = AbandonPlanRequest(outcome: .dropped, abandonedAt: WireExample.instant)
}

struct PlanAnswer: Codable, Sendable {
    var planId: EntityID
    var caseId: EntityID
    var status: PlanStatus
    var version: Int
    var provisional: Bool?
    var nextFollowUpMonth: Int?

    static let example = PlanAnswer(
        planId: WireExample.plan,
        caseId: WireExample.caseID,
        status: .drafted,
        version: 1
    )
}

struct PlanView: Codable, Sendable {
    struct FollowUp: Codable, Sendable {
        var month: Int
        var followedUpOn: CalendarDate
        /// How sustainable the reintegration was found to be, 0 to 1; of one plan only, not in lists.
        var economic: Double?
        var social: Double?
        var psychosocial: Double?
    }

    var planId: EntityID
    var caseId: EntityID
    var subjectId: EntityID
    var service: ServiceKind
    var phase: ReintegrationPhase
    var dimensions: [SustainabilityDimension]?
    var measures: [ReintegrationDrafted.Measure]?
    var employerOrgId: EntityID?
    var status: PlanStatus
    var providerInstitutionId: EntityID?
    var programmeId: EntityID?
    var agreementId: EntityID?
    var approvedAt: Timestamp?
    var startedAt: Timestamp?
    var endedAt: Timestamp?
    var employed: Bool?
    var followUps: [FollowUp]
    var nextFollowUpMonth: Int?
    var version: Int

    static let example = PlanView(
        planId: WireExample.plan,
        caseId: WireExample.caseID,
        subjectId: WireExample.subject,
        service: .reintegration,
        phase: .aftercare,
        status: .inProgress,
        startedAt: WireExample.instant,
        followUps: [FollowUp(month: 1, followedUpOn: WireExample.day)],
        nextFollowUpMonth: 3,
        version: 4
    )
}
