import EventStore
import Events
import Testing

@testable import Intake

struct VoidRecordTests {
    private let desk: Desk
    private let caseID: EntityID
    private let command = VoidRecord(reason: .wrongPerson)

    init() throws {
        desk = try Desk()
        caseID = try desk.registered(Sample.boy(bornOn: "2003-03-10"))
    }

    private func admit(at time: String = "2021-04-05T08:00:00Z") throws -> EntityID {
        try desk.run { try $0.admit(Sample.admit(at: time), caseID, nil, $1) }.admissionId
    }

    private func assess(_ risk: Risk, at time: String) throws -> EntityID {
        try desk.run { try $0.assess(Sample.assess(risk: risk, at: time), caseID, nil, $1) }.assessmentId
    }

    @Test func `an admission of somebody else never took place`() throws {
        let admissionID = try admit()
        // On the day of the admission the person had come of age.
        #expect(try desk.last(CaseCorrected.self, of: caseID)?.isChild == false)
        let answer = try desk.run { try $0.voidAdmission(command, caseID, admissionID, 1, $1) }
        #expect(answer.recordId == admissionID && answer.version == 2)
        #expect(try desk.last(AdmissionVoided.self, of: caseID)?.reason == .wrongPerson)
        #expect(try desk.last(CaseCorrected.self, of: caseID)?.isChild == true)
        #expect(try desk.view(caseID).admissions.isEmpty)
        #expect(try desk.view(caseID).openWork.isEmpty)
        #expect(try desk.log(caseID).contains("admission.admitted"))
        let rights = ExplainRights(occurredAt: Sample.at("2021-04-06T08:00:00Z"))
        #expect(try desk.refusal { try $0.explainRights(rights, caseID, nil, $1) }?.code == "state.invalid_transition")
        #expect(try desk.refusal { try $0.voidAdmission(command, caseID, admissionID, nil, $1) }?.status == 404)
        // The right one can be entered in its place.
        _ = try admit(at: "2021-02-05T08:00:00Z")
    }

    @Test func `a consent of somebody else was never given`() throws {
        let share = RecordConsent(
            purpose: .shareService,
            decision: .granted,
            basis: .guardian,
            at: Sample.at("2021-03-01T08:00:00Z")
        )
        let consentID = try desk.run { try $0.record(share, caseID, nil, $1) }.consentId
        #expect(try desk.refusal { try $0.voidConsent(command, caseID, consentID, 2, $1) }?.code == "version.conflict")
        _ = try desk.run { try $0.voidConsent(command, caseID, consentID, 1, $1) }
        #expect(try !desk.state(caseID).consents.allows(.shareService, at: Sample.now))
        #expect(try desk.last(ConsentVoided.self, of: caseID)?.purpose == .shareService)
        #expect(try desk.refusal { try $0.voidConsent(command, caseID, consentID, nil, $1) }?.code == "consent.unknown")
    }

    @Test func `a refusal of statistics that was entered in error lets the person be told again`() throws {
        let refused = RecordConsent(purpose: .statistics, decision: .withheld, basis: .guardian)
        let consentID = try desk.run { try $0.record(refused, caseID, nil, $1) }.consentId
        #expect(try desk.last(CaseCorrected.self, of: caseID)?.sex == nil)
        _ = try desk.run { try $0.voidConsent(command, caseID, consentID, nil, $1) }
        #expect(try desk.last(CaseCorrected.self, of: caseID)?.sex == .male)
        #expect(try desk.last(CaseProfile.self, of: caseID)?.statsMode == .full)
    }

    @Test func `the consent that a registration rests on stays until there is another`() throws {
        let consentID = try #require(try desk.view(caseID).consents.first?.consentId)
        let refusal = try desk.refusal { try $0.voidConsent(command, caseID, consentID, nil, $1) }
        #expect(refusal?.code == "consent.missing")
        let right = RecordConsent(
            purpose: .register,
            decision: .granted,
            basis: .guardian,
            at: Sample.at("2021-02-01T08:30:00Z")
        )
        try desk.run { _ = try $0.record(right, caseID, nil, $1) }
        #expect(try desk.refusal { try $0.voidConsent(command, caseID, consentID, nil, $1) } == nil)
    }

    @Test func `with an assessment the one before counts again`() throws {
        _ = try assess(.low, at: "2021-02-03T08:00:00Z")
        let second = try assess(.high, at: "2021-03-03T08:00:00Z")
        #expect(try desk.state(caseID).profile?.risk == .high)
        _ = try desk.run { try $0.voidAssessment(command, caseID, second, nil, $1) }
        let profile = try #require(try desk.state(caseID).profile)
        #expect(profile.risk == .low && profile.assessment?.risk == .low)
        #expect(profile.assessment?.assessedAt == Sample.at("2021-02-03T08:00:00Z"))
        #expect(try desk.list().first?.status == .assessed)
    }

    @Test func `an assessment entered late is not lost and counts once the later one is taken back`() throws {
        let later = try assess(.high, at: "2021-03-03T08:00:00Z")
        let late = try assess(.urgent, at: "2021-02-03T08:00:00Z")
        #expect(try desk.state(caseID).profile?.assessment?.assessmentId == later)
        _ = try desk.run { try $0.voidAssessment(command, caseID, later, nil, $1) }
        let told = try #require(try desk.state(caseID).profile?.assessment)
        #expect(told.assessmentId == late && told.risk == .urgent && told.factors.count == 1)
    }

    @Test func `without any assessment the case is registered again`() throws {
        let only = try assess(.high, at: "2021-02-03T08:00:00Z")
        _ = try desk.run { try $0.voidAssessment(command, caseID, only, nil, $1) }
        #expect(try desk.state(caseID).life.status == .registered)
        #expect(try desk.list().first?.status == .registered)
        #expect(try desk.state(caseID).profile?.assessment == nil)
        #expect(try desk.state(caseID).profile?.risk == nil)
        #expect(try desk.store.rebuild().isClean)
    }

    @Test func `the assessment that a plan rests on stays until there is another`() throws {
        let only = try assess(.high, at: "2021-02-03T08:00:00Z")
        let plan = Sample.plan(reviewDue: "2021-04-30", at: "2021-02-10T08:00:00Z")
        try desk.run { _ = try $0.approve(plan, caseID, nil, $1) }
        let refusal = try desk.refusal { try $0.voidAssessment(command, caseID, only, nil, $1) }
        #expect(refusal?.code == "state.invalid_transition")
        _ = try assess(.low, at: "2021-02-05T08:00:00Z")
        #expect(try desk.refusal { try $0.voidAssessment(command, caseID, only, nil, $1) } == nil)
        #expect(try desk.list().first?.status == .planned)
        #expect(try desk.store.rebuild().isClean)
        #expect(try desk.refusal { try $0.voidAssessment(command, caseID, .v7(), nil, $1) }?.status == 404)
    }

    @Test func `a contact that never was leaves the list`() throws {
        let admissionID = try admit()
        let met = RecordContact(kind: .visit, on: Sample.day("2021-04-10"))
        try desk.run { _ = try $0.recordContact(met, caseID, nil, $1) }
        let contact = try #require(try desk.view(caseID).admissions.first?.contacts.first)
        #expect(contact.kind == .visit && contact.on == Sample.day("2021-04-10"))
        let answer = try desk.run { try $0.voidContact(command, caseID, contact.contactId, 2, $1) }
        #expect(answer.version == 3)
        #expect(try desk.view(caseID).admissions.first?.contacts == [])
        #expect(try desk.last(ContactVoided.self, of: caseID)?.admissionId == admissionID)
        #expect(
            try desk.refusal { try $0.voidContact(command, caseID, contact.contactId, nil, $1) }?.code
                == "contact.unknown"
        )
    }

    @Test func `nothing is taken back in a case that was taken back`() throws {
        let admissionID = try admit()
        try desk.run { _ = try $0.void(VoidCase(reason: .dataEntry), caseID, nil, $1) }
        let refusal = try desk.refusal { try $0.voidAdmission(command, caseID, admissionID, nil, $1) }
        #expect(refusal?.code == "state.invalid_transition")
    }
}
