import EventStore
import Events

/// Another institution is asked to take over a case.
struct RequestTransfer: Codable, Sendable, Hashable {
    var toInstitutionId: EntityID
    var reason: TransferReason
    /// The consent it rests on; the TRANSFER consent in force unless given.
    var consentId: EntityID?
    /// Until when an answer is awaited; as long as the instance's setting says unless given.
    var expiresAt: Timestamp?
    var occurredAt: Timestamp?
}

/// The institution asked takes over the case.
struct AcceptTransfer: Codable, Sendable, Hashable {
    var occurredAt: Timestamp?
}

/// The institution asked does not take over the case.
struct RejectTransfer: Codable, Sendable, Hashable {
    var reason: RejectionReason
    var occurredAt: Timestamp?
}

/// The institution that asked wants to keep the case.
struct CancelTransfer: Codable, Sendable, Hashable {
    var occurredAt: Timestamp?
}

extension CaseState {
    /// Decides to ask another institution to take over the case.
    func requestTransfer(
        _ command: RequestTransfer,
        id: EntityID,
        waiting: Duration,
        _ occasion: Occasion
    ) throws(Rejection) -> TransferRequested {
        let subjectID = try requireSubject()
        try life.requireActive(at: occasion.at)
        guard !life.isClosed(after: occasion.at) else {
            throw .invalidTransition("the case was closed later; reopen it first")
        }
        guard command.toInstitutionId != institutionID else {
            throw Rejection(
                "transfer.same_institution",
                field: "toInstitutionId",
                "the case is with that institution already; name another"
            )
        }
        guard openTransfer == nil else {
            throw .invalidTransition("a transfer of the case waits for its answer; cancel it first")
        }
        guard let consent = consents.inForce(.transfer, command.consentId, at: occasion.at) else {
            throw Rejection(
                "consent.missing",
                field: "consentId",
                "record a TRANSFER consent, a court's order or the person's best interests first"
            )
        }
        let expiresAt = command.expiresAt ?? occasion.at.adding(waiting)
        guard expiresAt > occasion.at else {
            throw Rejection("period.invalid", field: "expiresAt", "an answer must be awaited for some time")
        }
        let isFull = consents.statisticsMode == .full
        return TransferRequested(
            transferId: id,
            caseId: caseID,
            subjectId: subjectID,
            fromInstitutionId: institutionID,
            toInstitutionId: command.toInstitutionId,
            reason: command.reason,
            consentId: consent.consentId,
            requestedAt: occasion.at,
            expiresAt: expiresAt,
            sex: isFull ? facts?.sex : nil,
            ageBand: isFull ? facts?.ageBand : nil,
            isChild: isFull ? facts?.isChild : nil,
            risk: profile?.risk
        )
    }

    /// Decides to hand the case over to who has accepted it; `nil` when the case is no longer to be given.
    func handOver(_ accepted: TransferAccepted, at instant: Timestamp) -> TransferCompleted? {
        guard openTransfer?.transferId == accepted.transferId, let newCaseID = accepted.newCaseId,
            life.fault(.handOver, at: instant) == nil
        else { return nil }
        return TransferCompleted(
            transferId: accepted.transferId,
            caseId: accepted.caseId,
            subjectId: accepted.subjectId,
            fromInstitutionId: accepted.fromInstitutionId,
            toInstitutionId: accepted.toInstitutionId,
            newCaseId: newCaseID,
            completedAt: instant
        )
    }

    /// The end of a transfer that waits, for a case that is no longer to be given.
    func cancelled(_ requested: TransferRequested, at instant: Timestamp) -> TransferCancelled {
        TransferCancelled(
            transferId: requested.transferId,
            caseId: requested.caseId,
            subjectId: requested.subjectId,
            fromInstitutionId: requested.fromInstitutionId,
            toInstitutionId: requested.toInstitutionId,
            cancelledAt: instant
        )
    }
}

extension TransferState {
    /// Decides to take the case.
    ///
    /// `terms` is what is known of the institution that takes it: an unknown one refuses nobody.
    func accept(
        newCaseID: EntityID,
        _ terms: InstitutionState.Terms?,
        _ occasion: Occasion
    ) throws(Rejection) -> TransferAccepted {
        let requested = try known()
        try requireUnanswered("accept")
        if let expiresAt = requested.expiresAt, occasion.at >= expiresAt {
            throw .invalidTransition("the transfer was not answered in time; the sender must ask again")
        }
        try occasion.notBefore(requested.requestedAt, "the transfer was requested")
        switch (terms?.sexServed, requested.sex) {
        case (.male?, .female?), (.female?, .male?):
            throw Rejection(
                "placement.sex_not_served",
                field: "transferId",
                "the institution does not serve persons of this sex; reject the transfer"
            )
        default: break
        }
        if requested.isChild == false, let ageMax = terms?.ageMax, ageMax < 18 {
            throw Rejection(
                "placement.adult_child_mix",
                field: "transferId",
                "the institution is for children and the person is an adult; reject the transfer"
            )
        }
        return TransferAccepted(
            transferId: requested.transferId,
            caseId: requested.caseId,
            subjectId: requested.subjectId,
            fromInstitutionId: requested.fromInstitutionId,
            toInstitutionId: requested.toInstitutionId,
            newCaseId: newCaseID,
            acceptedAt: occasion.at
        )
    }

    /// Decides not to take the case.
    func reject(_ command: RejectTransfer, _ occasion: Occasion) throws(Rejection) -> TransferRejected {
        let requested = try known()
        try requireUnanswered("reject")
        try occasion.notBefore(requested.requestedAt, "the transfer was requested")
        return TransferRejected(
            transferId: requested.transferId,
            caseId: requested.caseId,
            subjectId: requested.subjectId,
            fromInstitutionId: requested.fromInstitutionId,
            toInstitutionId: requested.toInstitutionId,
            reason: command.reason,
            rejectedAt: occasion.at
        )
    }

    /// What tells that no answer came in time; `nil` while one may still come.
    func expired(at now: Timestamp) -> TransferExpired? {
        guard let requested, status == .requested, isOutgoing, let expiresAt = requested.expiresAt, now >= expiresAt
        else { return nil }
        return TransferExpired(
            transferId: requested.transferId,
            caseId: requested.caseId,
            subjectId: requested.subjectId,
            fromInstitutionId: requested.fromInstitutionId,
            toInstitutionId: requested.toInstitutionId,
            expiredAt: expiresAt
        )
    }
}

extension Consents {
    /// The consent for `purpose` in force at `instant`, to any recipient; the one named, when one is.
    func inForce(_ purpose: ConsentPurpose, _ consentID: EntityID?, at instant: Timestamp) -> ConsentRecorded? {
        let recipients = Set(records.filter { $0.purpose == purpose }.map(\.recipientOrgId))
        return recipients.filter { allows(purpose, recipient: $0, at: instant) }
            .compactMap { latest(purpose, recipient: $0, at: instant) }
            .filter { consentID == nil || $0.consentId == consentID }
            .min { $0.consentId < $1.consentId }
    }
}

extension Occasion {
    /// Refuses a time before what it answers.
    func notBefore(_ instant: Timestamp, _ what: String) throws(Rejection) {
        guard at >= instant else {
            throw .invalidField("occurredAt", "it cannot lie before \(what)")
        }
    }
}
