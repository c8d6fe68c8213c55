import EventStore
import Events
import GRDB
import Testing

@testable import Intake

struct RegistrationTests {
    @Test func `identifying mints a number and tells no category`() throws {
        let desk = try Desk()
        let answer = try desk.run { try $0.identify(Sample.identify(at: "2021-02-01T08:00:00Z"), $1) }
        #expect(answer.caseNumber == "EG-ELMARG-2021-000001")
        #expect(answer.status == .identified)
        #expect(answer.version == 1)
        #expect(try desk.log(answer.caseId) == ["case.identified"])
        let event = try #require(try desk.last(CaseIdentified.self, of: answer.caseId))
        #expect(event.group == .child)
        #expect(event.identifiedAt == Sample.at("2021-02-01T08:00:00Z"))
    }

    @Test func `numbers have no gaps and begin anew each year`() throws {
        let desk = try Desk()
        var numbers: [String] = []
        for time in ["2021-02-01T08:00:00Z", "2020-12-31T23:00:00Z", "2020-12-31T10:00:00Z", "2021-03-01T08:00:00Z"] {
            #expect(throws: Rejection.self) {
                try desk.run { commands, transaction in
                    _ = try commands.identify(Sample.identify(at: time), transaction)
                    throw Rejection("undone", "undone")
                }
            }
            numbers.append(try desk.run { try $0.identify(Sample.identify(at: time), $1) }.caseNumber)
        }
        // 23:00 UTC on New Year's Eve is the next year in Cairo.
        #expect(
            numbers == [
                "EG-ELMARG-2021-000001", "EG-ELMARG-2021-000002", "EG-ELMARG-2020-000001", "EG-ELMARG-2021-000003",
            ]
        )
    }

    @Test func `identifying needs a category and a time that has come`() throws {
        let desk = try Desk()
        #expect(
            try desk.refusal { try $0.identify(Sample.identify([], at: "2021-02-01T08:00:00Z"), $1) }?.code
                == "categories.required"
        )
        let early = try desk.refusal { try $0.identify(Sample.identify(at: "2021-07-01T08:00:00Z"), $1) }
        #expect(early?.code == "date.in_future")
        #expect(early?.field == "identifiedAt")
    }

    @Test func `a court's order registers a child with consent first`() throws {
        let desk = try Desk()
        let caseID = try desk.registered()
        #expect(try desk.log(caseID) == ["case.identified", "consent.recorded", "case.registered", "case.profile"])
        let event = try #require(try desk.last(CaseRegistered.self, of: caseID))
        #expect(event.isChild == true)
        #expect(event.ageBand == .from15To17)
        #expect(event.region == Sample.place("EG-BA"))
        #expect(event.group == .child)
        #expect(event.statsMode == .full)
        let consent = try #require(try desk.last(ConsentRecorded.self, of: caseID))
        #expect(consent.subjectId == event.subjectId)
        #expect(consent.basis == .courtOrder)
        let profile = try #require(try desk.last(CaseProfile.self, of: caseID))
        #expect(profile.categories == [.childInConflictWithLaw])
        #expect(profile.justice?.status == .sentenced)
    }

    @Test func `without consent nothing is registered and the case can be declined`() throws {
        let desk = try Desk()
        let caseID = try desk.run { try $0.identify(Sample.identify(at: "2021-02-01T08:00:00Z"), $1) }.caseId
        let withheld = RecordConsent(
            purpose: .register,
            decision: .withheld,
            basis: .ownWill,
            at: Sample.at("2021-02-01T08:30:00Z")
        )
        try desk.run { _ = try $0.record(withheld, caseID, nil, $1) }
        for consents in [nil, [], [withheld]] as [[RecordConsent]?] {
            let command = Sample.register(consents: consents, at: "2021-02-01T09:00:00Z")
            #expect(try desk.refusal { try $0.register(command, caseID, nil, $1) }?.code == "consent.missing")
        }
        let answer = try desk.run { try $0.decline(DeclineCase(reason: .noConsent), caseID, nil, $1) }
        #expect(answer.status == .declined)
        #expect(answer.subjectId == nil)
        #expect(try desk.log(caseID) == ["case.identified", "consent.recorded", "case.declined"])
        #expect(try desk.last(ConsentRecorded.self, of: caseID)?.subjectId == nil)
        // The only key is the case's own: there is no person.
        let keys = try desk.store.readNow { try EntityID.fetchAll($0, sql: "SELECT subject FROM subject_key") }
        #expect(keys == [caseID])
    }

    @Test func `a child cannot consent for itself, an adult can`() throws {
        let desk = try Desk()
        let own = RecordConsent(purpose: .register, decision: .granted, basis: .ownWill)
        let refusal = try #require(
            try desk.refusal { commands, transaction in
                let caseID = try commands.identify(Sample.identify(at: "2021-02-01T08:00:00Z"), transaction).caseId
                return try commands.register(
                    Sample.register(consents: [own], at: "2021-02-01T09:00:00Z"),
                    caseID,
                    nil,
                    transaction
                )
            }
        )
        #expect(refusal.code == "consent.guardian_required")
        #expect(refusal.field == "consents[0].basis")
        let adult = Sample.person(sex: .female, bornOn: nil, age: 30, on: "2021-01-01")
        let caseID = try desk.registered(adult, consents: [own], categories: [.womanVictim])
        #expect(try desk.state(caseID).life.status == .registered)
        #expect(try desk.last(CaseRegistered.self, of: caseID)?.group == .woman)
    }

    @Test func `before registration a child is told by the case's group`() throws {
        let desk = try Desk()
        let caseID = try desk.run { try $0.identify(Sample.identify(at: "2021-02-01T08:00:00Z"), $1) }.caseId
        let own = RecordConsent(purpose: .register, decision: .granted, basis: .ownWill)
        #expect(try desk.refusal { try $0.record(own, caseID, nil, $1) }?.code == "consent.guardian_required")
        let guardian = RecordConsent(
            purpose: .register,
            decision: .granted,
            basis: .guardian,
            at: Sample.at("2021-02-01T08:30:00Z")
        )
        try desk.run { _ = try $0.record(guardian, caseID, nil, $1) }
        try desk.run {
            _ = try $0.register(Sample.register(consents: nil, at: "2021-02-01T09:00:00Z"), caseID, nil, $1)
        }
        #expect(try desk.state(caseID).life.status == .registered)
    }

    @Test func `statistics refused at registration leave nothing of the person in any event`() throws {
        let desk = try Desk()
        let caseID = try desk.registered(
            consents: [
                Sample.courtOrder,
                RecordConsent(purpose: .statistics, decision: .withheld, basis: .guardian),
            ]
        )
        let event = try #require(try desk.last(CaseRegistered.self, of: caseID))
        #expect(event.statsMode == .countOnly)
        #expect(event.sex == nil && event.ageBand == nil && event.isChild == nil && event.region == nil)
        #expect(event.group == nil)
        let profile = try #require(try desk.last(CaseProfile.self, of: caseID))
        #expect(profile.statsMode == .countOnly)
        #expect(profile.nationalities.isEmpty && profile.disabilities.isEmpty && profile.language == nil)
        let admitted = try desk.run { try $0.admit(Sample.admit(at: "2021-02-02T08:00:00Z"), caseID, nil, $1) }
        #expect(admitted.status == .admitted)
        let admission = try #require(try desk.last(AdmissionAdmitted.self, of: caseID))
        #expect(admission.sex == nil && admission.ageBand == nil && admission.isChild == nil)
        #expect(admission.statsMode == .countOnly)
    }

    @Test func `statistics refused later take back what was told, and given again tell it again`() throws {
        let desk = try Desk()
        let caseID = try desk.registered()
        let refused = RecordConsent(
            purpose: .statistics,
            decision: .withheld,
            basis: .guardian,
            at: Sample.at("2021-03-01T08:00:00Z")
        )
        try desk.run { _ = try $0.record(refused, caseID, nil, $1) }
        let taken = try #require(try desk.last(CaseCorrected.self, of: caseID))
        #expect(taken.statsMode == .countOnly && taken.sex == nil && taken.region == nil)
        #expect(taken.reason == .consentChanged)
        #expect(try desk.last(CaseProfile.self, of: caseID)?.nationalities == [])
        var given = refused
        (given.decision, given.at) = (.granted, Sample.at("2021-04-01T08:00:00Z"))
        try desk.run { _ = try $0.record(given, caseID, nil, $1) }
        let told = try #require(try desk.last(CaseCorrected.self, of: caseID))
        #expect(told.statsMode == .full && told.sex == .male && told.ageBand == .from15To17)
        #expect(try desk.last(CaseProfile.self, of: caseID)?.nationalities == [.egypt])
    }

    @Test func `a person known from one case can have another`() throws {
        let desk = try Desk()
        let first = try desk.registered()
        let subjectID = try #require(try desk.state(first).subjectID)
        let second = try desk.run { try $0.identify(Sample.identify(at: "2021-05-01T08:00:00Z"), $1) }.caseId
        var command = Sample.register(at: "2021-05-01T09:00:00Z")
        (command.subject, command.subjectId) = (nil, subjectID)
        try desk.run { _ = try $0.register(command, second, nil, $1) }
        #expect(try desk.state(second).subjectID == subjectID)
        #expect(try desk.last(CaseRegistered.self, of: second)?.sex == .male)
        (command.subject, command.subjectId) = (nil, .v7())
        let third = try desk.run { try $0.identify(Sample.identify(at: "2021-05-01T08:00:00Z"), $1) }.caseId
        #expect(try desk.refusal { try $0.register(command, third, nil, $1) }?.code == "subject.unknown")
        (command.subject, command.subjectId) = (nil, nil)
        #expect(try desk.refusal { try $0.register(command, third, nil, $1) }?.code == "identity.required")
        (command.subject, command.subjectId) = (Sample.boy(), subjectID)
        #expect(try desk.refusal { try $0.register(command, third, nil, $1) }?.code == "identity.required")
    }

    @Test func `a case is registered once, and only while it is known`() throws {
        let desk = try Desk()
        let caseID = try desk.registered()
        let again = Sample.register(at: "2021-02-02T09:00:00Z")
        #expect(try desk.refusal { try $0.register(again, caseID, nil, $1) }?.code == "state.invalid_transition")
        let unknown = try #require(try desk.refusal { try $0.register(again, .v7(), nil, $1) })
        #expect(unknown.code == "case.unknown" && unknown.status == 404)
        #expect(
            try desk.refusal { try $0.decline(DeclineCase(reason: .noNeed), caseID, 2, $1) }?.code == "version.conflict"
        )
    }

    @Test func `an order must not end before it begins`() throws {
        let desk = try Desk()
        let caseID = try desk.run { try $0.identify(Sample.identify(at: "2021-02-01T08:00:00Z"), $1) }.caseId
        var command = Sample.register(at: "2021-02-01T09:00:00Z")
        command.justice?.expectedEnd = Sample.day("2020-12-31")
        #expect(try desk.refusal { try $0.register(command, caseID, nil, $1) }?.code == "period.invalid")
    }
}

/// A person who is known here already, and cases that change hands.
struct KnownPersonTests {
    private let desk: Desk

    init() throws { desk = try Desk() }

    private func identified() throws -> EntityID {
        try desk.run { try $0.identify(Sample.identify(at: "2021-02-01T08:00:00Z"), $1) }.caseId
    }

    @Test func `a document that somebody known here has is refused, and says who has it`() throws {
        let known = try desk.registered()
        try desk.index()
        let caseID = try identified()
        let rejection = try desk.refusal {
            _ = try $0.register(Sample.register(at: "2021-02-02T08:00:00Z"), caseID, nil, $1)
        }
        #expect(rejection?.code == "subject.duplicate")
        #expect(rejection?.status == 409)
        #expect(rejection?.field == "subject.documents[0].number")
        let subject = try #require(try desk.state(known).subjectID)
        #expect(rejection?.message.contains(subject.description) == true)
        #expect(rejection?.message.contains("DOCNUMBER77") == false)
        #expect(try desk.state(caseID).life.status == .identified)
    }

    @Test func `with a reason it is another person, without documents nobody is asked`() throws {
        _ = try desk.registered()
        try desk.index()
        var register = Sample.register(at: "2021-02-02T08:00:00Z")
        register.duplicateReason = "The number was misread on the first form"
        let other = try identified()
        try desk.run { _ = try $0.register(register, other, nil, $1) }
        #expect(try desk.state(other).life.status == .registered)
        register.duplicateReason = nil
        register.subject?.documents = nil
        let third = try identified()
        try desk.run { _ = try $0.register(register, third, nil, $1) }
        #expect(try desk.state(third).life.status == .registered)
        let log = try desk.write { try $0.entries(after: 0, limit: 100) }
        #expect(log.allSatisfy { !String(decoding: $0.payload, as: UTF8.self).contains("misread") })
    }

    @Test func `another case worker follows the case, and finds it`() throws {
        let caseID = try desk.registered()
        try desk.run { _ = try $0.assign(AssignCase(caseWorkerId: Sample.worker), caseID, nil, $1) }
        try desk.run { _ = try $0.assign(AssignCase(caseWorkerId: Sample.supervisor), caseID, nil, $1) }
        try desk.tick()
        #expect(try desk.search(SearchCases(caseWorkerId: Sample.supervisor)) == [caseID])
        #expect(try desk.search(SearchCases(caseWorkerId: Sample.worker)).isEmpty)
    }

    @Test func `a case that nobody follows is given to nobody`() throws {
        let command = AssignCase(caseWorkerId: Sample.worker)
        let caseID = try identified()
        #expect(try desk.refusal { _ = try $0.assign(command, caseID, nil, $1) }?.code == "state.invalid_transition")
        #expect(try desk.refusal { _ = try $0.assign(command, .v7(), nil, $1) }?.code == "case.unknown")
    }
}
