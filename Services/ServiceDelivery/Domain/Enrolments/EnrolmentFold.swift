import EventStore
import Events

extension CaseState {
    static func foldEnrolments(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        foldCorrections(foldEnds(foldSessions(foldBeginnings(table))))
    }

    private static func foldBeginnings(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        table
            .on(ServicePlanned.self) { state, event, entry in
                state.enrolments[event.enrolmentId] = Enrolment(
                    id: event.enrolmentId,
                    subjectID: event.subjectId,
                    service: event.service,
                    providerInstitutionID: event.providerInstitutionId,
                    programmeID: event.programmeId,
                    agreementID: event.agreementId,
                    commitmentID: event.commitmentId,
                    referralID: event.referralId,
                    startedAt: event.startedAt,
                    isUrgent: event.urgent ?? false,
                    isProvisional: event.provisional ?? false,
                    recordedAt: entry.recordedAt,
                    hasBegun: false,
                    lastRecordedAt: entry.recordedAt
                )
            }
            .on(ServiceStarted.self) { state, event, entry in
                guard state.enrolments[event.enrolmentId] == nil else {
                    state.enrolments[event.enrolmentId]?.hasBegun = true
                    state.enrolments[event.enrolmentId]?.lastRecordedAt = entry.recordedAt
                    return
                }
                state.enrolments[event.enrolmentId] = Enrolment(
                    id: event.enrolmentId,
                    subjectID: event.subjectId,
                    service: event.service,
                    providerInstitutionID: event.providerInstitutionId,
                    programmeID: event.programmeId,
                    agreementID: event.agreementId,
                    commitmentID: event.commitmentId,
                    referralID: event.referralId,
                    startedAt: event.startedAt,
                    isUrgent: event.urgent ?? false,
                    isProvisional: event.provisional ?? false,
                    recordedAt: entry.recordedAt,
                    hasBegun: true,
                    lastRecordedAt: entry.recordedAt
                )
            }
    }

    private static func foldSessions(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        table
            .on(ServiceDelivered.self) { state, event, entry in
                state.enrolments[event.enrolmentId]?.lastRecordedAt = entry.recordedAt
                state.enrolments[event.enrolmentId]?.sessions[event.sessionId] =
                    .init(date: event.date, hours: event.hours, isAttended: true)
            }
            .on(SessionMissed.self) { state, event, entry in
                state.enrolments[event.enrolmentId]?.lastRecordedAt = entry.recordedAt
                state.enrolments[event.enrolmentId]?.sessions[event.sessionId] =
                    .init(date: event.date, hours: event.hours, isAttended: false)
            }
            .on(CertificateIssued.self) { state, event, _ in
                state.enrolments[event.enrolmentId]?.certificates[event.number] =
                    .init(kind: event.kind, issuedOn: event.issuedOn)
            }
            .on(CertificateRevoked.self) { state, event, _ in
                state.enrolments[event.enrolmentId]?.certificates[event.number]?.isRevoked = true
            }
            .on(JusticeMilestoneReached.self) { state, event, _ in
                state.enrolments[event.enrolmentId]?.milestones.insert(
                    .init(role: event.role, kind: event.milestone, on: event.reachedOn)
                )
            }
    }

    private static func foldEnds(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        table
            .on(ServiceCompleted.self) { state, event, entry in
                state.enrolments[event.enrolmentId]?.end =
                    .init(kind: .completed, outcome: event.outcome, at: event.endedAt, isByRule: entry.isReaction)
            }
            .on(ServiceDropped.self) { state, event, entry in
                state.enrolments[event.enrolmentId]?.end =
                    .init(kind: .dropped, outcome: event.outcome, at: event.endedAt, isByRule: entry.isReaction)
            }
            .on(ServiceInterrupted.self) { state, event, entry in
                state.enrolments[event.enrolmentId]?.end =
                    .init(kind: .interrupted, outcome: event.outcome, at: event.endedAt, isByRule: entry.isReaction)
            }
    }

    private static func foldCorrections(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        table
            .on(ServiceCorrected.self) { state, event, _ in
                state.enrolments[event.enrolmentId]?.take(event)
            }
            .on(ServiceVoided.self) { state, event, _ in
                if let sessionID = event.sessionId {
                    state.enrolments[event.enrolmentId]?.sessions[sessionID]?.isVoided = true
                } else {
                    state.enrolments[event.enrolmentId]?.isVoided = true
                }
            }
    }
}

extension Enrolment {
    /// The field by which a correction says that the case has become known.
    static let provisionalField = "provisional"
    /// The field by which a correction says that the enrolment goes on: what ended it by rule turned out not to be.
    static let endField = "endedAt"

    mutating func take(_ event: ServiceCorrected) {
        if let sessionID = event.sessionId {
            if let date = event.date { sessions[sessionID]?.date = date }
            if let hours = event.hours { sessions[sessionID]?.hours = hours }
            return
        }
        subjectID = event.subjectId
        service = event.service
        providerInstitutionID = event.providerInstitutionId
        programmeID = event.programmeId
        agreementID = event.agreementId
        commitmentID = event.commitmentId
        if let corrected = event.startedAt { startedAt = corrected }
        if event.changed.contains(Self.provisionalField) { isProvisional = false }
        if event.changed.contains(Self.endField) { end = nil }
    }
}
