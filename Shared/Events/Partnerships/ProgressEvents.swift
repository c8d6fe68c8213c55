/// The days a report covers.
public struct ReportingPeriod: Codable, Sendable, Hashable {
    /// The first day.
    public var from: CalendarDate
    /// The last day.
    public var to: CalendarDate

    /// Makes the value.
    public init(
        from: CalendarDate,
        to: CalendarDate
    ) {
        self.from = from
        self.to = to
    }

    static var synthetic: Self {
        Self(
            from: Synthetic.date(2011, 1, 1),
            to: Synthetic.date(2011, 6, 30)
        )
    }
}

/// What a report says of a commitment.
public struct ProgressLine: Codable, Sendable, Hashable {
    /// The commitment.
    public var commitmentId: EntityID
    /// Where.
    public var region: PlaceCode?
    /// How far it is.
    public var status: CommitmentStatus

    /// Makes the value.
    public init(
        commitmentId: EntityID,
        region: PlaceCode? = nil,
        status: CommitmentStatus
    ) {
        self.commitmentId = commitmentId
        self.region = region
        self.status = status
    }

    static var synthetic: Self {
        Self(
            commitmentId: Synthetic.commitment,
            region: Synthetic.place("MA-FIG"),
            status: .inProgress
        )
    }
}

/// A party reported on its commitments.
public struct ProgressReported: EventData {
    /// The report.
    public var reportId: EntityID
    /// The agreement.
    public var agreementId: EntityID
    /// The days it covers.
    public var period: ReportingPeriod
    /// The party.
    public var byOrgId: EntityID
    /// When it was due.
    public var due: CalendarDate
    /// When it came.
    public var submittedOn: CalendarDate
    /// What it says.
    public var lines: [ProgressLine]

    /// Makes the event.
    public init(
        reportId: EntityID,
        agreementId: EntityID,
        period: ReportingPeriod,
        byOrgId: EntityID,
        due: CalendarDate,
        submittedOn: CalendarDate,
        lines: [ProgressLine]
    ) {
        self.reportId = reportId
        self.agreementId = agreementId
        self.period = period
        self.byOrgId = byOrgId
        self.due = due
        self.submittedOn = submittedOn
        self.lines = lines
    }

    /// The type without its prefix.
    public static let name = "progress.reported.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "A party reported on its commitments."
    /// A synthetic example.
    public static var example: Self {
        Self(
            reportId: Synthetic.report,
            agreementId: Synthetic.agreement,
            period: .synthetic,
            byOrgId: Synthetic.organisation,
            due: Synthetic.date(2011, 7, 30),
            submittedOn: Synthetic.date(2011, 7, 12),
            lines: [.synthetic]
        )
    }
}

/// A party's report is late.
public struct ProgressOverdue: EventData {
    /// The agreement.
    public var agreementId: EntityID
    /// The days it should cover.
    public var period: ReportingPeriod
    /// The party.
    public var byOrgId: EntityID
    /// When it was due.
    public var due: CalendarDate
    /// When the delay was noticed.
    public var noticedOn: CalendarDate

    /// Makes the event.
    public init(
        agreementId: EntityID,
        period: ReportingPeriod,
        byOrgId: EntityID,
        due: CalendarDate,
        noticedOn: CalendarDate
    ) {
        self.agreementId = agreementId
        self.period = period
        self.byOrgId = byOrgId
        self.due = due
        self.noticedOn = noticedOn
    }

    /// The type without its prefix.
    public static let name = "progress.overdue.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "A party's report is late."
    /// A synthetic example.
    public static var example: Self {
        Self(
            agreementId: Synthetic.agreement,
            period: .synthetic,
            byOrgId: Synthetic.organisation,
            due: Synthetic.date(2011, 7, 30),
            noticedOn: Synthetic.date(2011, 7, 31)
        )
    }
}
