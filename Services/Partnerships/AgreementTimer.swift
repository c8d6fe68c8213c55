import Decisions
import EventStore
import Events
import ServiceKit
import Synchronization

/// Looks at every agreement once a day, and at each that has changed since, and records what time has brought about.
final class AgreementTimer: Sendable {
    private struct Seen: Hashable {
        var version: Int
        var day: CalendarDate
    }

    private let writer: Writer
    private let calendar: BusinessCalendar
    private let backfillDays: Int
    /// What needs no second look; lost with the process, and then everything is looked at again.
    private let seen = Mutex<[EntityID: Seen]>([:])

    init(writer: Writer, calendar: BusinessCalendar, backfillDays: Int) {
        self.writer = writer
        self.calendar = calendar
        self.backfillDays = backfillDays
    }

    /// Records what is due on the day of `now`.
    func look(at now: Timestamp) async throws {
        let today = calendar.day(at: now)
        let agreements = try await writer.store.read { try FollowedAgreement.all($0) }
        for agreement in agreements {
            let look = Seen(version: agreement.version, day: today)
            guard seen.withLock({ $0[agreement.id] != look }) else { continue }
            let backfillDays = backfillDays
            let version = try await writer.submit { transaction in
                try transaction.recordTimedEvents(of: agreement.id, on: today, backfillDays: backfillDays)
                return try transaction.version(of: agreement.id)
            }
            seen.withLock { $0[agreement.id] = Seen(version: version, day: today) }
        }
    }
}

extension Transaction {
    /// Appends what is due for an agreement.
    ///
    /// `backfillDays`: `nil` leaves overdue reports to the timer.
    func recordTimedEvents(of agreementID: EntityID, on today: CalendarDate, backfillDays: Int?) throws {
        let moment = Moment(now: now, today: today)
        for event in try agreement(agreementID).timedEvents(on: today, backfillDays: backfillDays) {
            switch event {
            case .inForce(let event):
                try append(event, to: agreementID, occurredAt: moment.occurred(nil, on: event.from))
            case .reviewDue(let event):
                try append(event, to: agreementID, occurredAt: moment.occurred(nil, on: event.due))
            case .expired(let event):
                try append(event, to: agreementID, occurredAt: moment.occurred(nil, on: event.expiredOn))
            case .overdue(let event):
                try append(event, to: agreementID, occurredAt: moment.occurred(nil, on: event.due.adding(days: 1)))
            }
        }
    }
}
