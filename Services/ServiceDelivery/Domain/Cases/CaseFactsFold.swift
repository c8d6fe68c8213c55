import EventStore
import Events

extension CaseState {
    static func foldFacts(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        foldVictims(foldAdmissions(foldEndings(foldRegistration(table))))
    }

    private static func foldRegistration(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        table
            .on(CaseRegistered.self) { state, event, entry in
                state.facts.take(CaseFacts.Registration(event, version: entry.version))
            }
            .on(CaseCorrected.self) { state, event, entry in
                state.facts.take(CaseFacts.Registration(event, version: entry.version))
            }
            .on(CaseProfile.self) { state, event, entry in
                guard entry.version > state.facts.profile?.version ?? 0 else { return }
                state.facts.profile = (entry.version, event.categories, event.statsMode)
                switch event.trafficking?.determination {
                case .presumed:
                    guard let reflectionEndsAt = event.trafficking?.reflectionEndsAt else { return }
                    state.facts.presumptions.append(.init(from: entry.occurredAt, reflectionEndsAt: reflectionEndsAt))
                case .confirmed, .notVictim: state.facts.determinations.append(entry.occurredAt)
                case .notConsidered, nil: return
                }
            }
            .on(CasePlanned.self) { state, event, _ in
                state.facts.plannedAt = min(state.facts.plannedAt ?? event.approvedAt, event.approvedAt)
            }
            .on(ConsentRecorded.self) { state, event, _ in state.facts.take(event) }
            .on(ConsentVoided.self) { state, event, _ in
                state.facts.consents.removeAll { $0.id == event.consentId }
            }
    }

    private static func foldEndings(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        table
            .on(CaseDeclined.self) { state, event, _ in state.facts.declinedAt = event.declinedAt }
            .on(CaseVoided.self) { state, event, _ in
                state.facts.voidReason = event.reason
                state.facts.voidedAt = event.voidedAt
            }
            .on(CaseClosed.self) { state, event, entry in
                state.facts.turns.append(.init(at: event.closedAt, version: entry.version, isEnd: true))
                state.facts.ends.append(ServiceEnd(closedAt: event.closedAt, for: event.reason))
            }
            .on(CaseReopened.self) { state, event, entry in
                state.facts.turns.append(.init(at: event.reopenedAt, version: entry.version, isEnd: false))
            }
            .on(TransferCompleted.self) { state, event, entry in
                state.facts.turns.append(.init(at: event.completedAt, version: .max, isEnd: true))
                state.facts.ends.append(
                    ServiceEnd(at: event.completedAt, outcome: .transferred, returnReason: .otherSolution)
                )
            }
    }

    private static func foldAdmissions(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        table
            .on(AdmissionAdmitted.self) { state, event, _ in
                state.facts.admissions[event.admissionId] = .init(
                    institutionID: event.institutionId,
                    admittedAt: event.admittedAt,
                    isChild: event.isChild
                )
            }
            .on(AdmissionReleased.self) { state, event, _ in
                state.facts.ends.append(
                    ServiceEnd(
                        at: event.releasedAt,
                        outcome: .released,
                        admissionID: event.admissionId,
                        onlyAtInstitution: event.institutionId
                    )
                )
            }
            .on(AdmissionAbsconded.self) { state, event, _ in
                state.facts.ends.append(
                    ServiceEnd(
                        at: event.abscondedAt,
                        outcome: .dropped,
                        admissionID: event.admissionId,
                        onlyAtInstitution: event.institutionId
                    )
                )
            }
            .on(AdmissionDied.self) { state, event, _ in
                state.facts.ends.append(
                    ServiceEnd(
                        at: event.diedAt,
                        outcome: .partial,
                        admissionID: event.admissionId,
                        returnReason: .otherSolution
                    )
                )
            }
            .on(AdmissionVoided.self) { state, event, _ in
                state.facts.admissions[event.admissionId] = nil
                state.facts.ends.removeAll { $0.admissionID == event.admissionId }
            }
    }

    private static func foldVictims(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        table
            .on(VictimDetected.self) { state, event, _ in
                state.facts.presumptions.append(
                    .init(from: event.detectedAt, reflectionEndsAt: event.reflectionEndsAt)
                )
            }
            .on(VictimDetermined.self) { state, event, _ in
                guard event.determination == .confirmed || event.determination == .notVictim else { return }
                state.facts.determinations.append(event.determinedAt)
            }
    }
}

extension CaseFacts {
    mutating func take(_ newer: Registration) {
        if let programmeID = newer.programmeID { caseProgrammeIDs.insert(programmeID) }
        if let agreementID = newer.agreementID { caseAgreementIDs.insert(agreementID) }
        guard newer.version > registration?.version ?? 0 else { return }
        registration = newer
    }

    mutating func take(_ event: ConsentRecorded) {
        consents.append(
            Consent(
                id: event.consentId,
                purpose: event.purpose,
                decision: event.decision,
                recipientOrgID: event.recipientOrgId,
                at: event.at,
                expiresAt: event.expiresAt
            )
        )
    }
}

extension CaseFacts.Registration {
    init(_ event: CaseRegistered, version: Int) {
        self.init(
            version: version,
            subjectID: event.subjectId,
            institutionID: event.institutionId,
            programmeID: event.programmeId,
            agreementID: event.agreementId,
            group: event.group,
            sex: event.sex,
            ageBand: event.ageBand,
            isChild: event.isChild,
            registeredAt: event.registeredAt,
            statsMode: event.statsMode
        )
    }

    init(_ event: CaseCorrected, version: Int) {
        self.init(
            version: version,
            subjectID: event.subjectId,
            institutionID: event.institutionId,
            programmeID: event.programmeId,
            agreementID: event.agreementId,
            group: event.group,
            sex: event.sex,
            ageBand: event.ageBand,
            isChild: event.isChild,
            registeredAt: event.registeredAt,
            statsMode: event.statsMode
        )
    }
}

extension ServiceEnd {
    /// What the closure of a case means for what is still under way.
    init(closedAt: Timestamp, for reason: ClosureReason) {
        let (outcome, returnReason): (Outcome, ReturnEndReason) =
            switch reason {
            case .goalReached, .aftercareDone, .agedOut: (.partial, .otherSolution)
            case .returned: (.released, .otherSolution)
            case .transferred: (.transferred, .otherSolution)
            case .lost: (.dropped, .lostContact)
            case .withdrawn: (.refused, .changedMind)
            case .deceased: (.partial, .otherSolution)
            case .ineligible, .relocated, .duplicate, .error: (.unavailable, .otherSolution)
            }
        self.init(at: closedAt, outcome: outcome, returnReason: returnReason)
    }
}
