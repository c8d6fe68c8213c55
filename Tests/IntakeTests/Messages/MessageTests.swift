import EventStore
import Events
import Testing

@testable import Intake

struct MessageTests {
    private let desk: Desk
    private let caseID: EntityID

    init() throws {
        desk = try Desk()
        caseID = try desk.planned()
    }

    @Test func `the first service begins a planned case, further ones do not`() throws {
        let first = EntityID.v7()
        #expect(try desk.serviceStarted(first, of: caseID, at: "2021-02-10T08:00:00Z").handled == 1)
        try desk.serviceStarted(.v7(), of: caseID, at: "2021-02-11T08:00:00Z", service: .vocational)
        #expect(
            try desk.log(caseID).suffix(3) == ["service.started", "case.started", "service.started"]
        )
        let started = try #require(try desk.last(CaseStarted.self, of: caseID))
        #expect(started.enrolmentId == first)
        #expect(started.startedAt == Sample.at("2021-02-10T08:00:00Z"))
        #expect(try desk.state(caseID).life.status == .inProgress)
    }

    @Test func `an urgent service begins the case once its plan is approved`() throws {
        let urgent = try desk.registered()
        let enrolment = EntityID.v7()
        try desk.serviceStarted(enrolment, of: urgent, at: "2021-02-01T10:00:00Z")
        #expect(try desk.state(urgent).life.status == .registered)
        try desk.run { _ = try $0.assess(Sample.assess(at: "2021-02-03T08:00:00Z"), urgent, nil, $1) }
        let plan = Sample.plan(reviewDue: "2021-04-30", at: "2021-02-04T08:00:00Z")
        #expect(try desk.run { try $0.approve(plan, urgent, nil, $1) }.status == .inProgress)
        #expect(try desk.last(CaseStarted.self, of: urgent)?.startedAt == Sample.at("2021-02-04T08:00:00Z"))
    }

    @Test func `a service that began before the plan begins the case with the plan`() throws {
        try desk.serviceStarted(.v7(), of: caseID, at: "2021-02-02T08:00:00Z")
        #expect(try desk.last(CaseStarted.self, of: caseID)?.startedAt == Sample.at("2021-02-04T08:00:00Z"))
    }

    @Test func `a repeated record changes nothing`() throws {
        let enrolment = EntityID.v7()
        let event = Desk.started(enrolment, caseID, "2021-02-10T08:00:00Z")
        let id = EntityID.v7()
        try desk.receive(event, about: enrolment, key: caseID, id: id)
        let before = try desk.log(caseID)
        let again = try desk.receive(event, about: enrolment, key: caseID, id: id, keySequence: 1)
        #expect(again.duplicates == 1)
        #expect(try desk.log(caseID) == before)
    }

    @Test func `an event that also comes on the confidential topic is kept once`() throws {
        let enrolment = EntityID.v7()
        let event = Desk.started(enrolment, caseID, "2021-02-10T08:00:00Z", .shelter)
        let id = EntityID.v7()
        try desk.receive(event, about: enrolment, key: caseID, id: id, version: 1)
        let second = try desk.receive(
            event,
            about: enrolment,
            key: caseID,
            id: id,
            on: .serviceConfidential,
            version: 1
        )
        #expect(second.handled == 1)
        #expect(second.deadLettered.isEmpty)
        #expect(try desk.log(caseID).filter { $0 == "service.started" }.count == 1)
        #expect(try desk.log(caseID).filter { $0 == "case.started" }.count == 1)
    }

    @Test func `another instance's case leaves no trace`() throws {
        let foreign = EntityID.v7()
        #expect(try desk.serviceStarted(.v7(), of: foreign, at: "2021-02-10T08:00:00Z").handled == 1)
        #expect(try desk.log(foreign).isEmpty)
    }

    @Test func `another instance's services are passed over unless paired`() throws {
        let desk = try Desk(
            IntakeConfig(prefix: "X", calendar: Sample.calendar, services: ServiceSources("el-marg, b"))
        )
        let caseID = try desk.planned()
        let enrolment = EntityID.v7()
        let event = Desk.started(enrolment, caseID, "2021-02-10T08:00:00Z")
        let other = try desk.receive(event, about: enrolment, key: caseID, source: "/jisr/services/elsewhere")
        #expect(other.passedOver == 1)
        let own = try desk.receive(event, about: enrolment, key: caseID, source: "/jisr/services/b")
        #expect(own.handled == 1)
        let national = try desk.receive(
            Sample.institutionRegistered(),
            about: Sample.institution,
            key: Sample.institution,
            source: "/jisr/partnerships/anywhere"
        )
        #expect(national.handled == 1)
    }

    @Test func `a record whose key is not its case goes to the dead letters`() throws {
        let enrolment = EntityID.v7()
        let event = Desk.started(enrolment, caseID, "2021-02-10T08:00:00Z")
        let outcome = try desk.receive(event, about: enrolment, key: .v7())
        #expect(outcome.deadLettered == ["handler": 1])
        #expect(try desk.state(caseID).life.status == .planned)
    }

    @Test func `a record that comes before its predecessor waits for it`() throws {
        let enrolment = EntityID.v7()
        var completed = ServiceCompleted.example
        (completed.enrolmentId, completed.caseId, completed.endedAt) = (
            enrolment, caseID, Sample.at("2021-03-10T08:00:00Z")
        )
        let early = try desk.receive(completed, about: enrolment, key: caseID, keySequence: 2, version: 2)
        #expect(early.gaps == 1)
        #expect(try desk.log(caseID).last != "service.completed")
        let event = Desk.started(enrolment, caseID, "2021-02-10T08:00:00Z")
        let late = try desk.receive(event, about: enrolment, key: caseID, keySequence: 1, version: 1)
        #expect(late.released == 1)
        #expect(try desk.state(caseID).openWork(at: Sample.now).isEmpty)
        #expect(try desk.log(caseID).last == "service.completed")
    }

    @Test func `the first service settles whether a person outside counts as a child`() throws {
        let young = try desk.registered(Sample.boy(bornOn: "2003-02-15"))
        let enrolment = EntityID.v7()
        try desk.serviceStarted(enrolment, of: young, at: "2021-02-20T08:00:00Z")
        #expect(try desk.last(CaseCorrected.self, of: young)?.isChild == false)
        var corrected = ServiceCorrected.example
        (corrected.caseId, corrected.enrolmentId, corrected.startedAt) = (
            young, enrolment, Sample.at("2021-02-10T08:00:00Z")
        )
        try desk.receive(corrected, about: enrolment, key: young)
        #expect(try desk.last(CaseCorrected.self, of: young)?.isChild == true)
    }

    @Test func `an urgent service before registration settles it too`() throws {
        let young = try desk.run { try $0.identify(Sample.identify(at: "2021-02-01T08:00:00Z"), $1) }.caseId
        try desk.serviceStarted(.v7(), of: young, at: "2021-02-10T08:00:00Z")
        let register = Sample.register(Sample.boy(bornOn: "2003-02-15"), at: "2021-02-20T09:00:00Z")
        try desk.run { _ = try $0.register(register, young, nil, $1) }
        #expect(try desk.last(CaseRegistered.self, of: young)?.isChild == true)
        #expect(try desk.last(CaseCorrected.self, of: young) == nil)
    }

    @Test func `a voided enrolment settles it again, a voided session does not`() throws {
        let young = try desk.registered(Sample.boy(bornOn: "2003-02-15"))
        let enrolment = EntityID.v7()
        try desk.serviceStarted(enrolment, of: young, at: "2021-02-20T08:00:00Z")
        var voided = ServiceVoided.example
        (voided.caseId, voided.enrolmentId, voided.sessionId) = (young, enrolment, .v7())
        try desk.receive(voided, about: enrolment, key: young)
        #expect(try desk.state(young).openWork(at: Sample.now).count == 1)
        voided.sessionId = nil
        try desk.receive(voided, about: enrolment, key: young)
        #expect(try desk.state(young).openWork(at: Sample.now).isEmpty)
        #expect(try desk.last(CaseCorrected.self, of: young)?.isChild == true)
    }

    @Test func `whom the first service does not change is not corrected`() throws {
        try desk.serviceStarted(.v7(), of: caseID, at: "2021-02-20T08:00:00Z")
        #expect(try desk.last(CaseCorrected.self, of: caseID) == nil)
    }

    @Test func `dropped and interrupted services end, and other events are kept`() throws {
        let (first, second) = (EntityID.v7(), EntityID.v7())
        try desk.serviceStarted(first, of: caseID, at: "2021-02-10T08:00:00Z")
        try desk.serviceStarted(second, of: caseID, at: "2021-02-10T08:00:00Z")
        var dropped = ServiceDropped.example
        (dropped.caseId, dropped.enrolmentId, dropped.endedAt) = (caseID, first, Sample.at("2021-03-10T08:00:00Z"))
        try desk.receive(dropped, about: first, key: caseID)
        var interrupted = ServiceInterrupted.example
        (interrupted.caseId, interrupted.enrolmentId, interrupted.endedAt) = (
            caseID, second, Sample.at("2021-03-11T08:00:00Z")
        )
        try desk.receive(interrupted, about: second, key: caseID)
        #expect(try desk.state(caseID).openWork(at: Sample.now).isEmpty)
        #expect(try desk.state(caseID).openWork(at: Sample.at("2021-03-10T12:00:00Z")).map(\.id) == [second])
    }
}
