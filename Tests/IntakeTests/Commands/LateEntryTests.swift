import EventStore
import Events
import Testing

@testable import Intake

/// What was not entered in time is entered later, behind what has happened since.
struct LateEntryTests {
    private let desk: Desk
    private let caseID: EntityID
    private let admissionID: EntityID

    /// A case that was admitted in February, released in April and closed in May.
    init() throws {
        desk = try Desk()
        let id = try desk.planned()
        caseID = id
        let enrolment = EntityID.v7()
        try desk.serviceStarted(enrolment, of: id, at: "2021-02-10T08:00:00Z")
        try desk.serviceCompleted(enrolment, of: id, at: "2021-04-10T08:00:00Z")
        admissionID = try desk.run {
            try $0.admit(Sample.admit(at: "2021-02-05T08:00:00Z", expectedRelease: "2021-04-20"), id, nil, $1)
        }.admissionId
        try desk.run {
            let at = Sample.at("2021-04-20T08:00:00Z")
            _ = try $0.release(ReleasePerson(immediate: true, occurredAt: at), id, nil, $1)
        }
        try desk.run {
            let at = Sample.at("2021-05-01T08:00:00Z")
            _ = try $0.close(CloseCase(reason: .goalReached, occurredAt: at), id, nil, $1)
        }
    }

    private func refusal<T>(_ body: (IntakeCommands, Transaction) throws -> T) throws -> Rejection? {
        let rejection = try desk.refusal(body)
        #expect(try desk.state(caseID).life.status == .closed)
        #expect(try desk.list().first?.status == .closed)
        return rejection
    }

    @Test func `an assessment`() throws {
        #expect(try refusal { try $0.assess(Sample.assess(at: "2021-03-01T08:00:00Z"), caseID, nil, $1) } == nil)
        let after = Sample.assess(at: "2021-05-02T08:00:00Z")
        #expect(try refusal { try $0.assess(after, caseID, nil, $1) }?.code == "state.invalid_transition")
        let before = Sample.assess(at: "2021-01-02T08:00:00Z")
        #expect(try refusal { try $0.assess(before, caseID, nil, $1) }?.code == "state.invalid_transition")
    }

    @Test func `a plan, behind the assessment`() throws {
        let plan = Sample.plan(reviewDue: "2021-04-01", at: "2021-02-05T08:00:00Z")
        #expect(try refusal { try $0.approve(plan, caseID, nil, $1) } == nil)
        #expect(try desk.last(CasePlanned.self, of: caseID)?.planNumber == 2)
        let early = Sample.plan(reviewDue: "2021-04-01", at: "2021-02-02T08:00:00Z")
        #expect(try refusal { try $0.approve(early, caseID, nil, $1) }?.code == "state.invalid_transition")
        let late = Sample.plan(reviewDue: "2021-05-01", at: "2021-02-05T09:00:00Z")
        #expect(try refusal { try $0.approve(late, caseID, nil, $1) } == nil)
        let tooLate = Sample.plan(reviewDue: "2021-05-07", at: "2021-02-05T09:00:00Z")
        #expect(try refusal { try $0.approve(tooLate, caseID, nil, $1) }?.code == "plan.review_too_late")
    }

    @Test func `a review`() throws {
        let review = ReviewCase(decision: .continuePlan, occurredAt: Sample.at("2021-03-15T08:00:00Z"))
        #expect(try refusal { try $0.review(review, caseID, nil, $1) } == nil)
        let early = ReviewCase(decision: .continuePlan, occurredAt: Sample.at("2021-02-09T08:00:00Z"))
        #expect(try refusal { try $0.review(early, caseID, nil, $1) }?.code == "state.invalid_transition")
    }

    @Test func `a consent, and only what was in force then can be taken back`() throws {
        var consent = RecordConsent(
            purpose: .shareService,
            decision: .granted,
            basis: .guardian,
            at: Sample.at("2021-03-01T08:00:00Z"),
            expiresAt: Sample.at("2021-04-01T08:00:00Z")
        )
        #expect(try refusal { try $0.record(consent, caseID, nil, $1) } == nil)
        (consent.decision, consent.at, consent.expiresAt) = (.withdrawn, Sample.at("2021-04-02T08:00:00Z"), nil)
        #expect(try refusal { try $0.record(consent, caseID, nil, $1) }?.code == "state.invalid_transition")
        consent.at = Sample.at("2021-03-20T08:00:00Z")
        #expect(try refusal { try $0.record(consent, caseID, nil, $1) } == nil)
    }

    @Test func `what happened in an admission that has ended`() throws {
        let explained = ExplainRights(occurredAt: Sample.at("2021-02-05T10:00:00Z"))
        #expect(try refusal { try $0.explainRights(explained, caseID, nil, $1) } == nil)
        let classified = ClassifyPerson(classification: .level1, occurredAt: Sample.at("2021-02-06T08:00:00Z"))
        #expect(try refusal { try $0.classify(classified, caseID, nil, $1) } == nil)
        let prepared = PrepareRelease(occurredAt: Sample.at("2021-03-01T08:00:00Z"))
        #expect(try refusal { try $0.prepareRelease(prepared, caseID, nil, $1) } == nil)
        let met = RecordContact(kind: .visit, on: Sample.day("2021-03-05"))
        #expect(try refusal { try $0.recordContact(met, caseID, nil, $1) } == nil)
        let stay = try #require(try desk.view(caseID).admissions.first)
        #expect(stay.status == .released && stay.contacts.map(\.kind) == [.visit])
        let after = ExplainRights(occurredAt: Sample.at("2021-04-25T10:00:00Z"))
        #expect(try refusal { try $0.explainRights(after, caseID, nil, $1) }?.code == "state.invalid_transition")
        let metAfter = RecordContact(kind: .visit, on: Sample.day("2021-04-25"))
        #expect(try refusal { try $0.recordContact(metAfter, caseID, nil, $1) }?.field == "on")
    }

    @Test func `an absence with its end, which alone would contradict the release`() throws {
        let left = RecordAbsence(occurredAt: Sample.at("2021-03-01T08:00:00Z"))
        #expect(try refusal { try $0.abscond(left, caseID, nil, $1) }?.code == "state.invalid_transition")
        var both = left
        both.returnedAt = Sample.at("2021-03-03T08:00:00Z")
        #expect(try refusal { try $0.abscond(both, caseID, nil, $1) } == nil)
        #expect(try desk.log(caseID).suffix(2) == ["admission.absconded", "admission.returned"])
        let state = try desk.state(caseID)
        #expect(state.admissions[0].life.status(at: Sample.at("2021-03-02T08:00:00Z")) == .absconded)
        #expect(state.admissions[0].life.status == .released)
        (both.occurredAt, both.returnedAt) = (both.returnedAt, both.occurredAt)
        #expect(try refusal { try $0.abscond(both, caseID, nil, $1) }?.code == "period.invalid")
        #expect(try refusal { try $0.comeBack(both, caseID, nil, $1) }?.field == "returnedAt")
    }

    @Test func `findings about a victim, and complaints`() throws {
        #expect(
            try refusal { try $0.recordTrafficking(Sample.presume(at: "2021-03-01T08:00:00Z"), caseID, nil, $1) }
                == nil
        )
        let determined = RecordTrafficking(
            determination: .notVictim,
            decidedBy: .government,
            occurredAt: Sample.at("2021-04-15T08:00:00Z")
        )
        #expect(try refusal { try $0.recordTrafficking(determined, caseID, nil, $1) } == nil)
        let complaint = LodgeComplaint(channel: .family, topic: .contact, at: Sample.at("2021-03-01T08:00:00Z"))
        #expect(try refusal { try $0.lodge(complaint, caseID, nil, $1) } == nil)
        let complaintID = try #require(try desk.view(caseID).complaints.first?.complaintId)
        let resolved = ResolveComplaint(outcome: .upheld, occurredAt: Sample.at("2021-03-10T08:00:00Z"))
        #expect(try refusal { try $0.resolve(resolved, complaintID, nil, $1) } == nil)
    }

    @Test func `an admission is not entered behind a closing`() throws {
        let admit = Sample.admit(at: "2021-04-22T08:00:00Z")
        #expect(try refusal { try $0.admit(admit, caseID, nil, $1) }?.code == "state.invalid_transition")
    }

    @Test func `a closing behind a reopening does not fit, a reopening after the closing does`() throws {
        let reopen = ReopenCase(reason: "Again", occurredAt: Sample.at("2021-04-30T08:00:00Z"))
        #expect(try refusal { try $0.reopen(reopen, caseID, nil, $1) }?.code == "state.invalid_transition")
        let later = ReopenCase(reason: "Again", occurredAt: Sample.at("2021-05-10T08:00:00Z"))
        #expect(try desk.refusal { try $0.reopen(later, caseID, nil, $1) } == nil)
        #expect(try desk.state(caseID).life.status == .registered)
        let close = CloseCase(reason: .lost, occurredAt: Sample.at("2021-05-05T08:00:00Z"))
        #expect(try desk.refusal { try $0.close(close, caseID, nil, $1) }?.code == "state.invalid_transition")
    }

    @Test func `an identification, a registration and a refusal`() throws {
        let identified = try desk.run { try $0.identify(Sample.identify(at: "2019-02-01T08:00:00Z"), $1) }
        #expect(identified.caseNumber == "EG-ELMARG-2019-000001")
        let register = Sample.register(at: "2019-02-02T08:00:00Z")
        var subject = Sample.boy(age: 13, on: "2019-01-01")
        subject.birthDate = nil
        var command = register
        (command.subject, command.justice) = (subject, nil)
        #expect(try desk.refusal { try $0.register(command, identified.caseId, nil, $1) } == nil)
        #expect(try desk.last(CaseRegistered.self, of: identified.caseId)?.ageBand == .from12To14)
        let other = try desk.run { try $0.identify(Sample.identify(at: "2019-02-01T08:00:00Z"), $1) }.caseId
        let decline = DeclineCase(reason: .noNeed, occurredAt: Sample.at("2019-01-01T08:00:00Z"))
        #expect(try desk.refusal { try $0.decline(decline, other, nil, $1) }?.code == "state.invalid_transition")
    }

    @Test func `no command takes a time more than a day ahead`() throws {
        let ahead = Sample.at("2021-06-02T10:00:01Z")
        let open = try desk.registered()
        let commands: [(String, (IntakeCommands, Transaction) throws -> Void)] = [
            ("assess", { _ = try $0.assess(Sample.assess(at: ahead.description), open, nil, $1) }),
            ("close", { _ = try $0.close(CloseCase(reason: .lost, occurredAt: ahead), open, nil, $1) }),
            ("void", { _ = try $0.void(VoidCase(reason: .dataEntry, occurredAt: ahead), open, nil, $1) }),
            ("correct", { _ = try $0.correct(CorrectCase(reason: .dataEntry, occurredAt: ahead), open, nil, $1) }),
            ("admit", { _ = try $0.admit(Sample.admit(at: ahead.description), open, nil, $1) }),
            ("presume", { _ = try $0.recordTrafficking(Sample.presume(at: ahead.description), open, nil, $1) }),
            ("lodge", { _ = try $0.lodge(LodgeComplaint(channel: .box, topic: .other, at: ahead), open, nil, $1) }),
            ("rights", { _ = try $0.explainRights(ExplainRights(occurredAt: ahead), open, nil, $1) }),
            ("reopen", { _ = try $0.reopen(ReopenCase(reason: "Again", occurredAt: ahead), open, nil, $1) }),
            ("abscond", { _ = try $0.abscond(RecordAbsence(occurredAt: ahead), open, nil, $1) }),
        ]
        for (name, command) in commands {
            #expect(try desk.refusal(command)?.code == "date.in_future", "\(name)")
        }
    }
}
