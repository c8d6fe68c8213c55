import EventStore
import Events
import Testing

@testable import Intake

struct ReadTableTests {
    @Test func `cases are listed by status, institution and number`() throws {
        let desk = try Desk()
        let first = try desk.registered()
        let second = try desk.run {
            var command = Sample.identify(at: "2021-02-02T08:00:00Z")
            command.institutionId = Sample.otherInstitution
            return try $0.identify(command, $1)
        }
        #expect(try desk.list().map(\.caseId) == [first, second.caseId])
        #expect(try desk.list(CaseFilter(status: .identified)).map(\.caseId) == [second.caseId])
        #expect(try desk.list(CaseFilter(institutionID: Sample.institution)).map(\.caseId) == [first])
        #expect(try desk.list(CaseFilter(caseNumber: second.caseNumber)).map(\.caseId) == [second.caseId])
        #expect(try desk.list(CaseFilter(status: .closed)).isEmpty)
    }

    @Test func `a list goes on after its last case`() throws {
        let desk = try Desk()
        var all: [EntityID] = []
        for _ in 0..<5 { all.append(try desk.registered()) }
        let first = try desk.rows(limit: 2)
        #expect(first.map(\.summary.caseId) == Array(all.prefix(2)))
        #expect(try desk.rows(after: first[1].place).map(\.summary.caseId) == Array(all.dropFirst(2)))
    }

    @Test func `a row says what the case's events say`() throws {
        let desk = try Desk()
        let caseID = try desk.planned()
        let row = try #require(try desk.list().first)
        let state = try desk.state(caseID)
        #expect(row.status == .planned)
        #expect(row.subjectId == state.subjectID)
        #expect(row.group == .child)
        #expect(row.reviewDue == Sample.day("2021-04-30"))
        #expect(row.version == (try desk.store.writeNow { try $0.version(of: caseID) }))
        #expect(row.registeredAt == Sample.at("2021-02-01T09:00:00Z"))
    }

    @Test func `a step entered late does not set the status back`() throws {
        let desk = try Desk()
        let caseID = try desk.registered()
        let close = CloseCase(reason: .goalReached, occurredAt: Sample.at("2021-03-01T08:00:00Z"))
        try desk.run { _ = try $0.close(close, caseID, nil, $1) }
        try desk.run { _ = try $0.assess(Sample.assess(at: "2021-02-03T08:00:00Z"), caseID, nil, $1) }
        let row = try #require(try desk.list().first)
        #expect(row.status == .closed)
        #expect(row.closedAt == Sample.at("2021-03-01T08:00:00Z"))
    }

    @Test func `a shown case has its stays, consents, work and history`() throws {
        let desk = try Desk()
        let caseID = try desk.planned()
        try desk.run { _ = try $0.admit(Sample.admit(at: "2021-02-05T08:00:00Z"), caseID, nil, $1) }
        let enrolment = EntityID.v7()
        try desk.serviceStarted(enrolment, of: caseID, at: "2021-02-10T08:00:00Z")
        let view = try desk.view(caseID)
        #expect(view.status == .inProgress)
        #expect(view.admissions.map(\.status) == [.admitted])
        #expect(view.consents.map(\.purpose) == [.register])
        #expect(view.openWork.map(\.kind) == [.enrolment, .admission])
        #expect(view.history.count == (try desk.log(caseID).count))
        #expect(view.history.filter { !$0.isOwn }.map(\.type) == [ServiceStarted.type])
        let unknown = #expect(throws: Rejection.self) { try desk.view(.v7()) }
        #expect(unknown?.status == 404)
    }

    @Test func `the read tables follow from the log`() throws {
        let desk = try Desk()
        _ = try desk.planned()
        let caseID = try desk.registered()
        let close = CloseCase(reason: .goalReached, occurredAt: Sample.at("2021-03-01T08:00:00Z"))
        try desk.run { _ = try $0.close(close, caseID, nil, $1) }
        try desk.run { _ = try $0.assess(Sample.assess(at: "2021-02-03T08:00:00Z"), caseID, nil, $1) }
        let report = try desk.store.rebuild()
        #expect(report.isClean)
        #expect(report.differences.count == IntakeProjections.all.flatMap(\.tables).count)
        #expect(try desk.list().count == 2)
        // The next number follows on.
        #expect(
            try desk.run { try $0.identify(Sample.identify(at: "2021-04-01T08:00:00Z"), $1) }.caseNumber
                == "EG-ELMARG-2021-000003"
        )
    }
}
