/// An institution asked another to take over a case.
public struct TransferRequested: CaseEvent {
    /// The transfer.
    public var transferId: EntityID
    /// The case at the sender.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution that gives up the case.
    public var fromInstitutionId: EntityID
    /// The institution asked to take it.
    public var toInstitutionId: EntityID
    /// Why.
    public var reason: TransferReason
    /// The consent it rests on.
    public var consentId: EntityID
    /// When.
    public var requestedAt: Timestamp
    /// Until when an answer is awaited.
    public var expiresAt: Timestamp?
    /// The person's sex; absent when statistics were refused.
    public var sex: Sex?
    /// The band of the person's age; absent when statistics were refused.
    public var ageBand: AgeBand?
    /// Whether the person counts as a child; absent when statistics were refused.
    public var isChild: Bool?
    /// The risk last assessed.
    public var risk: Risk?

    /// Makes the event.
    public init(
        transferId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        fromInstitutionId: EntityID,
        toInstitutionId: EntityID,
        reason: TransferReason,
        consentId: EntityID,
        requestedAt: Timestamp,
        expiresAt: Timestamp? = nil,
        sex: Sex? = nil,
        ageBand: AgeBand? = nil,
        isChild: Bool? = nil,
        risk: Risk? = nil
    ) {
        self.transferId = transferId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromInstitutionId = fromInstitutionId
        self.toInstitutionId = toInstitutionId
        self.reason = reason
        self.consentId = consentId
        self.requestedAt = requestedAt
        self.expiresAt = expiresAt
        self.sex = sex
        self.ageBand = ageBand
        self.isChild = isChild
        self.risk = risk
    }

    /// The type without its prefix.
    public static let name = "transfer.requested.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "An institution asked another to take over a case."
    /// A synthetic example.
    public static var example: Self {
        Self(
            transferId: Synthetic.transfer,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromInstitutionId: Synthetic.institution,
            toInstitutionId: Synthetic.otherInstitution,
            reason: .proximity,
            consentId: Synthetic.consent,
            requestedAt: Synthetic.time,
            expiresAt: Synthetic.later
        )
    }
}

/// The institution asked takes over the case.
public struct TransferAccepted: CaseEvent {
    /// The transfer.
    public var transferId: EntityID
    /// The case at the sender.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution that gives up the case.
    public var fromInstitutionId: EntityID
    /// The institution asked to take it.
    public var toInstitutionId: EntityID
    /// The case at the receiver.
    public var newCaseId: EntityID?
    /// When.
    public var acceptedAt: Timestamp

    /// Makes the event.
    public init(
        transferId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        fromInstitutionId: EntityID,
        toInstitutionId: EntityID,
        newCaseId: EntityID? = nil,
        acceptedAt: Timestamp
    ) {
        self.transferId = transferId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromInstitutionId = fromInstitutionId
        self.toInstitutionId = toInstitutionId
        self.newCaseId = newCaseId
        self.acceptedAt = acceptedAt
    }

    /// The type without its prefix.
    public static let name = "transfer.accepted.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "The institution asked takes over the case."
    /// A synthetic example.
    public static var example: Self {
        Self(
            transferId: Synthetic.transfer,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromInstitutionId: Synthetic.institution,
            toInstitutionId: Synthetic.otherInstitution,
            newCaseId: Synthetic.otherCase,
            acceptedAt: Synthetic.time
        )
    }
}

/// The institution asked does not take over the case.
public struct TransferRejected: CaseEvent {
    /// The transfer.
    public var transferId: EntityID
    /// The case at the sender.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution that gives up the case.
    public var fromInstitutionId: EntityID
    /// The institution asked to take it.
    public var toInstitutionId: EntityID
    /// Why.
    public var reason: RejectionReason
    /// When.
    public var rejectedAt: Timestamp

    /// Makes the event.
    public init(
        transferId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        fromInstitutionId: EntityID,
        toInstitutionId: EntityID,
        reason: RejectionReason,
        rejectedAt: Timestamp
    ) {
        self.transferId = transferId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromInstitutionId = fromInstitutionId
        self.toInstitutionId = toInstitutionId
        self.reason = reason
        self.rejectedAt = rejectedAt
    }

    /// The type without its prefix.
    public static let name = "transfer.rejected.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "The institution asked does not take over the case."
    /// A synthetic example.
    public static var example: Self {
        Self(
            transferId: Synthetic.transfer,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromInstitutionId: Synthetic.institution,
            toInstitutionId: Synthetic.otherInstitution,
            reason: .capacity,
            rejectedAt: Synthetic.time
        )
    }
}

/// A transfer was cancelled by the institution that asked.
public struct TransferCancelled: CaseEvent {
    /// The transfer.
    public var transferId: EntityID
    /// The case at the sender.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution that gives up the case.
    public var fromInstitutionId: EntityID
    /// The institution asked to take it.
    public var toInstitutionId: EntityID
    /// When.
    public var cancelledAt: Timestamp

    /// Makes the event.
    public init(
        transferId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        fromInstitutionId: EntityID,
        toInstitutionId: EntityID,
        cancelledAt: Timestamp
    ) {
        self.transferId = transferId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromInstitutionId = fromInstitutionId
        self.toInstitutionId = toInstitutionId
        self.cancelledAt = cancelledAt
    }

    /// The type without its prefix.
    public static let name = "transfer.cancelled.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "A transfer was cancelled by the institution that asked."
    /// A synthetic example.
    public static var example: Self {
        Self(
            transferId: Synthetic.transfer,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromInstitutionId: Synthetic.institution,
            toInstitutionId: Synthetic.otherInstitution,
            cancelledAt: Synthetic.time
        )
    }
}

/// A transfer was not answered in time.
public struct TransferExpired: CaseEvent {
    /// The transfer.
    public var transferId: EntityID
    /// The case at the sender.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution that gives up the case.
    public var fromInstitutionId: EntityID
    /// The institution asked to take it.
    public var toInstitutionId: EntityID
    /// When.
    public var expiredAt: Timestamp

    /// Makes the event.
    public init(
        transferId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        fromInstitutionId: EntityID,
        toInstitutionId: EntityID,
        expiredAt: Timestamp
    ) {
        self.transferId = transferId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromInstitutionId = fromInstitutionId
        self.toInstitutionId = toInstitutionId
        self.expiredAt = expiredAt
    }

    /// The type without its prefix.
    public static let name = "transfer.expired.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "A transfer was not answered in time."
    /// A synthetic example.
    public static var example: Self {
        Self(
            transferId: Synthetic.transfer,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromInstitutionId: Synthetic.institution,
            toInstitutionId: Synthetic.otherInstitution,
            expiredAt: Synthetic.time
        )
    }
}
