import Events

/// What time brings about for an agreement without anybody asking.
enum TimedEvent: Sendable, Equatable {
    case inForce(AgreementInForce)
    case reviewDue(AgreementReviewDue)
    case expired(AgreementExpired)
    case overdue(ProgressOverdue)
}

extension AgreementState {
    /// What is due on `today` and has not been recorded yet, in the order in which it is to be recorded.
    ///
    /// Deciding twice gives nothing the second time, because the state then holds what was recorded: nothing fires
    /// twice, and what fell due while nobody looked is noticed when somebody looks again.
    ///
    /// - `backfillDays`: how long, after a duty began to be known here, reports that had been due before are
    ///   left alone, so that old ones can be entered; `nil` leaves all reports alone.
    func timedEvents(on today: CalendarDate, backfillDays: Int? = 0) -> [TimedEvent] {
        guard let agreementID, let terms else { return [] }
        var state = self
        var events: [TimedEvent] = []
        if state.status == .signed, let from = terms.inForceFrom, from <= today {
            let event = terms.inForce(agreementID, from: from)
            state.apply(event, recordedOn: today)
            events.append(.inForce(event))
        }
        // One that ended and was renewed meanwhile is not told of again.
        if state.status == .inForce, let due = state.nextReview, due <= today, due != state.reviewDueOn,
            terms.inForceTo.map({ due <= $0 }) ?? true
        {
            let event = AgreementReviewDue(agreementId: agreementID, due: due)
            state.apply(event)
            events.append(.reviewDue(event))
        }
        if state.isInForce, let last = terms.inForceTo, last < today {
            state.end(.expired, on: last)
            events.append(.expired(AgreementExpired(agreementId: agreementID, expiredOn: last)))
        }
        guard let backfillDays else { return events }
        for owed in state.owedReports(begunBy: today) where owed.due < today && !state.isReported(owed) {
            guard !state.late.contains(LateReport(orgID: owed.orgID, period: owed.period)) else { continue }
            if owed.due < owed.knownSince, today < owed.knownSince.adding(days: backfillDays) { continue }
            events.append(
                .overdue(
                    ProgressOverdue(
                        agreementId: agreementID,
                        period: owed.period,
                        byOrgId: owed.orgID,
                        due: owed.due,
                        noticedOn: today
                    )
                )
            )
        }
        return events
    }
}
