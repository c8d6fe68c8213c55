/// A consent was given, withheld or taken back.
public struct ConsentRecorded: CaseEvent {
    /// The consent.
    public var consentId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym; absent when registration itself was refused.
    public var subjectId: EntityID?
    /// What for.
    public var purpose: ConsentPurpose
    /// What was decided.
    public var decision: ConsentDecision
    /// On whose authority.
    public var basis: ConsentBasis
    /// Whom data may be shared with.
    public var recipientOrgId: EntityID?
    /// When.
    public var at: Timestamp
    /// Until when it holds.
    public var expiresAt: Timestamp?

    /// Makes the event.
    public init(
        consentId: EntityID,
        caseId: EntityID,
        subjectId: EntityID? = nil,
        purpose: ConsentPurpose,
        decision: ConsentDecision,
        basis: ConsentBasis,
        recipientOrgId: EntityID? = nil,
        at: Timestamp,
        expiresAt: Timestamp? = nil
    ) {
        self.consentId = consentId
        self.caseId = caseId
        self.subjectId = subjectId
        self.purpose = purpose
        self.decision = decision
        self.basis = basis
        self.recipientOrgId = recipientOrgId
        self.at = at
        self.expiresAt = expiresAt
    }

    /// The type without its prefix.
    public static let name = "consent.recorded.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "A consent was given, withheld or taken back."
    /// A synthetic example.
    public static var example: Self {
        Self(
            consentId: Synthetic.consent,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            purpose: .register,
            decision: .granted,
            basis: .courtOrder,
            at: Synthetic.time
        )
    }
}
