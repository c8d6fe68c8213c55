import EventStore
import Events

/// Where an agreement stands.
enum AgreementStatus: String, CodeList {
    case draft
    case signed
    case inForce = "in_force"
    /// In force, and due to be reviewed.
    case underReview = "under_review"
    case expired
    case terminated
}

/// An agreement as the log tells it, with what its parties owe and have reported.
struct AgreementState: Folded {

    /// A duty whose lateness was noticed.
    struct LateReport: Sendable, Hashable {
        var orgID: EntityID
        var period: ReportingPeriod
    }

    private(set) var agreementID: EntityID?
    private(set) var terms: AgreementTerms?
    private(set) var status = AgreementStatus.draft
    private(set) var signedOn: CalendarDate?
    private(set) var signedAtPlace: PlaceCode?
    private(set) var signatories: [Signatory] = []
    /// The day on which it did come into force.
    private(set) var inForceSince: CalendarDate?
    private(set) var reviewedOn: CalendarDate?
    /// The last review that fell due.
    private(set) var reviewDueOn: CalendarDate?
    /// The day on which it expired or was terminated.
    private(set) var endedOn: CalendarDate?
    private(set) var schedules: [ReportingSchedule] = []
    private(set) var reports: [ProgressReported] = []
    private(set) var noticed: [ProgressOverdue] = []
    private(set) var late: Set<LateReport> = []

    init() {}

    static let fold = Dispatch<Self>()
        .on(AgreementDrafted.self) { state, event, _ in state.apply(event) }
        .on(AgreementSigned.self) { state, event, _ in state.apply(event) }
        .on(AgreementInForce.self) { state, event, entry in state.apply(event, recordedOn: entry.recordedAt.date) }
        .on(AgreementReviewDue.self) { state, event, _ in state.apply(event) }
        .on(AgreementReviewed.self) { state, event, _ in state.apply(event) }
        .on(AgreementRenewed.self) { state, event, _ in state.apply(event) }
        .on(AgreementAmended.self) { state, event, entry in state.apply(event, recordedOn: entry.recordedAt.date) }
        .on(AgreementExpired.self) { state, event, _ in state.end(.expired, on: event.expiredOn) }
        .on(AgreementTerminated.self) { state, event, _ in state.end(.terminated, on: event.terminatedOn) }
        .on(ProgressReported.self) { state, event, _ in state.apply(event) }
        .on(ProgressOverdue.self) { state, event, _ in state.apply(event) }
}

extension AgreementState {
    mutating func apply(_ event: AgreementDrafted) {
        agreementID = event.agreementId
        terms = AgreementTerms(event)
    }

    mutating func apply(_ event: AgreementSigned) {
        terms = AgreementTerms(event)
        status = .signed
        signedOn = event.signedOn
        signedAtPlace = event.signedAtPlace
        signatories = event.signatories
    }

    mutating func apply(_ event: AgreementInForce, recordedOn day: CalendarDate) {
        status = .inForce
        inForceSince = inForceSince ?? event.from
        endedOn = nil
        open(from: event.from, recordedOn: day)
    }

    mutating func apply(_ event: AgreementReviewDue) {
        status = .underReview
        reviewDueOn = event.due
    }

    mutating func apply(_ event: AgreementReviewed) {
        reviewedOn = max(reviewedOn ?? event.reviewedOn, event.reviewedOn)
        if status == .underReview { status = .inForce }
    }

    mutating func apply(_ event: AgreementRenewed) {
        terms?.inForceTo = event.to
    }

    mutating func apply(_ event: AgreementAmended, recordedOn day: CalendarDate) {
        let before = terms?.reporting
        terms = AgreementTerms(event)
        guard isInForce, before != terms?.reporting else { return }
        // What was owed before the change stays owed; the new duty counts its periods from the change on.
        closeSchedule(on: event.amendedOn.adding(days: -1))
        open(from: event.amendedOn, recordedOn: day)
    }

    mutating func end(_ status: AgreementStatus, on day: CalendarDate) {
        self.status = status
        endedOn = day
        closeSchedule(on: day)
    }

    mutating func apply(_ event: ProgressReported) {
        reports.append(event)
    }

    mutating func apply(_ event: ProgressOverdue) {
        noticed.append(event)
        late.insert(LateReport(orgID: event.byOrgId, period: event.period))
    }

    private mutating func open(from start: CalendarDate, recordedOn day: CalendarDate) {
        guard let duty = terms?.reporting else { return }
        schedules.append(ReportingSchedule(from: start, duty: duty, knownSince: day))
    }

    private mutating func closeSchedule(on day: CalendarDate) {
        guard let index = schedules.indices.last else { return }
        schedules[index].closedOn = schedules[index].closedOn.map { min($0, day) } ?? day
    }
}

extension AgreementState {
    /// Every report owed on a period that has begun by `day`, oldest first.
    func owedReports(begunBy day: CalendarDate) -> [OwedReport] {
        guard let terms else { return [] }
        return schedules.flatMap { schedule in
            schedule.periods(begunBy: day, lastDay: terms.inForceTo).flatMap { period in
                terms.partyOrgIds.map { org in
                    OwedReport(period: period, orgID: org, due: schedule.due(period), knownSince: schedule.knownSince)
                }
            }
        }
    }

    /// Whether it is in force at present.
    var isInForce: Bool { status == .inForce || status == .underReview }

    /// When it is to be reviewed next; `nil` while nothing says so.
    var nextReview: CalendarDate? {
        guard let months = terms?.reviewEveryMonths, let since = inForceSince else { return nil }
        return max(since, reviewedOn ?? since).adding(months: months)
    }

    /// Whether it was signed and not over on `day`: what is entered late is judged by the day on which it happened.
    func isLive(on day: CalendarDate) -> Bool {
        switch status {
        case .draft: false
        case .signed, .inForce, .underReview: true
        case .expired, .terminated: endedOn.map { day <= $0 } ?? false
        }
    }

    /// The report that covers the whole of the period, if one was handed in.
    func report(on owed: OwedReport) -> ProgressReported? {
        reports.first { report in
            report.byOrgId == owed.orgID && report.period.from <= owed.period.from && report.period.to >= owed.period.to
        }
    }

    /// Whether a report that covers the whole of the period was handed in.
    func isReported(_ owed: OwedReport) -> Bool {
        report(on: owed) != nil
    }
}
