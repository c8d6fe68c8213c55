import EventStore
import Events
import TestKit
import Testing

@testable import ServiceDelivery

struct MilestoneTests {
    private let caseID = Examples.id(100)
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
        for service in [ServiceKind.criminalJustice, .legal, .medical] { try bench.offer(service) }
        try bench.openCase(caseID)
    }

    private func record(_ id: EntityID, _ kind: JusticeMilestone, on day: String) throws {
        let command = RecordMilestone(
            enrolmentID: id,
            milestone: Milestone(role: .victim, kind: kind, on: Dates.day(day))
        )
        try bench.work(on: caseID) { desk in try desk.record(try desk.state.record(command, in: caseID, desk.time)) }
    }

    @Test(arguments: [ServiceKind.criminalJustice, .legal])
    func `records steps on the confidential topic alone`(_ service: ServiceKind) throws {
        let id = try bench.enrol(caseID, service)
        try record(id, .interview, on: "2018-03-01")
        try record(id, .testimony, on: "2018-04-01")
        #expect(try bench.published(caseID).count { $0 == "justice.milestone_reached.v1" } == 2)
        let event = try #require(try bench.last(JusticeMilestoneReached.self, caseID))
        #expect(event.milestone == .testimony && event.role == .victim && event.service == service)
        #expect(event.topics == [.serviceConfidential])
        let view = try #require(try bench.temporary.store.readNow { try EnrolmentView.find($0, id) })
        #expect(view.milestones?.map(\.milestone) == [.interview, .testimony])
        #expect(try bench.temporary.store.rebuild(swap: false).isClean)
    }

    @Test func `refuses what is no step of this support`() throws {
        let id = try bench.enrol(caseID, .criminalJustice)
        let medical = try bench.enrol(caseID, .medical)
        #expect(refusal { try record(medical, .lawyer, on: "2018-03-01") } == "service.invalid")
        #expect(refusal { try record(id, .lawyer, on: "2018-01-31") } == "period.invalid")
        #expect(refusal { try record(id, .lawyer, on: "2019-03-10") } == "date.in_future")
        #expect(refusal { try record(Examples.id(99), .lawyer, on: "2018-03-01") } == "enrolment.unknown")
        try record(id, .lawyer, on: "2018-03-01")
        #expect(refusal { try record(id, .lawyer, on: "2018-03-01") } == "milestone.duplicate")
        try record(id, .lawyer, on: "2018-03-02")
        try bench.end(id, of: caseID)
        #expect(refusal { try record(id, .judgment, on: "2018-07-02") } == "period.invalid")
        try record(id, .judgment, on: "2018-06-30")
    }
}
