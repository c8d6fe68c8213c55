import EventStore
import Events
import Foundation
import TestKit
import Testing

@testable import ServiceDelivery

struct SessionTests {
    private let caseID = Examples.id(100)

    private func bench() throws -> (Workbench, EntityID) {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.openCase(caseID)
        return (bench, try bench.enrol(caseID))
    }

    @Test func `publishes each session attended and keeps those missed`() throws {
        let (bench, id) = try bench()
        try bench.attend(id, of: caseID, on: ["2018-02-01", "2018-02-08"])
        try bench.attend(id, of: caseID, on: ["2018-02-15"], attended: false)
        #expect(
            try bench.published(caseID)
                == ["service.started.v1", "service.delivered.v1", "service.delivered.v1"]
        )
        let enrolment = try bench.enrolment(id, of: caseID)
        #expect(enrolment.deliveredSessions == 2)
        #expect(enrolment.sessions.count == 3)
        #expect(enrolment.firstDeliveredOn == Dates.day("2018-02-01"))
    }

    @Test func `files a session under its own day`() throws {
        let (bench, id) = try bench()
        try bench.attend(id, of: caseID, on: ["2018-02-08"])
        let occurredAt = try bench.write { try $0.entries(aggregate: id).last?.occurredAt }
        #expect(occurredAt?.date == Dates.day("2018-02-08"))
    }

    @Test(arguments: ["2018-01-31", "2018-07-01"])
    func `refuses a session outside the enrolment`(day: String) throws {
        let (bench, id) = try bench()
        try bench.end(id, of: caseID)
        #expect(refusal { try bench.attend(id, of: caseID, on: [day]) } == "session.outside_period")
    }

    @Test func `takes back-dated sessions of an enrolment that has ended since`() throws {
        let (bench, id) = try bench()
        try bench.end(id, of: caseID)
        try bench.attend(id, of: caseID, on: ["2018-06-30"])
        #expect(try bench.enrolment(id, of: caseID).deliveredSessions == 1)
        #expect(try bench.enrolment(id, of: caseID).status == .completed)
    }

    @Test func `refuses a session that has not taken place, without hours, or twice`() throws {
        let (bench, id) = try bench()
        #expect(refusal { try bench.attend(id, of: caseID, on: ["2019-03-05"]) } == "date.in_future")
        let sessionID = try bench.attend(id, of: caseID, on: ["2018-02-02"])[0]
        func record(_ sessionID: EntityID, hours: Double) throws {
            let entry = SessionEntry(
                sessionID: sessionID,
                date: Dates.day("2018-02-02"),
                hours: hours,
                isAttended: true
            )
            try bench.work(on: caseID) { desk in
                try desk.record(try desk.state.record([entry], of: id, in: caseID, desk.time))
            }
        }
        #expect(refusal { try record(.v7(), hours: 0) } == "quantity.invalid")
        #expect(refusal { try record(.v7(), hours: 25) } == "quantity.invalid")
        #expect(refusal { try record(sessionID, hours: 1) } == "session.duplicate")
        #expect(refusal { try bench.attend(id, of: caseID, on: []) } == "field.required")
    }

    @Test func `one bad session refuses them all`() throws {
        let (bench, id) = try bench()
        #expect(
            refusal { try bench.attend(id, of: caseID, on: ["2018-02-02", "2017-01-01"]) } == "session.outside_period"
        )
        #expect(try bench.enrolment(id, of: caseID).sessions.isEmpty)
    }

    @Test func `a business day is a day of the deployment's time zone`() throws {
        let cairo = BusinessTime(now: Dates.now, zone: .init(secondsFromGMT: 2 * 3600) ?? Workbench.utc)
        #expect(cairo.day(Dates.at("2018-01-31T22:30:00Z")) == Dates.day("2018-02-01"))
        #expect(cairo.day(Dates.at("2018-01-31T21:30:00Z")) == Dates.day("2018-01-31"))
    }
}
