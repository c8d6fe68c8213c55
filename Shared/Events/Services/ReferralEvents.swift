/// A case was referred to another organisation for a service.
public struct ReferralSent: CaseEvent, SensitiveServiceEvent {
    /// The referral.
    public var referralId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID?
    /// Who refers.
    public var fromOrgId: EntityID
    /// Who is asked.
    public var toOrgId: EntityID
    /// The service asked for.
    public var service: ServiceKind
    /// How urgent it is.
    public var urgency: Risk
    /// The consent it rests on.
    public var consentId: EntityID
    /// When an answer is due.
    public var dueBy: Timestamp
    /// When.
    public var sentAt: Timestamp

    /// Makes the event.
    public init(
        referralId: EntityID,
        caseId: EntityID,
        subjectId: EntityID? = nil,
        fromOrgId: EntityID,
        toOrgId: EntityID,
        service: ServiceKind,
        urgency: Risk,
        consentId: EntityID,
        dueBy: Timestamp,
        sentAt: Timestamp
    ) {
        self.referralId = referralId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromOrgId = fromOrgId
        self.toOrgId = toOrgId
        self.service = service
        self.urgency = urgency
        self.consentId = consentId
        self.dueBy = dueBy
        self.sentAt = sentAt
    }

    /// The type without its prefix.
    public static let name = "referral.sent.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A case was referred to another organisation for a service."
    /// A synthetic example.
    public static var example: Self {
        Self(
            referralId: Synthetic.referral,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromOrgId: Synthetic.organisation,
            toOrgId: Synthetic.otherOrganisation,
            service: .legal,
            urgency: .medium,
            consentId: Synthetic.consent,
            dueBy: Synthetic.later,
            sentAt: Synthetic.time
        )
    }
}

/// A referral reached the organisation asked.
public struct ReferralReceived: CaseEvent, SensitiveServiceEvent {
    /// The referral.
    public var referralId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID?
    /// Who refers.
    public var fromOrgId: EntityID
    /// Who is asked.
    public var toOrgId: EntityID
    /// The service asked for.
    public var service: ServiceKind
    /// When.
    public var receivedAt: Timestamp

    /// Makes the event.
    public init(
        referralId: EntityID,
        caseId: EntityID,
        subjectId: EntityID? = nil,
        fromOrgId: EntityID,
        toOrgId: EntityID,
        service: ServiceKind,
        receivedAt: Timestamp
    ) {
        self.referralId = referralId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromOrgId = fromOrgId
        self.toOrgId = toOrgId
        self.service = service
        self.receivedAt = receivedAt
    }

    /// The type without its prefix.
    public static let name = "referral.received.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A referral reached the organisation asked."
    /// A synthetic example.
    public static var example: Self {
        Self(
            referralId: Synthetic.referral,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromOrgId: Synthetic.organisation,
            toOrgId: Synthetic.otherOrganisation,
            service: .legal,
            receivedAt: Synthetic.time
        )
    }
}

/// A referral was accepted.
public struct ReferralAccepted: CaseEvent, SensitiveServiceEvent {
    /// The referral.
    public var referralId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID?
    /// Who refers.
    public var fromOrgId: EntityID
    /// Who is asked.
    public var toOrgId: EntityID
    /// The service asked for.
    public var service: ServiceKind
    /// When.
    public var acceptedAt: Timestamp

    /// Makes the event.
    public init(
        referralId: EntityID,
        caseId: EntityID,
        subjectId: EntityID? = nil,
        fromOrgId: EntityID,
        toOrgId: EntityID,
        service: ServiceKind,
        acceptedAt: Timestamp
    ) {
        self.referralId = referralId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromOrgId = fromOrgId
        self.toOrgId = toOrgId
        self.service = service
        self.acceptedAt = acceptedAt
    }

    /// The type without its prefix.
    public static let name = "referral.accepted.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A referral was accepted."
    /// A synthetic example.
    public static var example: Self {
        Self(
            referralId: Synthetic.referral,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromOrgId: Synthetic.organisation,
            toOrgId: Synthetic.otherOrganisation,
            service: .legal,
            acceptedAt: Synthetic.time
        )
    }
}

/// A referral was rejected.
public struct ReferralRejected: CaseEvent, SensitiveServiceEvent {
    /// The referral.
    public var referralId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID?
    /// Who refers.
    public var fromOrgId: EntityID
    /// Who is asked.
    public var toOrgId: EntityID
    /// The service asked for.
    public var service: ServiceKind
    /// Why.
    public var reason: RejectionReason
    /// When.
    public var rejectedAt: Timestamp

    /// Makes the event.
    public init(
        referralId: EntityID,
        caseId: EntityID,
        subjectId: EntityID? = nil,
        fromOrgId: EntityID,
        toOrgId: EntityID,
        service: ServiceKind,
        reason: RejectionReason,
        rejectedAt: Timestamp
    ) {
        self.referralId = referralId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromOrgId = fromOrgId
        self.toOrgId = toOrgId
        self.service = service
        self.reason = reason
        self.rejectedAt = rejectedAt
    }

    /// The type without its prefix.
    public static let name = "referral.rejected.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A referral was rejected."
    /// A synthetic example.
    public static var example: Self {
        Self(
            referralId: Synthetic.referral,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromOrgId: Synthetic.organisation,
            toOrgId: Synthetic.otherOrganisation,
            service: .legal,
            reason: .capacity,
            rejectedAt: Synthetic.time
        )
    }
}
