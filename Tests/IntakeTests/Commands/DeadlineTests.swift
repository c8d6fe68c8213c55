import EventStore
import Events
import TestKit
import Testing

@testable import Intake

/// What is due, and what is told when it passes.
struct DeadlineTests {
    private let desk: Desk

    init() throws {
        desk = try Desk()
        desk.now = Sample.at("2021-02-01T10:00:00Z")
    }

    private func kinds(_ caseID: EntityID) throws -> Set<DeadlineKind> {
        Set(try desk.state(caseID).deadlines(DeadlinePolicy(), Sample.calendar).map(\.kind))
    }

    private func due(_ kind: DeadlineKind, _ caseID: EntityID) throws -> Timestamp? {
        try desk.state(caseID).deadlines(DeadlinePolicy(), Sample.calendar).first { $0.kind == kind }?.dueAt
    }

    @Test func `a registered case waits for its assessment, an assessed one for its plan and first service`() throws {
        let caseID = try desk.registered()
        #expect(try kinds(caseID) == [.assessment])
        #expect(try due(.assessment, caseID) == Sample.at("2021-02-08T09:00:00Z"))
        desk.now = Sample.at("2021-02-04T10:00:00Z")
        try desk.run { _ = try $0.assess(Sample.assess(risk: .high, at: "2021-02-03T08:00:00Z"), caseID, nil, $1) }
        #expect(try kinds(caseID) == [.plan, .firstResponse])
        #expect(try due(.firstResponse, caseID) == Sample.at("2021-02-06T08:00:00Z"))
        try desk.run {
            _ = try $0.approve(Sample.plan(reviewDue: "2021-04-30", at: "2021-02-04T08:00:00Z"), caseID, nil, $1)
        }
        #expect(try kinds(caseID) == [.firstResponse, .review])
        // The end of the day in Cairo, which is two hours ahead.
        #expect(try due(.review, caseID) == Sample.at("2021-04-30T21:59:59.999Z"))
        try desk.serviceStarted(.v7(), of: caseID, at: "2021-02-05T08:00:00Z")
        #expect(try kinds(caseID) == [.review])
    }

    @Test(arguments: [
        (Risk.low, "2021-02-17T08:00:00Z"), (.medium, "2021-02-10T08:00:00Z"), (.high, "2021-02-06T08:00:00Z"),
        (.urgent, "2021-02-04T08:00:00Z"),
    ])
    func `the first response is due by risk`(_ risk: Risk, _ expected: String) throws {
        let caseID = try desk.registered()
        desk.now = Sample.at("2021-02-04T10:00:00Z")
        try desk.run { _ = try $0.assess(Sample.assess(risk: risk, at: "2021-02-03T08:00:00Z"), caseID, nil, $1) }
        #expect(try due(.firstResponse, caseID) == Sample.at(expected))
    }

    @Test func `a stay waits for classification, again after 90 days, and ends with its order`() throws {
        let caseID = try desk.registered()
        desk.now = Sample.at("2021-02-20T10:00:00Z")
        try desk.run { _ = try $0.admit(Sample.admit(at: "2021-02-01T10:00:00Z"), caseID, nil, $1) }
        #expect(try due(.classification, caseID) == Sample.at("2021-02-08T10:00:00Z"))
        #expect(try due(.orderExpiry, caseID) == Sample.at("2021-12-20T21:59:59.999Z"))
        let classify = ClassifyPerson(classification: .level2, occurredAt: Sample.at("2021-02-10T10:00:00Z"))
        try desk.run { _ = try $0.classify(classify, caseID, nil, $1) }
        #expect(try due(.classification, caseID) == Sample.at("2021-05-11T21:59:59.999Z"))
    }

    @Test func `a closed case owes nothing, one opened again begins anew`() throws {
        let caseID = try desk.registered()
        desk.now = Sample.at("2021-02-20T10:00:00Z")
        let close = CloseCase(reason: .goalReached, occurredAt: Sample.at("2021-02-10T10:00:00Z"))
        try desk.run { _ = try $0.close(close, caseID, nil, $1) }
        #expect(try kinds(caseID).isEmpty)
        let reopen = ReopenCase(reason: "More to do", occurredAt: Sample.at("2021-02-15T10:00:00Z"))
        try desk.run { _ = try $0.reopen(reopen, caseID, nil, $1) }
        #expect(try due(.assessment, caseID) == Sample.at("2021-02-22T10:00:00Z"))
    }

    @Test func `a deadline that passes is told once, and stays on the list until it is met`() throws {
        let caseID = try desk.registered()
        try desk.tick()
        #expect(try desk.worklist().map(\.state) == [.due])
        #expect(try !desk.log(caseID).contains("deadline.passed"))
        desk.now = Sample.at("2021-02-09T10:00:00Z")
        for _ in 0..<3 { try desk.tick() }
        #expect(try desk.log(caseID).count { $0 == "deadline.passed" } == 1)
        let passed = try #require(try desk.last(DeadlinePassed.self, of: caseID))
        #expect(passed.kind == .assessment)
        #expect(passed.dueAt == Sample.at("2021-02-08T09:00:00Z"))
        #expect(try desk.worklist().map(\.state) == [.overdue])
        try desk.run { _ = try $0.assess(Sample.assess(at: "2021-02-09T08:00:00Z"), caseID, nil, $1) }
        try desk.tick()
        #expect(try desk.worklist().map(\.kind) == [.firstResponse, .plan])
    }

    @Test func `what was met in time but entered late is not told`() throws {
        let caseID = try desk.registered()
        try desk.tick()
        desk.now = Sample.at("2021-02-09T10:00:00Z")
        // The index still says that the assessment is due; the case itself says otherwise.
        try desk.run { _ = try $0.assess(Sample.assess(at: "2021-02-03T08:00:00Z"), caseID, nil, $1) }
        let index = CaseIndex(config: Sample.config)
        try desk.write { _ = try index.tellPassed($0) }
        #expect(try desk.last(DeadlinePassed.self, of: caseID)?.kind != .assessment)
    }

    @Test func `the list is told apart by worker, institution, kind and state, and paged`() throws {
        var ids: [EntityID] = []
        for _ in 0..<5 { ids.append(try desk.registered()) }
        try desk.tick()
        #expect(try Set(desk.worklist().map(\.caseId)) == Set(ids))
        #expect(try desk.worklist(WorklistFilter(caseWorkerID: Sample.worker)).isEmpty)
        #expect(try desk.worklist(WorklistFilter(institutionID: Sample.institution)).count == 5)
        #expect(try desk.worklist(WorklistFilter(institutionID: Sample.otherInstitution)).isEmpty)
        #expect(try desk.worklist(WorklistFilter(kind: .review)).isEmpty)
        #expect(try desk.worklist(WorklistFilter(state: .overdue)).isEmpty)
        #expect(try desk.worklist(WorklistFilter(dueBefore: desk.now)).isEmpty)
        let first = try desk.worklist()
        let rest = try desk.worklist(after: first[1].place)
        #expect(rest == Array(first.dropFirst(2)))
    }

    @Test func `the index is the same when it is made anew`() throws {
        desk.now = Sample.at("2021-02-06T10:00:00Z")
        let caseID = try desk.planned()
        try desk.run { _ = try $0.admit(Sample.admit(at: "2021-02-05T08:00:00Z"), caseID, nil, $1) }
        try desk.tick()
        let before = try desk.worklist()
        try desk.write { try CaseIndex.follower.restart($0) }
        #expect(try desk.worklist().isEmpty)
        try desk.tick()
        #expect(try desk.worklist() == before)
        #expect(!before.isEmpty)
    }
}
