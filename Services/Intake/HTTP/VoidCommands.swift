import EventStore
import Events

/// A record that was taken back; the version is the record's.
struct VoidAnswer: Answer, Hashable {
    var recordId: EntityID
    var caseId: EntityID
    var version: Int
}

extension IntakeCommands {
    func voidAdmission(
        _ command: VoidRecord,
        _ caseID: EntityID,
        _ admissionID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> VoidAnswer {
        var file = try CaseFile(caseID, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let voided = try file.state.voidAdmission(command, admissionID, occasion)
        try transaction.expect(version: version, of: admissionID)
        try file.append(voided, to: admissionID, at: occasion.at)
        // The first admission settles whether the person counts as a child; it may be another one now, or none.
        let subject = try transaction.knownSubject(try file.state.requireSubject())
        try file.restate(subject, config.calendar, at: occasion.at, reason: command.reason)
        return VoidAnswer(recordId: admissionID, caseId: caseID, version: try transaction.version(of: admissionID))
    }

    func voidConsent(
        _ command: VoidRecord,
        _ caseID: EntityID,
        _ consentID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> VoidAnswer {
        var file = try CaseFile(caseID, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let voided = try file.state.voidConsent(command, consentID, occasion)
        try transaction.expect(version: version, of: consentID)
        try file.append(voided, to: consentID, at: occasion.at)
        if voided.purpose == .statistics, let subjectID = file.state.subjectID {
            try file.restate(
                try transaction.knownSubject(subjectID),
                config.calendar,
                at: occasion.at,
                reason: .consentChanged
            )
        }
        return VoidAnswer(recordId: consentID, caseId: caseID, version: try transaction.version(of: consentID))
    }

    /// The version is that of the case, to which assessments belong.
    func voidAssessment(
        _ command: VoidRecord,
        _ caseID: EntityID,
        _ assessmentID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> VoidAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let voided = try file.state.voidAssessment(command, assessmentID, occasion)
        try file.append(voided, at: occasion.at)
        if var profile = file.state.profile, profile.assessment?.assessmentId == assessmentID {
            let latest = file.state.assessments.enumerated()
                .max { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }?
                .element
            profile.assessment = try latest.flatMap { try transaction.assessment($0.id, of: caseID) }
            profile.risk = profile.assessment?.risk
            try file.append(profile, at: occasion.at)
        }
        return VoidAnswer(recordId: assessmentID, caseId: caseID, version: try transaction.version(of: caseID))
    }

    /// The version is that of the admission, to which contacts belong.
    func voidContact(
        _ command: VoidRecord,
        _ caseID: EntityID,
        _ contactID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> VoidAnswer {
        var file = try CaseFile(caseID, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let voided = try file.state.voidContact(command, contactID, occasion)
        try transaction.expect(version: version, of: voided.admissionId)
        try file.append(voided, to: voided.admissionId, at: occasion.at)
        return VoidAnswer(
            recordId: contactID,
            caseId: caseID,
            version: try transaction.version(of: voided.admissionId)
        )
    }
}

extension Transaction {
    /// What an assessment found.
    func assessment(_ assessmentID: EntityID, of caseID: EntityID) throws -> ProfileAssessment? {
        for entry in try entries(aggregate: caseID) {
            switch entry.type {
            case CaseAssessed.type:
                let event = try entry.data(as: CaseAssessed.self)
                guard event.assessmentId == assessmentID,
                    let notes = try unseal(AssessmentNotes.self, of: entry), let kind = notes.kind,
                    let factors = notes.factors, let risk = notes.risk
                else { continue }
                return ProfileAssessment(
                    assessmentId: assessmentID,
                    kind: kind,
                    factors: factors,
                    risk: risk,
                    assessedAt: event.assessedAt
                )
            case CaseProfile.type:
                // Stores of the first version have it only where it was published.
                let told = try entry.data(as: CaseProfile.self).assessment
                if let told, told.assessmentId == assessmentID { return told }
            default: continue
            }
        }
        return nil
    }
}
