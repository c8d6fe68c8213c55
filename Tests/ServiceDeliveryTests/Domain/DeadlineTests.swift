import EventStore
import Events
import TestKit
import Testing

@testable import ServiceDelivery

/// What is due, and what is told when it passes.
struct DeadlineTests {
    private let caseID = Examples.id(100)
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
        bench.now = Dates.at("2018-02-03T08:00:00Z")
        try bench.offer(.literacy)
        try bench.openCase(caseID)
    }

    private func due(_ kind: DeliveryDeadlineKind) throws -> Timestamp? {
        try bench.tick()
        return try bench.worklist(WorklistFilter(kind: kind)).first?.dueAt
    }

    private func plan(from instant: Timestamp) throws -> EntityID {
        let id = EntityID.v7()
        try bench.work(on: caseID) { desk in
            let command = DraftPlan(
                planID: id,
                caseID: caseID,
                service: .reintegration,
                phase: .aftercare,
                dimensions: [.social],
                measures: [],
                draftedAt: instant
            )
            try desk.record([try desk.state.draft(command, desk.time).draft])
            try desk.record([try desk.state.approve(plan: id, at: instant, in: caseID, desk.time)])
            try desk.record([try desk.state.start(plan: id, at: instant, in: caseID, desk.time)])
        }
        return id
    }

    private func overdue() throws -> [WorkOverdue] {
        try bench.write { transaction in
            try transaction.entries(key: .id(caseID)).filter { $0.type == WorkOverdue.type }
                .map { try $0.data(as: WorkOverdue.self) }
        }
    }

    @Test func `the next session is due two weeks after the last, held or missed`() throws {
        let id = try bench.enrol(caseID)
        #expect(try due(.session) == Dates.started.adding(.seconds(14 * 86_400)))
        try bench.attend(id, of: caseID, on: ["2018-02-02"], attended: false)
        #expect(try due(.session) == Dates.at("2018-02-16T00:00:00Z"))
        try bench.end(id, of: caseID, at: Dates.at("2018-02-02T12:00:00Z"))
        #expect(try due(.session) == nil)
    }

    @Test func `follow-ups are due after 1, 3, 6 and 12 months, on the last day of a shorter month`() throws {
        bench.now = Dates.at("2018-02-01T08:00:00Z")
        let id = try plan(from: Dates.at("2018-01-31T09:00:00Z"))
        let days = ["2018-02-28", "2018-04-30", "2018-07-31", "2019-01-31"]
        for (month, day) in zip(ReintegrationPlan.followUpMonths, days) {
            #expect(try due(.followUp) == BusinessTime.end(of: Dates.day(day)))
            bench.now = Dates.at("\(day)T08:00:00Z")
            try bench.work(on: caseID) { desk in
                let draft = try desk.state.followUp(
                    plan: id,
                    month: month,
                    on: Dates.day(day),
                    in: caseID,
                    desk.time
                )
                try desk.record([draft])
            }
        }
        #expect(try due(.followUp) == nil)
    }

    @Test func `what passes unmet is told once, also when the service was down, and stays on the list`() throws {
        let id = try bench.enrol(caseID)
        let planID = try plan(from: Dates.at("2018-02-03T07:00:00Z"))
        try bench.tick()
        #expect(try overdue().isEmpty)
        bench.now = Dates.at("2018-03-10T08:00:00Z")
        for _ in 0..<3 { try bench.tick() }
        let told = try overdue()
        #expect(Set(told.map(\.itemId)) == [id, planID] && told.count == 2)
        #expect(Set(told.map(\.kind)) == [.session, .followUp])
        #expect(try bench.worklist(WorklistFilter(state: .overdue)).count == 2)
        // A session later, the next one is another deadline.
        try bench.attend(id, of: caseID, on: ["2018-03-09"])
        bench.now = Dates.at("2018-03-30T08:00:00Z")
        try bench.tick()
        #expect(try overdue().count == 3)
        #expect(try bench.published(caseID).count { $0 == "work.overdue.v1" } == 3)
    }

    @Test func `what was entered only after it was due is not told`() throws {
        bench.now = Dates.now
        let id = try bench.enrol(caseID)
        try bench.attend(id, of: caseID, on: ["2018-02-05"])
        _ = try plan(from: Dates.at("2018-03-01T07:00:00Z"))
        try bench.tick()
        #expect(try overdue().isEmpty)
        #expect(try bench.worklist(WorklistFilter(state: .overdue)).count == 2)
    }

    @Test func `an unanswered referral waits on the list, then expires by itself and only once`() throws {
        try bench.share(caseID)
        let id = try bench.draftReferral(caseID)
        try bench.advance(id, of: caseID, to: .sent)
        #expect(try due(.referralAnswer) == Workbench.due)
        #expect(try bench.worklist(WorklistFilter(responsibleID: Workbench.receiver)).map(\.itemId) == [id])
        bench.now = Workbench.due
        for _ in 0..<3 { try bench.tick() }
        #expect(try bench.referral(id, of: caseID).status == .expired)
        #expect(try bench.published(caseID) == ["referral.sent.v1", "referral.expired.v1"])
        #expect(try due(.referralAnswer) == nil)
    }

    @Test func `a consent that runs out cancels what waits on it`() throws {
        let end = Dates.at("2018-02-04T09:00:00Z")
        try bench.share(caseID, until: end)
        let id = try bench.draftReferral(caseID)
        try bench.advance(id, of: caseID, to: .sent)
        try bench.tick()
        bench.now = end
        try bench.tick()
        #expect(try bench.referral(id, of: caseID).end == .init(end: .cancelled, at: end, isByRule: true))
    }

    @Test func `planned beginnings and what was taken on trust are on the list`() throws {
        let later = Dates.at("2018-03-01T09:00:00Z")
        _ = try bench.enrol(caseID, at: later)
        #expect(try due(.enrolmentStart) == later)
        let other = Examples.id(101)
        _ = try bench.enrol(other) {
            $0.isConsentAttested = true
            $0.subjectID = Facts.subject
        }
        #expect(try due(.confirmation) == bench.now.adding(.seconds(30 * 86_400)))
    }

    @Test func `an offer that ends is shown a month before and after, unless another follows`() throws {
        try bench.offer(.medical, from: "2018-01-01", to: "2018-02-20")
        try bench.offer(.legal, from: "2018-01-01", to: "2018-02-20")
        try bench.offer(.legal, from: "2018-02-21", to: "2020-02-20")
        try bench.tick()
        let items = try bench.worklist(WorklistFilter(kind: .offerEnd))
        #expect(items.map(\.service) == [.medical])
        #expect(items.first?.dueAt == BusinessTime.end(of: Dates.day("2018-02-20")))
        #expect(items.first?.responsibleId == Workbench.institution && items.first?.caseId == nil)
        bench.now = Dates.at("2018-03-30T08:00:00Z")
        #expect(try bench.worklist(WorklistFilter(kind: .offerEnd)).isEmpty)
    }

    @Test func `the list is filtered and paged, and the same when it is made anew`() throws {
        for number in 0..<5 {
            let id = Examples.id(200 + number)
            try bench.openCase(id)
            _ = try bench.enrol(id)
        }
        try bench.tick()
        let all = try bench.worklist()
        #expect(all.count == 5)
        #expect(try bench.worklist(after: all[1].place) == Array(all.dropFirst(2)))
        #expect(try bench.worklist(WorklistFilter(caseID: Examples.id(201))).count == 1)
        #expect(try bench.worklist(WorklistFilter(service: .medical)).isEmpty)
        #expect(try bench.worklist(WorklistFilter(state: .overdue)).isEmpty)
        #expect(try bench.worklist(WorklistFilter(dueBefore: bench.now)).isEmpty)
        #expect(try bench.worklist(WorklistFilter(responsibleID: Workbench.otherInstitution)).isEmpty)
        try bench.write { try DeliveryIndex.follower.restart($0) }
        #expect(try bench.worklist().isEmpty)
        try bench.tick()
        #expect(try bench.worklist() == all)
    }
}
