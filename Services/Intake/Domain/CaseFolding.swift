import EventStore
import Events

extension CaseState {
    static let fold = deadlineFold(
        voidFold(complaintFold(traffickingFold(workFold(transferFold(admissionFold(caseFold(Dispatch())))))))
    )

    private static func caseFold(_ dispatch: Dispatch<CaseState>) -> Dispatch<CaseState> {
        dispatch
            .on(CaseIdentified.self) { state, event, entry in
                state.caseID = event.caseId
                state.caseNumber = event.caseNumber
                state.institutionID = event.institutionId
                state.identifiedAt = event.identifiedAt
                state.identifiedBy = event.identifiedBy
                state.identifiedByOrgID = event.identifiedByOrgId
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
            .on(CaseProfile.self) { state, event, _ in
                state.profile = event
                state.trafficking.take(event.trafficking)
            }
            .on(CaseDeclined.self) { state, _, entry in state.life.record(.decline, at: entry.occurredAt) }
            .on(CaseAssessed.self) { state, event, entry in
                state.assessments.append((event.assessmentId, entry.occurredAt))
                state.life.record(.assess, at: entry.occurredAt)
            }
            .on(CasePlanned.self) { state, event, entry in
                state.planNumber = max(state.planNumber, event.planNumber)
                state.takeReviewDue(event.reviewDue, at: entry.occurredAt)
                state.life.record(.plan, at: entry.occurredAt)
            }
            .on(CaseStarted.self) { state, _, entry in state.life.record(.start, at: entry.occurredAt) }
            .on(CaseReviewed.self) { state, event, entry in
                state.takeReviewDue(event.reviewDue, at: entry.occurredAt)
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
                    if event.classifiedAt >= $0.classifiedAt ?? event.classifiedAt {
                        $0.classification = event.classification
                        $0.classifiedAt = event.classifiedAt
                        $0.classificationReviewDue = event.reviewDue
                    }
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
            .on(ContactRecorded.self) { state, event, entry in
                state.update(event.admissionId) {
                    $0.version += 1
                    $0.contacts.append(AdmissionState.Contact(id: entry.id, kind: event.kind, on: event.on))
                }
            }
    }

    private static func transferFold(_ dispatch: Dispatch<CaseState>) -> Dispatch<CaseState> {
        dispatch
            .on(TransferRequested.self) { state, event, _ in state.openTransfer = event }
            .on(TransferAccepted.self) { state, event, _ in
                state.isTransferAccepted = state.openTransfer?.transferId == event.transferId
            }
            .on(TransferRejected.self) { state, event, _ in state.settle(event.transferId) }
            .on(TransferCancelled.self) { state, event, _ in state.settle(event.transferId) }
            .on(TransferExpired.self) { state, event, _ in state.settle(event.transferId) }
            .on(TransferCompleted.self) { state, event, entry in
                state.settle(event.transferId)
                state.life.record(.handOver, at: entry.occurredAt)
                for admission in state.admissions where admission.isOpen(at: entry.occurredAt) {
                    state.update(admission.id) { $0.life.record(.transfer, at: entry.occurredAt) }
                }
            }
    }

    private static func deadlineFold(_ dispatch: Dispatch<CaseState>) -> Dispatch<CaseState> {
        dispatch.on(DeadlinePassed.self) { state, event, _ in
            state.passedDeadlines.insert(Deadline(kind: event.kind, dueAt: event.dueAt, itemID: event.itemId))
        }
    }

    private mutating func settle(_ transferID: EntityID) {
        guard openTransfer?.transferId == transferID else { return }
        openTransfer = nil
        isTransferAccepted = false
    }

    private mutating func takeReviewDue(_ day: CalendarDate?, at instant: Timestamp) {
        guard instant >= reviewDueSince ?? instant else { return }
        reviewDueSince = instant
        reviewDue = day ?? reviewDue
    }

    private mutating func take(_ facts: CaseFacts) {
        self.facts = facts
        programmeID = facts.programmeID
        agreementID = facts.agreementID
        group = facts.group ?? group
    }
}
