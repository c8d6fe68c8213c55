import EventStore
import Events
import GRDB
import Testing

@testable import Intake

/// Intake's part of the end-to-end scenarios.
struct ScenarioTests {
    @Test func `E1 a child of El-Marg from admission to release`() throws {
        let desk = try Desk()
        try desk.receive(
            Sample.institutionRegistered(),
            about: Sample.institution,
            key: Sample.institution,
            source: "/jisr/partnerships/national"
        )
        let caseID = try desk.registered()
        let admissionID = try desk.run { try $0.admit(Sample.admit(at: "2021-02-02T08:00:00Z"), caseID, nil, $1) }
            .admissionId
        try desk.run {
            let at = Sample.at("2021-02-02T09:00:00Z")
            _ = try $0.explainRights(ExplainRights(language: "arz", occurredAt: at), caseID, nil, $1)
        }
        try desk.run {
            let at = Sample.at("2021-02-02T10:00:00Z")
            _ = try $0.classify(ClassifyPerson(classification: .level2, occurredAt: at), caseID, nil, $1)
        }
        try desk.run { _ = try $0.assess(Sample.assess(at: "2021-02-03T08:00:00Z"), caseID, nil, $1) }
        try desk.run {
            _ = try $0.approve(Sample.plan(reviewDue: "2021-04-30", at: "2021-02-04T08:00:00Z"), caseID, nil, $1)
        }
        let services: [ServiceKind] = [.literacy, .psychosocial, .vocational, .medical, .legal]
        let enrolments = services.map { _ in EntityID.v7() }
        for (service, enrolment) in zip(services, enrolments) {
            try desk.serviceStarted(enrolment, of: caseID, at: "2021-02-10T08:00:00Z", service: service)
        }
        try desk.serviceCompleted(enrolments[0], of: caseID, at: "2021-04-10T08:00:00Z")
        try desk.run {
            let command = PrepareRelease(
                expectedRelease: Sample.day("2021-05-20"),
                occurredAt: Sample.at("2021-04-12T08:00:00Z")
            )
            _ = try $0.prepareRelease(command, caseID, nil, $1)
        }
        var reintegration = ReintegrationStarted.example
        (reintegration.caseId, reintegration.planId, reintegration.startedAt) = (
            caseID, .v7(), Sample.at("2021-04-13T08:00:00Z")
        )
        try desk.receive(reintegration, about: reintegration.planId, key: caseID)
        try desk.run {
            _ = try $0.release(ReleasePerson(occurredAt: Sample.at("2021-05-20T08:00:00Z")), caseID, nil, $1)
        }
        let close = CloseCase(reason: .aftercareDone, occurredAt: Sample.at("2021-05-25T08:00:00Z"))
        #expect(try desk.refusal { try $0.close(close, caseID, nil, $1) }?.code == "case.has_open_work")

        let shared = try desk.log(caseID).filter { $0 != "case.profile" }
        #expect(
            shared == [
                "case.identified", "consent.recorded", "case.registered", "admission.admitted", "rights.explained",
                "admission.classified", "case.assessed", "case.planned", "service.started", "case.started",
                "service.started", "service.started", "service.started", "service.started", "service.completed",
                "admission.release_prepared", "reintegration.started", "admission.released",
            ]
        )
        #expect(
            try desk.events(caseID)[admissionID] == [
                "admission.admitted", "rights.explained", "admission.classified", "admission.release_prepared",
                "admission.released",
            ]
        )
        #expect(try desk.state(caseID).openWork(at: Sample.now).count == 5)
    }

    @Test func `E2 nothing but men by the hundred, each with a number`() throws {
        let desk = try Desk()
        try desk.batch { for _ in 0..<100 { _ = try desk.registered() } }
        let cases = try desk.list(CaseFilter(status: .registered), limit: 1000)
        #expect(cases.count == 100)
        #expect(Set(cases.map(\.caseNumber)).count == 100)
        #expect(cases.last?.caseNumber == "EG-ELMARG-2021-000100")
    }

    @Test func `E5 who refuses is declined and leaves no person behind`() throws {
        let desk = try Desk()
        let caseID = try desk.run {
            try $0.identify(Sample.identify([.strandedMigrant], at: "2021-02-01T08:00:00Z"), $1)
        }.caseId
        let adult = Sample.person(sex: .female, bornOn: nil, age: 30, on: "2021-01-01")
        let withheld = RecordConsent(purpose: .register, decision: .withheld, basis: .ownWill)
        let register = Sample.register(adult, consents: [withheld], at: "2021-02-01T09:00:00Z")
        #expect(try desk.refusal { try $0.register(register, caseID, nil, $1) }?.code == "consent.missing")
        try desk.run { _ = try $0.decline(DeclineCase(reason: .noConsent), caseID, nil, $1) }
        #expect(try desk.log(caseID) == ["case.identified", "case.declined"])
        let keys = try desk.store.readNow { try EntityID.fetchAll($0, sql: "SELECT subject FROM subject_key") }
        #expect(keys == [caseID])
        #expect(try desk.view(caseID).subjectId == nil)
    }
}
