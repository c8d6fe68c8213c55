/// The service a referral asked for has ended.
public struct ReferralCompleted: CaseEvent, SensitiveServiceEvent {
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
    /// How it ended.
    public var outcome: Outcome
    /// When.
    public var completedAt: Timestamp

    /// Makes the event.
    public init(
        referralId: EntityID,
        caseId: EntityID,
        subjectId: EntityID? = nil,
        fromOrgId: EntityID,
        toOrgId: EntityID,
        service: ServiceKind,
        outcome: Outcome,
        completedAt: Timestamp
    ) {
        self.referralId = referralId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromOrgId = fromOrgId
        self.toOrgId = toOrgId
        self.service = service
        self.outcome = outcome
        self.completedAt = completedAt
    }

    /// The type without its prefix.
    public static let name = "referral.completed.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "The service a referral asked for has ended."
    /// A synthetic example.
    public static var example: Self {
        Self(
            referralId: Synthetic.referral,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromOrgId: Synthetic.organisation,
            toOrgId: Synthetic.otherOrganisation,
            service: .legal,
            outcome: .completed,
            completedAt: Synthetic.time
        )
    }
}

/// A referral was not answered in time.
public struct ReferralExpired: CaseEvent, SensitiveServiceEvent {
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
    public var expiredAt: Timestamp

    /// Makes the event.
    public init(
        referralId: EntityID,
        caseId: EntityID,
        subjectId: EntityID? = nil,
        fromOrgId: EntityID,
        toOrgId: EntityID,
        service: ServiceKind,
        expiredAt: Timestamp
    ) {
        self.referralId = referralId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromOrgId = fromOrgId
        self.toOrgId = toOrgId
        self.service = service
        self.expiredAt = expiredAt
    }

    /// The type without its prefix.
    public static let name = "referral.expired.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A referral was not answered in time."
    /// A synthetic example.
    public static var example: Self {
        Self(
            referralId: Synthetic.referral,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromOrgId: Synthetic.organisation,
            toOrgId: Synthetic.otherOrganisation,
            service: .legal,
            expiredAt: Synthetic.time
        )
    }
}

/// A referral was cancelled before the service began.
public struct ReferralCancelled: CaseEvent, SensitiveServiceEvent {
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
    public var cancelledAt: Timestamp

    /// Makes the event.
    public init(
        referralId: EntityID,
        caseId: EntityID,
        subjectId: EntityID? = nil,
        fromOrgId: EntityID,
        toOrgId: EntityID,
        service: ServiceKind,
        cancelledAt: Timestamp
    ) {
        self.referralId = referralId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromOrgId = fromOrgId
        self.toOrgId = toOrgId
        self.service = service
        self.cancelledAt = cancelledAt
    }

    /// The type without its prefix.
    public static let name = "referral.cancelled.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceEvents
    /// What it says.
    public static let summary = "A referral was cancelled before the service began."
    /// A synthetic example.
    public static var example: Self {
        Self(
            referralId: Synthetic.referral,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromOrgId: Synthetic.organisation,
            toOrgId: Synthetic.otherOrganisation,
            service: .legal,
            cancelledAt: Synthetic.time
        )
    }
}
