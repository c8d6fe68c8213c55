import EventStore
import Events

/// Correct an enrolment that was recorded wrongly; what is left out stays.
struct CorrectEnrolment: Sendable {
    var enrolmentID: EntityID
    var startedAt: Timestamp?
    var service: ServiceKind?
    var providerInstitutionID: EntityID?
    var programmeID: EntityID?
    var agreementID: EntityID?
    var commitmentID: EntityID?
    var reason: CorrectionReason
}

/// Correct one session.
struct CorrectSession: Sendable {
    var enrolmentID: EntityID
    var sessionID: EntityID
    var date: CalendarDate?
    var hours: Double?
    var reason: CorrectionReason
}

extension CaseState {
    /// `provider`: The institution that provides it after the correction.
    func correct(
        _ command: CorrectEnrolment,
        provider: ProviderState,
        in caseID: EntityID,
        _ time: BusinessTime
    )
        throws(Rejection) -> Draft
    {
        let before = try correctable(command.enrolmentID)
        var after = before
        if let startedAt = command.startedAt { after.startedAt = startedAt }
        if let service = command.service { after.service = service }
        if let providerID = command.providerInstitutionID { after.providerInstitutionID = providerID }
        if let programmeID = command.programmeID { after.programmeID = programmeID }
        if let agreementID = command.agreementID { after.agreementID = agreementID }
        if let commitmentID = command.commitmentID { after.commitmentID = commitmentID }
        let changed = after.differences(from: before)
        guard !changed.isEmpty else { throw .emptyCorrection }

        if after.startedAt != before.startedAt { try requireStart(of: after, time) }
        if after.service != before.service, after.certificateNumber != nil {
            throw Rejection(
                "certificate.kind_mismatch",
                field: "service",
                "a certificate has been issued for this service; revoke it first"
            )
        }
        if after.service != before.service || after.providerInstitutionID != before.providerInstitutionID {
            _ = try provider.requireOffer(of: after.service, on: time.day(after.startedAt))
        }
        return events(of: after, in: caseID).corrected(changed, command.reason, at: time.now)
    }

    func correct(_ command: CorrectSession, in caseID: EntityID, _ time: BusinessTime) throws(Rejection) -> Draft {
        var enrolment = try correctable(command.enrolmentID)
        guard let session = enrolment.sessions[command.sessionID], session.isDelivered else {
            throw Rejection("session.unknown", field: "sessionId", "no such session was delivered", status: 404)
        }
        let date = command.date ?? session.date
        let hours = command.hours ?? session.hours
        let changed = (date == session.date ? [] : ["date"]) + (hours == session.hours ? [] : ["hours"])
        guard !changed.isEmpty else { throw .emptyCorrection }
        try time.refuseFuture(date, field: "date")
        try enrolment.requireWithin(date, field: "date", time)
        try Enrolment.requireHours(hours, field: "hours")
        enrolment.sessions[command.sessionID] = .init(date: date, hours: hours, isAttended: true)
        return events(of: enrolment, in: caseID).corrected(
            session: command.sessionID,
            date: date,
            hours: hours,
            changed: changed,
            command.reason,
            at: time.now
        )
    }

    /// Voids an enrolment with its certificate, or one of its sessions.
    func void(
        _ enrolmentID: EntityID,
        session sessionID: EntityID?,
        _ reason: CorrectionReason,
        in caseID: EntityID,
        _ time: BusinessTime
    ) throws(Rejection) -> [Draft] {
        var enrolment = try correctable(enrolmentID)
        guard let sessionID else { return voiding(enrolment, reason, in: caseID, time) }
        guard let session = enrolment.sessions[sessionID], !session.isVoided else {
            throw Rejection("session.unknown", field: "sessionId", "there is no such session to void", status: 404)
        }
        enrolment.sessions[sessionID]?.isVoided = true
        var draft = events(of: enrolment, in: caseID).voided(session: sessionID, reason, at: time.now)
        // Nobody was told of a session that was missed.
        draft.staysHere = draft.staysHere || !session.isAttended
        return [draft]
    }

    func voiding(
        _ enrolment: Enrolment,
        _ reason: CorrectionReason,
        in caseID: EntityID,
        _ time: BusinessTime
    )
        -> [Draft]
    {
        var after = enrolment
        after.sessions = [:]
        let revocation = revocation(of: enrolment, reason, in: caseID, time)
        return [revocation, events(of: after, in: caseID).voided(session: nil, reason, at: time.now)].compactMap { $0 }
    }

    private func correctable(_ id: EntityID) throws(Rejection) -> Enrolment {
        let enrolment = try enrolment(id)
        guard !enrolment.isVoided else {
            throw .invalidTransition("enrolment", "voided", "record what is right as a new enrolment")
        }
        return enrolment
    }

    private func requireStart(of enrolment: Enrolment, _ time: BusinessTime) throws(Rejection) {
        if enrolment.hasBegun { try time.refuseFuture(enrolment.startedAt, field: "startedAt") }
        if let end = enrolment.end, enrolment.startedAt > end.at {
            throw .period("startedAt", "the enrolment would begin after it ended; correct one of its dates")
        }
        if let first = enrolment.firstDeliveredOn, first < time.day(enrolment.startedAt) {
            throw Rejection(
                "session.outside_period",
                field: "startedAt",
                "a session was delivered before that; correct the date, or the session's"
            )
        }
        _ = try facts.requireOpen(
            at: enrolment.startedAt,
            field: "startedAt",
            isAttested: enrolment.isProvisional,
            time
        )
    }
}

extension Enrolment {
    fileprivate func differences(from before: Enrolment) -> [String] {
        var changed: [String] = []
        if startedAt != before.startedAt { changed.append("startedAt") }
        if service != before.service { changed.append("service") }
        if providerInstitutionID != before.providerInstitutionID { changed.append("providerInstitutionId") }
        if programmeID != before.programmeID { changed.append("programmeId") }
        if agreementID != before.agreementID { changed.append("agreementId") }
        if commitmentID != before.commitmentID { changed.append("commitmentId") }
        return changed
    }
}
