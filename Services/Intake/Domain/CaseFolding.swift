import EventStore
import Events

extension CaseState {
    static let fold = workFold(admissionFold(caseFold(Dispatch())))

    private static func caseFold(_ dispatch: Dispatch<CaseState>) -> Dispatch<CaseState> {
        dispatch
            .on(CaseIdentified.self) { state, event, entry in
                state.caseID = event.caseId
                state.caseNumber = event.caseNumber
                state.institutionID = event.institutionId
                state.identifiedAt = event.identifiedAt
                state.programmeID = event.programmeId
                state.agreementID = event.agreementId
                state.group = event.group
                state.life.record(.identify, at: entry.occurredAt)
            }
            .on(CaseRegistered.self) { state, event, entry in
                state.subjectID = event.subjectId
                state.registeredAt = event.registeredAt
                state.take(CaseFacts(event))
                state.life.record(.register, at: entry.occurredAt)
            }
            .on(CaseCorrected.self) { state, event, _ in state.take(CaseFacts(event)) }
            .on(CaseProfile.self) { state, event, _ in state.profile = event }
            .on(CaseDeclined.self) { state, _, entry in state.life.record(.decline, at: entry.occurredAt) }
            .on(CaseAssessed.self) { state, _, entry in state.life.record(.assess, at: entry.occurredAt) }
            .on(CasePlanned.self) { state, event, entry in
                state.planNumber = max(state.planNumber, event.planNumber)
                state.reviewDue = event.reviewDue
                state.life.record(.plan, at: entry.occurredAt)
            }
            .on(CaseStarted.self) { state, _, entry in state.life.record(.start, at: entry.occurredAt) }
            .on(CaseReviewed.self) { state, event, entry in
                state.reviewDue = event.reviewDue ?? state.reviewDue
                state.life.record(CaseStep(event.decision), at: entry.occurredAt)
            }
            .on(CaseClosed.self) { state, _, entry in state.life.record(.close, at: entry.occurredAt) }
            .on(CaseReopened.self) { state, _, entry in state.life.record(.reopen, at: entry.occurredAt) }
            .on(CaseVoided.self) { state, _, entry in state.life.record(.void, at: entry.occurredAt) }
            .on(ConsentRecorded.self) { state, event, _ in state.consents.record(event) }
    }

    private static func admissionFold(_ dispatch: Dispatch<CaseState>) -> Dispatch<CaseState> {
        dispatch
            .on(AdmissionAdmitted.self) { state, event, entry in
                var admission = AdmissionState(event)
                admission.life.record(.admit, at: entry.occurredAt)
                state.admissions.append(admission)
            }
            .on(AdmissionClassified.self) { state, event, entry in
                state.update(event.admissionId) {
                    $0.version += 1
                    $0.life.record(.classify, at: entry.occurredAt)
                }
            }
            .on(AdmissionReleasePrepared.self) { state, event, entry in
                state.update(event.admissionId) {
                    $0.version += 1
                    $0.expectedRelease = event.expectedRelease ?? $0.expectedRelease
                    $0.life.record(.prepareRelease, at: entry.occurredAt)
                }
            }
            .on(AdmissionReleased.self) { state, event, entry in
                state.update(event.admissionId) {
                    $0.version += 1
                    $0.life.record(.release, at: entry.occurredAt)
                }
            }
            .on(AdmissionAbsconded.self) { state, event, entry in
                state.update(event.admissionId) {
                    $0.version += 1
                    $0.life.record(.abscond, at: entry.occurredAt)
                }
            }
            .on(AdmissionReturned.self) { state, event, entry in
                state.update(event.admissionId) {
                    $0.version += 1
                    $0.life.record(.comeBack, at: entry.occurredAt)
                }
            }
            .on(AdmissionDied.self) { state, event, entry in
                state.update(event.admissionId) {
                    $0.version += 1
                    $0.life.record(.die, at: entry.occurredAt)
                }
            }
            .on(RightsExplained.self) { state, event, _ in
                state.update(event.admissionId) {
                    $0.version += 1
                    $0.rightsExplainedAt = min($0.rightsExplainedAt ?? event.explainedAt, event.explainedAt)
                }
            }
            .on(ContactRecorded.self) { state, event, _ in
                state.update(event.admissionId) { $0.version += 1 }
            }
    }

    private mutating func take(_ facts: CaseFacts) {
        self.facts = facts
        programmeID = facts.programmeID
        agreementID = facts.agreementID
        group = facts.group ?? group
    }
}
