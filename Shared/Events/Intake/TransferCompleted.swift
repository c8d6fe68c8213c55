/// A case was handed over: from here on the institution that took it follows it.
///
/// The sender says so, in answer to ``TransferAccepted``, unless it has cancelled the transfer or let it expire before:
/// so a case has one writer at any time, and a person's details leave only when it is settled that they will be
/// needed.
public struct TransferCompleted: CaseEvent {
    /// The transfer.
    public var transferId: EntityID
    /// The case at the sender.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// The institution that gives up the case.
    public var fromInstitutionId: EntityID
    /// The institution that takes it.
    public var toInstitutionId: EntityID
    /// The case at the receiver.
    public var newCaseId: EntityID
    /// When.
    public var completedAt: Timestamp
    /// The person's details, which only the receiver can open.
    public var sealedPerson: SealedForInstance?

    /// Makes the event.
    public init(
        transferId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        fromInstitutionId: EntityID,
        toInstitutionId: EntityID,
        newCaseId: EntityID,
        completedAt: Timestamp,
        sealedPerson: SealedForInstance? = nil
    ) {
        self.transferId = transferId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromInstitutionId = fromInstitutionId
        self.toInstitutionId = toInstitutionId
        self.newCaseId = newCaseId
        self.completedAt = completedAt
        self.sealedPerson = sealedPerson
    }

    /// The type without its prefix.
    public static let name = "transfer.completed.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "A case was handed over: from here on the institution that took it follows it."
    /// A synthetic example.
    public static var example: Self {
        Self(
            transferId: Synthetic.transfer,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromInstitutionId: Synthetic.institution,
            toInstitutionId: Synthetic.otherInstitution,
            newCaseId: Synthetic.otherCase,
            completedAt: Synthetic.time,
            sealedPerson: SealedForInstance.example
        )
    }
}
