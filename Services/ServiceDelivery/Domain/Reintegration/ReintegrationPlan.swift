import EventStore
import Events

/// How a reintegration plan stands.
enum PlanStatus: String, CodeList {
    case drafted
    case approved
    case inProgress = "in_progress"
    case completed
    case abandoned
}

/// A plan for a person's reintegration, followed up for a year.
struct ReintegrationPlan: Sendable {
    /// When a person is followed up, in months after the start.
    static let followUpMonths = [1, 3, 6, 12]
    static let lastFollowUpMonth = 12

    struct End: Sendable, Hashable {
        var isCompleted: Bool
        var at: Timestamp
        /// It follows from the end of the case, and yields to what was entered for an earlier date.
        var isByRule: Bool
    }

    let id: EntityID
    var subjectID: EntityID
    var service: ServiceKind
    var phase: ReintegrationPhase
    var dimensions: [SustainabilityDimension]
    var draftedAt: Timestamp
    var providerInstitutionID: EntityID?
    var programmeID: EntityID?
    var agreementID: EntityID?
    var commitmentID: EntityID?
    var approvedAt: Timestamp?
    var startedAt: Timestamp?
    /// When it was said here that it began: entered late, nothing was due before.
    var startRecordedAt: Timestamp?
    var followUps: [Int: CalendarDate] = [:]
    var end: End?

    var status: PlanStatus {
        if let end { return end.isCompleted ? .completed : .abandoned }
        if startedAt != nil { return .inProgress }
        return approvedAt == nil ? .drafted : .approved
    }

    /// The next follow-up that is due; `nil` before the start and after the last.
    var nextFollowUpMonth: Int? {
        guard startedAt != nil, end == nil else { return nil }
        return Self.followUpMonths.first { $0 > followUps.keys.max() ?? 0 }
    }

    /// Whether something entered for `instant` finds the plan still open.
    func isOpen(at instant: Timestamp) -> Bool {
        guard let end else { return true }
        return end.isByRule && instant <= end.at
    }
}

extension CaseState {
    static func foldPlans(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        table
            .on(ReintegrationDrafted.self) { state, event, entry in
                state.plans[event.planId] = ReintegrationPlan(
                    id: event.planId,
                    subjectID: event.subjectId,
                    service: event.service,
                    phase: event.phase,
                    dimensions: event.dimensions,
                    draftedAt: entry.occurredAt,
                    providerInstitutionID: event.providerInstitutionId,
                    programmeID: event.programmeId,
                    agreementID: event.agreementId,
                    commitmentID: event.commitmentId
                )
            }
            .on(ReintegrationApproved.self) { state, event, _ in
                state.plans[event.planId]?.approvedAt = event.approvedAt
                state.plans[event.planId]?.end = nil
            }
            .on(ReintegrationStarted.self) { state, event, entry in
                state.plans[event.planId]?.startRecordedAt = entry.recordedAt
                state.plans[event.planId]?.startedAt = event.startedAt
                state.plans[event.planId]?.end = nil
            }
            .on(ReintegrationFollowedUp.self) { state, event, _ in
                state.plans[event.planId]?.followUps[event.month] = event.followedUpOn
            }
            .on(ReintegrationCompleted.self) { state, event, entry in
                state.plans[event.planId]?.end =
                    .init(isCompleted: true, at: event.completedAt, isByRule: entry.isReaction)
            }
            .on(ReintegrationAbandoned.self) { state, event, entry in
                state.plans[event.planId]?.end =
                    .init(isCompleted: false, at: event.abandonedAt, isByRule: entry.isReaction)
            }
    }
}
