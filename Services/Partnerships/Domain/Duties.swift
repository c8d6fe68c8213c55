import Events

/// What somebody has to see to under an agreement.
enum DutyKind: String, CodeList {
    /// A party's report on a period.
    case report = "REPORT"
    /// The agreement's review.
    case review = "REVIEW"
    /// The agreement's end: to be renewed, or let go.
    case expiry = "EXPIRY"
    /// A commitment that has a day.
    case commitment = "COMMITMENT"
}

/// Something that is due under an agreement, and by when.
struct AgreementDuty: Sendable, Hashable {
    var kind: DutyKind
    var due: CalendarDate
    var isOverdue: Bool
    /// Who owes it; all parties together when nobody is named.
    var orgIDs: [EntityID] = []
    var commitmentID: EntityID?
    /// The period that a report covers.
    var period: ReportingPeriod?
}

extension AgreementState {
    /// What is still to be seen to under this agreement, the earliest first.
    ///
    /// - `commitments`: those made under it.
    func duties(_ commitments: [CommitmentState], on today: CalendarDate) -> [AgreementDuty] {
        guard let terms, status != .draft else { return [] }
        var duties: [AgreementDuty] = []
        func add(_ kind: DutyKind, _ due: CalendarDate, orgIDs: [EntityID] = [], _ more: (inout AgreementDuty) -> Void)
        {
            var duty = AgreementDuty(kind: kind, due: due, isOverdue: due < today, orgIDs: orgIDs)
            more(&duty)
            duties.append(duty)
        }
        for owed in owedReports(begunBy: today) where !isReported(owed) {
            add(.report, owed.due, orgIDs: [owed.orgID]) { $0.period = owed.period }
        }
        if isInForce {
            if let review = nextReview { add(.review, review) { _ in } }
            if let last = terms.inForceTo { add(.expiry, last) { _ in } }
        }
        for commitment in commitments where commitment.isOpen {
            guard let pledge = commitment.pledge, let due = pledge.due else { continue }
            add(.commitment, due, orgIDs: pledge.committedByOrgIds) { $0.commitmentID = pledge.commitmentId }
        }
        return duties
    }
}
