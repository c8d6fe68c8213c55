import Events

/// A report that a party owes.
struct OwedReport: Sendable, Hashable {
    var period: ReportingPeriod
    var orgID: EntityID
    var due: CalendarDate
    /// The day on which the duty was entered here.
    var knownSince: CalendarDate
}

/// A stretch of an agreement's time during which the same reporting duty applies.
struct ReportingSchedule: Sendable, Hashable {
    /// Its first day, from which its periods are counted.
    var from: CalendarDate
    /// Its last day, when the duty was changed or the agreement ended; `nil` while it lasts.
    var closedOn: CalendarDate?
    var duty: ReportingDuty
    /// The day on which it was entered here.
    var knownSince: CalendarDate

    /// The periods that have begun by `day`, oldest first; the last one ends with the stretch.
    ///
    /// - `lastDay`: the agreement's own last day.
    func periods(begunBy day: CalendarDate, lastDay: CalendarDate?) -> [ReportingPeriod] {
        let end = [closedOn, lastDay].compactMap { $0 }.min()
        var periods: [ReportingPeriod] = []
        var start = from
        while start <= day, end.map({ start <= $0 }) ?? true, duty.everyMonths > 0 {
            let next = from.adding(months: duty.everyMonths * (periods.count + 1))
            let last = next.adding(days: -1)
            periods.append(ReportingPeriod(from: start, to: end.map { min($0, last) } ?? last))
            start = next
        }
        return periods
    }

    /// When the report on `period` is due.
    func due(_ period: ReportingPeriod) -> CalendarDate {
        period.to.adding(days: duty.dueDays)
    }
}

extension CalendarDate {
    /// The same day `months` later; the last of its month where that month is shorter.
    func adding(months: Int) -> CalendarDate {
        let index = year * 12 + month - 1 + months
        var candidate = day
        while candidate > 28 {
            if let date = CalendarDate(year: index / 12, month: index % 12 + 1, day: candidate) { return date }
            candidate -= 1
        }
        return CalendarDate(year: index / 12, month: index % 12 + 1, day: candidate) ?? self
    }
}
