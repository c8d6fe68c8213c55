import Decisions
import EventStore
import Events
import Foundation
import TestKit
import Testing

@testable import Partnerships

@Suite struct BusinessCalendarTests {
    private static func instant(_ text: String) -> Timestamp {
        Timestamp(text) ?? Timestamp(millisecondsSince1970: 0)
    }

    @Test(arguments: [
        ("Africa/Cairo", "2026-01-31T22:30:00Z", "2026-02-01"), ("UTC", "2026-01-31T22:30:00Z", "2026-01-31"),
        ("America/New_York", "2026-02-01T03:00:00Z", "2026-01-31"),
    ])
    func `the day is that of the deployment's time zone`(zone: String, instant: String, expected: String) throws {
        let calendar = BusinessCalendar(timeZone: try #require(TimeZone(identifier: zone)))
        #expect(calendar.day(at: Self.instant(instant)) == day(expected))
    }

    @Test func `what is entered late happened at noon of its day`() throws {
        let moment = Moment(now: Self.instant("2026-11-21T09:00:00Z"), today: day("2026-11-21"))
        #expect(try moment.occurred(nil, on: day("2021-02-17")) == Self.instant("2021-02-17T12:00:00Z"))
        #expect(try moment.occurred(nil, on: day("2026-11-21")) == moment.now)
        #expect(try moment.occurred(nil) == moment.now)
        let stated = Self.instant("2020-01-01T08:00:00Z")
        #expect(try moment.occurred(stated, on: day("2021-02-17")) == stated)
    }

    @Test func `a day's tolerance is given to the future, and no more`() throws {
        let moment = Moment(now: Self.instant("2026-11-21T09:00:00Z"), today: day("2026-11-21"))
        #expect(try moment.day(day("2026-11-22"), field: "on") == day("2026-11-22"))
        #expect(throws: Rejection.self) { try moment.day(day("2026-11-23"), field: "on") }
        #expect(try moment.occurred(Self.instant("2026-11-22T09:00:00Z")) == Self.instant("2026-11-22T09:00:00Z"))
        #expect(throws: Rejection.self) { try moment.occurred(Self.instant("2026-11-22T09:00:01Z")) }
    }
}
