import EventStore
import Events

/// How long an enrolment may wait for intake's events.
enum Provisional {
    static let patience = Duration.seconds(30 * 86_400)
}

extension CaseState {
    /// What follows by rule for the enrolments from all that is known now.
    ///
    /// Facts and enrolments may have come in any order: the rules look at dates only, so they end in the same state.
    func enrolmentReactions(in caseID: EntityID, _ time: BusinessTime) -> [Draft] {
        enrolments.values
            .sorted { $0.id < $1.id }
            .flatMap { reactions(for: $0, in: caseID, time) }
            .map(\.asReaction)
    }

    private func reactions(for enrolment: Enrolment, in caseID: EntityID, _ time: BusinessTime) -> [Draft] {
        guard !enrolment.isVoided else { return [] }
        if let reason = facts.voidReason { return voiding(enrolment, reason, in: caseID, time) }
        if let start = activation(of: enrolment, in: caseID, time) { return [start] }
        if enrolment.isProvisional { return resolution(of: enrolment, in: caseID, time) }
        return interruption(of: enrolment, in: caseID, time).map { [$0] } ?? []
    }

    /// Confirms or rejects an enrolment that was taken on trust, as soon as it can be told.
    private func resolution(of enrolment: Enrolment, in caseID: EntityID, _ time: BusinessTime) -> [Draft] {
        switch facts.standing(at: enrolment.startedAt, time) {
        case .open where enrolment.isUrgent || facts.isPlanned(at: enrolment.startedAt, time):
            return [confirmation(of: enrolment, in: caseID)]
        case .unknown, .open:
            let isOverdue = enrolment.recordedAt.adding(Provisional.patience) < time.now
            return isOverdue ? voiding(enrolment, .newInformation, in: caseID, time) : []
        case .beforeRegistration, .ended, .declined, .voided:
            return voiding(enrolment, .newInformation, in: caseID, time)
        }
    }

    private func confirmation(of enrolment: Enrolment, in caseID: EntityID) -> Draft {
        var after = enrolment
        var changed = [Enrolment.provisionalField]
        if let registration = facts.registration {
            after.subjectID = current(registration.subjectID)
            after.programmeID = enrolment.programmeID ?? registration.programmeID
            after.agreementID = enrolment.agreementID ?? registration.agreementID
        }
        if after.subjectID != current(enrolment.subjectID) { changed.append("subjectId") }
        if after.programmeID != enrolment.programmeID { changed.append("programmeId") }
        if after.agreementID != enrolment.agreementID { changed.append("agreementId") }
        if facts.demographics.statsMode == .full { changed += ["sex", "ageBand", "isChild", "statsMode"] }
        // Dated like the enrolment: nothing happened on the day on which intake's event happened to arrive.
        return events(of: after, in: caseID).corrected(changed, .newInformation, at: enrolment.startedAt)
    }

    /// Interrupts what a release, a death, the end of the case or a withdrawn consent ended; also anew when an earlier
    /// end becomes known later.
    private func interruption(of enrolment: Enrolment, in caseID: EntityID, _ time: BusinessTime) -> Draft? {
        guard enrolment.end == nil || enrolment.end?.isByRule == true, let due = dueEnd(of: enrolment, time) else {
            return nil
        }
        if let end = enrolment.end, (end.at, end.outcome.rawValue) <= (due.at, due.outcome.rawValue) { return nil }
        return events(of: enrolment, in: caseID).ended(.interrupted, due.outcome, at: due.at)
    }

    private func dueEnd(of enrolment: Enrolment, _ time: BusinessTime) -> (at: Timestamp, outcome: Outcome)? {
        let ends = facts.serviceEnds.filter { $0.concerns(enrolment) }
        let later = ends.filter { $0.at >= enrolment.startedAt }
            .min { ($0.at, $0.outcome.rawValue) < ($1.at, $1.outcome.rawValue) }
        if let later { return (later.at, later.outcome) }
        // It began on a case that had ended, which was not known then.
        guard facts.standing(at: enrolment.startedAt, time) == .ended,
            let last = ends.filter({ $0.returnReason != nil }).max(by: { $0.at < $1.at })
        else { return nil }
        return (enrolment.startedAt, last.outcome)
    }
}

extension ServiceEnd {
    func concerns(_ enrolment: Enrolment) -> Bool {
        if let onlyAtInstitution { return onlyAtInstitution == enrolment.providerInstitutionID }
        if let exceptAtInstitution { return exceptAtInstitution != enrolment.providerInstitutionID }
        return true
    }
}

extension CaseFacts {
    /// What ends services by rule, withdrawn consents included: who no longer wants data shared is served no longer by
    /// those who had to be told.
    var serviceEnds: [ServiceEnd] {
        guard let institutionID = registration?.institutionID else { return ends }
        return ends
            + consents
            .filter { $0.purpose == .shareService && $0.decision == .withdrawn && $0.recipientOrgID == nil }
            .map { ServiceEnd(at: $0.at, outcome: .refused, exceptAtInstitution: institutionID) }
    }
}
