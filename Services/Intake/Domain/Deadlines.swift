import Events
import Foundation

/// How long what follows from a step may take, where no law or code says it.
struct DeadlinePolicy: Sendable, Hashable {
    /// From registration to assessment.
    var assessment = Duration.seconds(7 * 86_400)
    /// From assessment to an approved plan.
    var plan = Duration.seconds(14 * 86_400)
    /// From admission to classification; an admitted person is classified as soon as possible (Havana Rules 27).
    var classification = Duration.seconds(7 * 86_400)

    /// Between one classification and the next, in days.
    static let classificationReviewDays = 90
}

/// What is due in a case, and when.
struct Deadline: Sendable, Hashable {
    let kind: DeadlineKind
    let dueAt: Timestamp
    /// What it is due for, where a case can have several: an admission, a transfer.
    var itemID: EntityID?
}

extension CaseState {
    /// What is due in the case: it follows from what happened, so what is entered late moves it.
    ///
    /// A deadline stays while it is not met, however long it has passed.
    func deadlines(_ policy: DeadlinePolicy, _ calendar: BusinessCalendar) -> [Deadline] {
        var found: [Deadline] = []
        if let openTransfer, !isTransferAccepted, let expiresAt = openTransfer.expiresAt {
            found.append(Deadline(kind: .transferAnswer, dueAt: expiresAt, itemID: openTransfer.transferId))
        }
        guard let status = life.status, status.isActive else { return found }
        let steps = life.entries
        // A case that was opened again is assessed and planned anew.
        let begun = steps.lastIndex { $0.step == .register || $0.step == .reopen } ?? steps.startIndex
        let since = steps[begun...]
        let assessed = since.first { $0.step == .assess }
        let planned = since.last { $0.step == .plan }
        if status == .registered, let first = since.first {
            found.append(Deadline(kind: .assessment, dueAt: first.at.adding(policy.assessment)))
        }
        if let assessed, planned == nil {
            found.append(Deadline(kind: .plan, dueAt: assessed.at.adding(policy.plan)))
        }
        if let risk = profile?.risk, let assessed = since.last(where: { $0.step == .assess }),
            !hasResponse(since: since.first?.at)
        {
            found.append(Deadline(kind: .firstResponse, dueAt: assessed.at.adding(risk.firstResponse)))
        }
        if planned != nil, let reviewDue {
            found.append(Deadline(kind: .review, dueAt: calendar.end(of: reviewDue)))
        }
        if let trafficking = profile?.trafficking, trafficking.determination == .presumed,
            let reflectionEndsAt = trafficking.reflectionEndsAt
        {
            found.append(Deadline(kind: .reflectionEnd, dueAt: reflectionEndsAt))
        }
        for admission in admissions {
            found += admission.deadlines(policy, calendar)
        }
        return found
    }

    /// Whether a service has begun, or an earlier one goes on.
    private func hasResponse(since instant: Timestamp?) -> Bool {
        guard let instant else { return false }
        return work.enrolments.contains { $0.isOpen(at: instant) || $0.startedAt >= instant }
    }
}

extension AdmissionState {
    fileprivate func deadlines(_ policy: DeadlinePolicy, _ calendar: BusinessCalendar) -> [Deadline] {
        guard life.status?.isHeld == true else { return [] }
        var found: [Deadline] = []
        if let classified = life.entries.last(where: { $0.step == .classify }) {
            let day = calendar.date(of: classified.at).adding(days: DeadlinePolicy.classificationReviewDays)
            found.append(Deadline(kind: .classification, dueAt: calendar.end(of: day), itemID: id))
        } else if let admitted = life.entries.last(where: { $0.step == .admit || $0.step == .comeBack }) {
            found.append(
                Deadline(kind: .classification, dueAt: admitted.at.adding(policy.classification), itemID: id)
            )
        }
        if let expectedRelease {
            // Nobody is held longer than the order says.
            found.append(Deadline(kind: .orderExpiry, dueAt: calendar.end(of: expectedRelease), itemID: id))
        }
        return found
    }
}

extension CaseState {
    /// What tells of the deadlines that have passed unmet by `now` and were not told of before.
    ///
    /// A transfer that was not answered expires instead, and a case of another instance is not told of here.
    func passed(
        _ policy: DeadlinePolicy,
        _ calendar: BusinessCalendar,
        at now: Timestamp
    ) -> [DeadlinePassed] {
        guard life.status != nil else { return [] }
        return deadlines(policy, calendar)
            .filter { $0.dueAt <= now && $0.kind != .transferAnswer && !passedDeadlines.contains($0) }
            .map {
                DeadlinePassed(
                    caseId: caseID,
                    institutionId: institutionID,
                    kind: $0.kind,
                    dueAt: $0.dueAt,
                    itemId: $0.itemID
                )
            }
    }
}

extension BusinessCalendar {
    /// The last instant of `day` in the deployment's time zone.
    func end(of day: CalendarDate) -> Timestamp {
        let midnight = Timestamp(day.adding(days: 1))
        // The zone's offset near then: an hour more or less where clocks change matters to no deadline of a day.
        let date = Date(timeIntervalSince1970: Double(midnight.millisecondsSince1970) / 1000)
        return midnight.adding(.seconds(-timeZone.secondsFromGMT(for: date))).adding(.milliseconds(-1))
    }
}
