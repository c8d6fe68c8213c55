/// An admitted person's rights were explained.
public struct RightsExplained: CaseEvent {
    /// The admission.
    public var admissionId: EntityID
    /// The case.
    public var caseId: EntityID
    /// When.
    public var explainedAt: Timestamp
    /// The language, ISO 639-3.
    public var language: String?

    /// Makes the event.
    public init(
        admissionId: EntityID,
        caseId: EntityID,
        explainedAt: Timestamp,
        language: String? = nil
    ) {
        self.admissionId = admissionId
        self.caseId = caseId
        self.explainedAt = explainedAt
        self.language = language
    }

    /// The type without its prefix.
    public static let name = "rights.explained.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "An admitted person's rights were explained."
    /// A synthetic example.
    public static var example: Self {
        Self(
            admissionId: Synthetic.admission,
            caseId: Synthetic.caseID,
            explainedAt: Synthetic.time,
            language: "arz"
        )
    }
}

/// An admitted person was in touch with the family.
public struct ContactRecorded: CaseEvent {
    /// The admission.
    public var admissionId: EntityID
    /// The case.
    public var caseId: EntityID
    /// How.
    public var kind: ContactKind
    /// When.
    public var on: CalendarDate

    /// Makes the event.
    public init(
        admissionId: EntityID,
        caseId: EntityID,
        kind: ContactKind,
        on: CalendarDate
    ) {
        self.admissionId = admissionId
        self.caseId = caseId
        self.kind = kind
        self.on = on
    }

    /// The type without its prefix.
    public static let name = "contact.recorded.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "An admitted person was in touch with the family."
    /// A synthetic example.
    public static var example: Self {
        Self(
            admissionId: Synthetic.admission,
            caseId: Synthetic.caseID,
            kind: .visit,
            on: Synthetic.date(2018, 2, 1)
        )
    }
}

/// A complaint was lodged.
public struct ComplaintLodged: CaseEvent {
    /// The complaint.
    public var complaintId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The institution responsible.
    public var institutionId: EntityID
    /// How it came in.
    public var channel: ComplaintChannel
    /// What it is about.
    public var topic: ComplaintTopic
    /// When.
    public var lodgedAt: Timestamp

    /// Makes the event.
    public init(
        complaintId: EntityID,
        caseId: EntityID,
        institutionId: EntityID,
        channel: ComplaintChannel,
        topic: ComplaintTopic,
        lodgedAt: Timestamp
    ) {
        self.complaintId = complaintId
        self.caseId = caseId
        self.institutionId = institutionId
        self.channel = channel
        self.topic = topic
        self.lodgedAt = lodgedAt
    }

    /// The type without its prefix.
    public static let name = "complaint.lodged.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "A complaint was lodged."
    /// A synthetic example.
    public static var example: Self {
        Self(
            complaintId: Synthetic.complaint,
            caseId: Synthetic.caseID,
            institutionId: Synthetic.institution,
            channel: .box,
            topic: .conditions,
            lodgedAt: Synthetic.time
        )
    }
}

/// A complaint was resolved.
public struct ComplaintResolved: CaseEvent {
    /// The complaint.
    public var complaintId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The institution responsible.
    public var institutionId: EntityID
    /// How.
    public var outcome: ComplaintOutcome
    /// When.
    public var resolvedAt: Timestamp

    /// Makes the event.
    public init(
        complaintId: EntityID,
        caseId: EntityID,
        institutionId: EntityID,
        outcome: ComplaintOutcome,
        resolvedAt: Timestamp
    ) {
        self.complaintId = complaintId
        self.caseId = caseId
        self.institutionId = institutionId
        self.outcome = outcome
        self.resolvedAt = resolvedAt
    }

    /// The type without its prefix.
    public static let name = "complaint.resolved.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "A complaint was resolved."
    /// A synthetic example.
    public static var example: Self {
        Self(
            complaintId: Synthetic.complaint,
            caseId: Synthetic.caseID,
            institutionId: Synthetic.institution,
            outcome: .upheld,
            resolvedAt: Synthetic.time
        )
    }
}
