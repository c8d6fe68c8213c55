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
        if let upkeep = upkeep(of: enrolment, in: caseID) { return [upkeep] }
        return interruption(of: enrolment, in: caseID, time).map { [$0] } ?? []
    }

    /// Confirms or rejects an enrolment that was taken on trust, as soon as it can be told.
    private func resolution(of enrolment: Enrolment, in caseID: EntityID, _ time: BusinessTime) -> [Draft] {
        switch facts.standing(at: enrolment.startedAt, time) {
        case .open where enrolment.isUrgent || facts.isPlanned(at: enrolment.startedAt, time):
            return [confirmation(of: enrolment, in: caseID)]
        // A date, a plan, a closing may still be put right by what is on its way: only time tells.
        case .unknown, .open, .beforeRegistration, .ended:
            let isOverdue = enrolment.recordedAt.adding(Provisional.patience) < time.now
            return isOverdue ? voiding(enrolment, .newInformation, in: caseID, time) : []
        case .declined, .voided, .erased:
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

    /// What an enrolment took over from the case follows the case: the person, when the case turns out to be another's,
    /// and the programme and agreement where they are the case's own.
    private func upkeep(of enrolment: Enrolment, in caseID: EntityID) -> Draft? {
        guard let registration = facts.registration else { return nil }
        var after = enrolment
        var changed: [String] = []
        if current(enrolment.subjectID) != current(registration.subjectID) {
            after.subjectID = registration.subjectID
            changed.append("subjectId")
        }
        if enrolment.programmeID.map(facts.caseProgrammeIDs.contains) ?? true,
            enrolment.programmeID != registration.programmeID
        {
            after.programmeID = registration.programmeID
            changed.append("programmeId")
        }
        if enrolment.agreementID.map(facts.caseAgreementIDs.contains) ?? true,
            enrolment.agreementID != registration.agreementID
        {
            after.agreementID = registration.agreementID
            changed.append("agreementId")
        }
        guard !changed.isEmpty else { return nil }
        return events(of: after, in: caseID).corrected(changed, .newInformation, at: enrolment.startedAt)
    }

    /// Interrupts what a release, a death, the end of the case or a withdrawn consent ended, anew when another end turns
    /// out to be the earliest; lets go on what nothing ends any more.
    private func interruption(of enrolment: Enrolment, in caseID: EntityID, _ time: BusinessTime) -> Draft? {
        guard enrolment.end?.isByRule ?? true else { return nil }
        guard let due = dueEnd(of: enrolment, time) else {
            return enrolment.end.map { _ in
                events(of: enrolment, in: caseID)
                    .corrected([Enrolment.endField], .newInformation, at: enrolment.startedAt)
            }
        }
        if let end = enrolment.end, end.at == due.at, end.outcome == due.outcome { return nil }
        return events(of: enrolment, in: caseID).ended(.interrupted, due.outcome, at: due.at)
    }

    private func dueEnd(of enrolment: Enrolment, _ time: BusinessTime) -> (at: Timestamp, outcome: Outcome)? {
        let ends = facts.serviceEnds.filter { $0.concerns(enrolment) }
        let later = ends.filter { $0.at >= enrolment.startedAt }
            .min { ($0.at, $0.outcome.rawValue) < ($1.at, $1.outcome.rawValue) }
        if let later { return (later.at, later.outcome) }
        // It began on a case that had ended, which was not known then.
        guard [.ended, .erased].contains(facts.standing(at: enrolment.startedAt, time)),
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
        guard let institutionID = registration?.institutionID else { return allEnds }
        return allEnds
            + consents
            .filter { $0.purpose == .shareService && $0.decision == .withdrawn && $0.recipientOrgID == nil }
            .map { ServiceEnd(at: $0.at, outcome: .refused, exceptAtInstitution: institutionID) }
    }
}
