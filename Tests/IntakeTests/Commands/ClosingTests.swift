import EventStore
import Events
import Testing

@testable import Intake

struct ClosingTests {
    private let desk: Desk
    private let caseID: EntityID

    init() throws {
        desk = try Desk()
        caseID = try desk.planned()
    }

    private func close(
        _ reason: ClosureReason = .goalReached,
        at time: String = "2021-05-01T08:00:00Z"
    ) throws
        -> Rejection?
    {
        try desk.refusal {
            try $0.close(CloseCase(reason: reason, note: "Closingly", occurredAt: Sample.at(time)), caseID, nil, $1)
        }
    }

    @Test func `a case with nothing under way is closed`() throws {
        #expect(try close() == nil)
        let event = try #require(try desk.last(CaseClosed.self, of: caseID))
        #expect(event.reason == .goalReached)
        #expect(event.subjectId != nil)
        #expect(try close()?.code == "state.invalid_transition")
    }

    @Test func `an open enrolment stands in the way, until it ends`() throws {
        let enrolment = EntityID.v7()
        try desk.serviceStarted(enrolment, of: caseID, at: "2021-02-10T08:00:00Z")
        let refusal = try #require(try close())
        #expect(refusal.code == "case.has_open_work")
        #expect(refusal.message.contains("enrolment (1)"))
        try desk.serviceCompleted(enrolment, of: caseID, at: "2021-05-02T08:00:00Z")
        #expect(try close()?.code == "case.has_open_work")
        #expect(try close(at: "2021-05-02T08:00:00Z") == nil)
    }

    @Test func `an enrolment that goes on after all stands in the way again`() throws {
        let enrolment = EntityID.v7()
        try desk.serviceStarted(enrolment, of: caseID, at: "2021-02-10T08:00:00Z")
        try desk.serviceCompleted(enrolment, of: caseID, at: "2021-04-01T08:00:00Z")
        var resumed = ServiceCorrected.example
        (resumed.caseId, resumed.enrolmentId, resumed.startedAt) = (caseID, enrolment, nil)
        resumed.changed = ["endedAt"]
        try desk.receive(resumed, about: enrolment, key: caseID)
        #expect(try close()?.code == "case.has_open_work")
    }

    @Test func `a referral, a return and a reintegration plan stand in the way`() throws {
        var sent = ReferralSent.example
        (sent.caseId, sent.referralId, sent.sentAt) = (caseID, .v7(), Sample.at("2021-02-10T08:00:00Z"))
        try desk.receive(sent, about: sent.referralId, key: caseID)
        #expect(try close()?.message.contains("referral (1)") == true)
        var rejected = ReferralRejected.example
        (rejected.caseId, rejected.referralId, rejected.rejectedAt) = (
            caseID, sent.referralId, Sample.at("2021-02-11T08:00:00Z")
        )
        try desk.receive(rejected, about: sent.referralId, key: caseID)

        var requested = ReturnRequested.example
        (requested.caseId, requested.returnId, requested.requestedAt) = (
            caseID, .v7(), Sample.at("2021-02-10T08:00:00Z")
        )
        try desk.receive(requested, about: requested.returnId, key: caseID)
        #expect(try close()?.message.contains("return (1)") == true)
        var withdrawn = ReturnWithdrawn.example
        (withdrawn.caseId, withdrawn.returnId, withdrawn.withdrawnAt) = (
            caseID, requested.returnId, Sample.at("2021-02-12T08:00:00Z")
        )
        try desk.receive(withdrawn, about: requested.returnId, key: caseID)

        var started = ReintegrationStarted.example
        (started.caseId, started.planId, started.startedAt) = (caseID, .v7(), Sample.at("2021-02-10T08:00:00Z"))
        try desk.receive(started, about: started.planId, key: caseID)
        #expect(try close()?.message.contains("reintegration_plan (1)") == true)
        var completed = ReintegrationCompleted.example
        (completed.caseId, completed.planId, completed.completedAt) = (
            caseID, started.planId, Sample.at("2021-04-12T08:00:00Z")
        )
        try desk.receive(completed, about: started.planId, key: caseID)
        #expect(try close() == nil)
    }

    @Test func `an admission stands in the way, until release`() throws {
        try desk.run { _ = try $0.admit(Sample.admit(at: "2021-02-05T08:00:00Z"), caseID, nil, $1) }
        #expect(try close()?.message.contains("admission (1)") == true)
        let release = ReleasePerson(immediate: true, occurredAt: Sample.at("2021-04-30T08:00:00Z"))
        try desk.run { _ = try $0.release(release, caseID, nil, $1) }
        #expect(try close(at: "2021-04-29T08:00:00Z")?.code == "case.has_open_work")
        #expect(try close() == nil)
    }

    @Test func `a death closes whatever is under way and ends the admission`() throws {
        try desk.run { _ = try $0.admit(Sample.admit(at: "2021-02-05T08:00:00Z"), caseID, nil, $1) }
        try desk.serviceStarted(.v7(), of: caseID, at: "2021-02-10T08:00:00Z")
        #expect(try close(.deceased) == nil)
        #expect(try desk.log(caseID).suffix(2) == ["admission.died", "case.closed"])
        #expect(try desk.state(caseID).admissions.first?.life.status == .deceased)
    }

    @Test func `an error closes whatever is under way`() throws {
        try desk.serviceStarted(.v7(), of: caseID, at: "2021-02-10T08:00:00Z")
        #expect(try close(.error) == nil)
    }

    @Test func `only a duplicate has a case that goes on`() throws {
        for (reason, surviving) in [(ClosureReason.goalReached, EntityID.v7()), (.duplicate, caseID)] {
            let command = CloseCase(reason: reason, survivingCaseId: surviving)
            #expect(try desk.refusal { try $0.close(command, caseID, nil, $1) }?.field == "survivingCaseId")
        }
        let command = CloseCase(reason: .duplicate, survivingCaseId: .v7())
        #expect(try desk.refusal { try $0.close(command, caseID, nil, $1) } == nil)
    }

    @Test func `a case cannot be closed before what was done later`() throws {
        #expect(try close(at: "2021-02-03T12:00:00Z")?.code == "state.invalid_transition")
    }

    @Test func `a closed case is opened again within 24 months`() throws {
        #expect(try close() == nil)
        func reopen(_ time: String, _ reason: String = "Asked again") throws -> String? {
            desk.now = Sample.at("2023-06-01T08:00:00Z")
            return try desk.refusal {
                try $0.reopen(ReopenCase(reason: reason, occurredAt: Sample.at(time)), caseID, nil, $1)
            }?.code
        }
        #expect(try reopen("2021-04-01T08:00:00Z") == "state.invalid_transition")
        #expect(try reopen("2023-05-02T08:00:00Z") == "case.reopen_too_late")
        #expect(try reopen("2023-05-01T08:00:00Z", " ") == "field.required")
        #expect(try reopen("2023-05-01T08:00:00Z") == nil)
        #expect(try desk.state(caseID).life.status == .registered)
    }

    @Test func `a voided case takes nothing more`() throws {
        let answer = try desk.run { try $0.void(VoidCase(reason: .duplicateEntry), caseID, nil, $1) }
        #expect(answer.status == .voided)
        #expect(try close(at: "2021-06-01T10:00:00Z")?.code == "state.invalid_transition")
        #expect(try desk.refusal { try $0.void(VoidCase(reason: .dataEntry), caseID, nil, $1) }?.status == 409)
        let admit = Sample.admit(at: "2021-06-01T10:00:00Z")
        #expect(try desk.refusal { try $0.admit(admit, caseID, nil, $1) }?.code == "state.invalid_transition")
        let correct = CorrectCase(reason: .dataEntry, concerns: [])
        #expect(try desk.refusal { try $0.correct(correct, caseID, nil, $1) }?.code == "state.invalid_transition")
    }
}
