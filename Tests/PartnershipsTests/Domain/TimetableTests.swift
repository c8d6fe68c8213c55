import Events
import TestKit
import Testing

@testable import Partnerships

/// What time brings about, decided purely and recorded by the timer.
@Suite struct TimetableTests {
    private static let parties = [Examples.id(1), Examples.id(2)]

    private static func signed(_ change: (inout AgreementDrafted) -> Void = { _ in }) -> AgreementState {
        var drafted = AgreementDrafted.example
        drafted.partyOrgIds = parties
        drafted.reporting = ReportingDuty(everyMonths: 6, dueDays: 30)
        drafted.inForceFrom = day("2025-01-01")
        drafted.inForceTo = nil
        change(&drafted)
        var state = AgreementState()
        state.apply(drafted)
        state.apply(AgreementTerms(drafted).signed(drafted.agreementId, on: day("2024-12-01"), at: nil, by: []))
        return state
    }

    private static func overdue(_ events: [TimedEvent]) -> [ProgressOverdue] {
        events.compactMap { if case .overdue(let event) = $0 { event } else { nil } }
    }

    @Test func `nothing happens before its day`() {
        #expect(Self.signed().timedEvents(on: day("2024-12-31")).isEmpty)
    }

    @Test func `a signed agreement comes into force on its day`() throws {
        let events = Self.signed().timedEvents(on: day("2025-01-01"))
        guard case .inForce(let event)? = events.first else { throw Unexpected() }
        #expect(events.count == 1)
        #expect(event.from == day("2025-01-01"))
    }

    @Test func `a draft is not followed`() {
        var state = AgreementState()
        state.apply(AgreementDrafted.example)
        #expect(state.timedEvents(on: day("2030-01-01")).isEmpty)
    }

    @Test func `an agreement expires the day after its last`() {
        var state = Self.signed { $0.inForceTo = day("2025-12-31") }
        for case .inForce(let event) in state.timedEvents(on: day("2025-01-01")) {
            state.apply(event, recordedOn: day("2025-01-01"))
        }
        #expect(!state.timedEvents(on: day("2025-12-31")).contains { if case .expired = $0 { true } else { false } })
        let events = state.timedEvents(on: day("2026-01-01"))
        #expect(
            events.contains(
                .expired(
                    AgreementExpired(agreementId: AgreementDrafted.example.agreementId, expiredOn: day("2025-12-31"))
                )
            )
        )
    }

    @Test func `each party's duty is noticed once, the day after it was due`() {
        var state = Self.signed()
        for case .inForce(let event) in state.timedEvents(on: day("2025-01-01")) {
            state.apply(event, recordedOn: day("2025-01-01"))
        }
        #expect(Self.overdue(state.timedEvents(on: day("2025-07-30"))).isEmpty)
        let first = Self.overdue(state.timedEvents(on: day("2025-07-31")))
        #expect(first.map(\.byOrgId) == Self.parties)
        #expect(first.allSatisfy { $0.due == day("2025-07-30") && $0.period.to == day("2025-06-30") })
        for event in first { state.apply(event) }
        #expect(state.timedEvents(on: day("2025-07-31")).isEmpty)
        #expect(
            Self.overdue(state.timedEvents(on: day("2026-01-31"))).allSatisfy { $0.period.from == day("2025-07-01") }
        )
    }

    @Test func `a report in time, even on a longer period, leaves nothing to notice`() {
        var state = Self.signed()
        for case .inForce(let event) in state.timedEvents(on: day("2025-01-01")) {
            state.apply(event, recordedOn: day("2025-01-01"))
        }
        var report = ProgressReported.example
        report.byOrgId = Self.parties[0]
        report.period = ReportingPeriod(from: day("2025-01-01"), to: day("2025-12-31"))
        state.apply(report)
        let noticed = Self.overdue(state.timedEvents(on: day("2026-02-15")))
        #expect(noticed.map(\.byOrgId) == [Self.parties[1], Self.parties[1]])
    }

    @Test func `the last period ends with the agreement`() {
        var state = Self.signed { $0.inForceTo = day("2025-08-31") }
        for case .inForce(let event) in state.timedEvents(on: day("2025-01-01")) {
            state.apply(event, recordedOn: day("2025-01-01"))
        }
        let last = Self.overdue(state.timedEvents(on: day("2027-01-01"))).last
        #expect(last?.period == ReportingPeriod(from: day("2025-07-01"), to: day("2025-08-31")))
        #expect(last?.due == day("2025-09-30"))
    }

    @Test func `a changed duty counts its periods from the change on`() {
        var state = Self.signed()
        for case .inForce(let event) in state.timedEvents(on: day("2025-01-01")) {
            state.apply(event, recordedOn: day("2025-01-01"))
        }
        var terms = AgreementTerms(AgreementDrafted.example)
        terms.partyOrgIds = [Self.parties[0]]
        terms.inForceTo = nil
        terms.reporting = ReportingDuty(everyMonths: 12, dueDays: 60)
        state.apply(
            terms.amended(AgreementDrafted.example.agreementId, on: day("2025-10-01"), changed: ["reporting"]),
            recordedOn: day("2025-10-01")
        )
        let periods = state.owedReports(begunBy: day("2026-11-01")).map(\.period)
        #expect(
            periods == [
                ReportingPeriod(from: day("2025-01-01"), to: day("2025-06-30")),
                ReportingPeriod(from: day("2025-07-01"), to: day("2025-09-30")),
                ReportingPeriod(from: day("2025-10-01"), to: day("2026-09-30")),
                ReportingPeriod(from: day("2026-10-01"), to: day("2027-09-30")),
            ]
        )
    }

    @Test func `old reports may be entered before their lateness is noticed`() {
        var state = Self.signed()
        for case .inForce(let event) in state.timedEvents(on: day("2026-11-01")) {
            state.apply(event, recordedOn: day("2026-11-01"))
        }
        #expect(Self.overdue(state.timedEvents(on: day("2026-11-20"), backfillDays: 30)).isEmpty)
        #expect(Self.overdue(state.timedEvents(on: day("2026-12-01"), backfillDays: 30)).count == 6)
        #expect(Self.overdue(state.timedEvents(on: day("2026-11-20"))).count == 6)
    }

    @Test(arguments: [
        ("2024-01-31", 1, "2024-02-29"), ("2024-01-31", 13, "2025-02-28"), ("2024-01-31", 3, "2024-04-30"),
        ("2024-12-15", 1, "2025-01-15"), ("2024-01-31", 24, "2026-01-31"),
    ])
    func `months are counted by the calendar`(start: String, months: Int, end: String) {
        #expect(day(start).adding(months: months) == day(end))
    }

    @Test func `the timer survives restarts and notices once`() async throws {
        try await PartnershipsAPI.run(on: day("2025-06-01")) { api in
            let parties = [try await api.organisation("One"), try await api.organisation("Two")]
            let agreement = try await api.memorandum(
                parties: parties,
                [
                    "inForceFrom": "2025-07-01", "inForceTo": "2026-06-30",
                    "reporting": ["everyMonths": 6, "dueDays": 30],
                ]
            )
            #expect(try await api.sign(agreement, on: "2025-06-01", parties: parties).json["status"] == "signed")
            func timer() -> AgreementTimer {
                AgreementTimer(writer: api.writer, calendar: api.calendar, backfillDays: 0)
            }
            let kept = timer()
            try await kept.look(at: api.clock.now)
            #expect(try api.eventNames(of: agreement).last == "agreement.signed")
            api.clock.move(to: day("2025-07-01"))
            try await kept.look(at: api.clock.now)
            #expect(try await api.get("/v1/agreements/\(agreement)").json["status"] == "in_force")
            api.clock.move(to: day("2026-09-15"))
            for timer in [kept, kept, timer(), timer()] { try await timer.look(at: api.clock.now) }
            let names = try api.eventNames(of: agreement)
            #expect(names.count { $0 == "agreement.in_force" } == 1)
            #expect(names.count { $0 == "agreement.expired" } == 1)
            #expect(names.count { $0 == "progress.overdue" } == 4)
        }
    }
}

struct Unexpected: Error {}
