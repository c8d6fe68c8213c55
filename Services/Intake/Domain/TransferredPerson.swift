import EventStore
import Events

/// What goes with a case that is handed over: sealed for the receiver, and for nobody else.
struct TransferredPerson: Codable, Sendable, Equatable {
    var subject: SubjectDetails
    var profile: CaseProfile
    var programmeId: EntityID?
    var agreementId: EntityID?
    /// The consents that hold; that to the transfer among them.
    var consents: [ConsentRecorded]
}

extension TransferredPerson {
    struct TakenOver {
        var identified: CaseIdentified
        var consents: [ConsentRecorded]
        var registered: CaseRegistered
        var profile: CaseProfile
    }

    /// The case as it begins at the receiver: registered for the same person, on the basis of the transfer.
    func takeOver(
        _ completed: TransferCompleted,
        number: CaseNumber,
        _ occasion: Occasion,
        newID: () -> EntityID
    ) -> TakenOver {
        var consents = Consents()
        for consent in self.consents {
            var copy = consent
            copy.consentId = newID()
            copy.caseId = completed.newCaseId
            // The person agreed that the receiver registers the case; a consent to register given elsewhere may be over.
            if copy.purpose == .transfer {
                copy.purpose = .register
                copy.recipientOrgId = nil
                copy.expiresAt = nil
            }
            consents.record(copy)
        }
        let mode = consents.statisticsMode
        let facts = CaseFacts(
            subject,
            categories: profile.categories,
            registeredOn: occasion.day,
            childOn: occasion.day,
            mode: mode,
            programmeID: programmeId,
            agreementID: agreementId
        )
        var codes = profile
        codes.caseId = completed.newCaseId
        codes.institutionId = completed.toInstitutionId
        return TakenOver(
            identified: CaseIdentified(
                caseId: completed.newCaseId,
                caseNumber: number.description,
                institutionId: completed.toInstitutionId,
                identifiedBy: .institution,
                identifiedAt: occasion.at,
                programmeId: programmeId,
                agreementId: agreementId,
                group: CaseGroup(profile.categories, sex: nil, isChild: nil)
            ),
            consents: consents.records,
            registered: CaseRegistered(
                caseId: completed.newCaseId,
                caseNumber: number.description,
                subjectId: completed.subjectId,
                institutionId: completed.toInstitutionId,
                programmeId: programmeId,
                agreementId: agreementId,
                group: facts.group,
                sex: facts.sex,
                ageBand: facts.ageBand,
                isChild: facts.isChild,
                region: facts.region,
                registeredAt: occasion.at,
                statsMode: mode
            ),
            profile: codes.describing(subject, mode: mode)
        )
    }
}

extension CaseState {
    /// What goes with the case when it is handed over at `instant`.
    ///
    /// Of the consents, those that hold then; a refusal of statistics holds too, and must not be forgotten on the way.
    func person(_ subject: SubjectDetails, _ profile: CaseProfile, at instant: Timestamp) -> TransferredPerson {
        let kept = consents.records.filter { consent in
            guard consents.latest(consent.purpose, recipient: consent.recipientOrgId, at: instant) == consent else {
                return false
            }
            if consent.purpose == .register { return false }
            return consent.purpose == .statistics
                || consents.allows(consent.purpose, recipient: consent.recipientOrgId, at: instant)
        }
        return TransferredPerson(
            subject: subject,
            profile: profile,
            programmeId: programmeID,
            agreementId: agreementID,
            consents: kept
        )
    }
}
