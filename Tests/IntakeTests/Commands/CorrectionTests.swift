import EventStore
import Events
import Testing

@testable import Intake

struct CorrectionTests {
    private let desk: Desk
    private let caseID: EntityID

    init() throws {
        desk = try Desk()
        caseID = try desk.registered()
    }

    private func correct(_ command: CorrectCase) throws -> Rejection? {
        try desk.refusal { try $0.correct(command, caseID, nil, $1) }
    }

    @Test func `a corrected sex is told anew, with the names of what changed`() throws {
        #expect(try correct(CorrectCase(reason: .dataEntry, subject: SubjectChanges(sex: .female))) == nil)
        let event = try #require(try desk.last(CaseCorrected.self, of: caseID))
        #expect(event.sex == .female)
        #expect(event.changed == ["sex"])
        #expect(event.reason == .dataEntry)
        #expect(event.ageBand == .from15To17)
    }

    @Test func `a birth date takes the place of an estimate, and the other way round`() throws {
        let known = SubjectChanges(birthDate: Sample.day("2000-05-05"))
        #expect(try correct(CorrectCase(reason: .newInformation, subject: known)) == nil)
        let event = try #require(try desk.last(CaseCorrected.self, of: caseID))
        #expect(event.ageBand == .from18To24)
        #expect(event.isChild == false)
        #expect(event.group == .other)
        #expect(Set(event.changed) == ["birthDate", "estimatedAge", "estimatedOn", "ageBand", "isChild", "group"])
        let guessed = SubjectChanges(estimatedAge: 12, estimatedOn: Sample.day("2021-02-01"))
        #expect(try correct(CorrectCase(reason: .newInformation, subject: guessed)) == nil)
        #expect(try desk.last(CaseCorrected.self, of: caseID)?.ageBand == .from12To14)
        let both = SubjectChanges(birthDate: Sample.day("2000-05-05"), estimatedAge: 20)
        #expect(try correct(CorrectCase(reason: .newInformation, subject: both))?.code == "age.required")
    }

    @Test func `a name is corrected without telling it`() throws {
        let changes = SubjectChanges(givenName: "Otherwise")
        #expect(try correct(CorrectCase(reason: .dataEntry, subject: changes)) == nil)
        #expect(try desk.last(CaseCorrected.self, of: caseID)?.changed == ["givenName"])
        let subjectID = try #require(try desk.state(caseID).subjectID)
        #expect(try desk.store.writeNow { try $0.subject(subjectID)?.givenName } == "Otherwise")
    }

    @Test func `codes are corrected in the profile`() throws {
        let command = CorrectCase(
            reason: .newInformation,
            categories: [.childInConflictWithLaw, .unaccompaniedChild],
            migration: ProfileMigration(status: .irregular, stranded: true),
            programmeId: Sample.organisation
        )
        #expect(try correct(command) == nil)
        let profile = try #require(try desk.last(CaseProfile.self, of: caseID))
        #expect(profile.categories.count == 2)
        #expect(profile.migration?.stranded == true)
        let event = try #require(try desk.last(CaseCorrected.self, of: caseID))
        #expect(event.programmeId == Sample.organisation)
        #expect(event.changed == ["programmeId", "categories", "migration"])
    }

    @Test func `what is optional can be taken away`() throws {
        #expect(try correct(CorrectCase(reason: .dataEntry, clear: [.education, .justice])) == nil)
        let profile = try #require(try desk.last(CaseProfile.self, of: caseID))
        #expect(profile.education == nil)
        #expect(profile.justice == nil)
    }

    @Test func `a correction that changes nothing is refused`() throws {
        #expect(try correct(CorrectCase(reason: .dataEntry))?.code == "correction.empty")
        let same = SubjectChanges(sex: .male)
        #expect(try correct(CorrectCase(reason: .dataEntry, subject: same))?.code == "correction.empty")
        #expect(try correct(CorrectCase(reason: .dataEntry, categories: []))?.code == "categories.required")
    }

    @Test func `the person's other cases are told too`() throws {
        let second = try desk.run { try $0.identify(Sample.identify(at: "2021-05-01T08:00:00Z"), $1) }.caseId
        var register = Sample.register(at: "2021-05-01T09:00:00Z")
        (register.subject, register.subjectId) = (nil, try desk.state(caseID).subjectID)
        try desk.run { _ = try $0.register(register, second, nil, $1) }
        #expect(try correct(CorrectCase(reason: .dataEntry, subject: SubjectChanges(sex: .female))) == nil)
        #expect(try desk.last(CaseCorrected.self, of: second)?.sex == .female)
    }

    @Test func `nothing of the person is told when statistics were refused`() throws {
        let refused = RecordConsent(purpose: .statistics, decision: .withheld, basis: .guardian)
        try desk.run { _ = try $0.record(refused, caseID, nil, $1) }
        #expect(try correct(CorrectCase(reason: .dataEntry, subject: SubjectChanges(sex: .female))) == nil)
        let event = try #require(try desk.last(CaseCorrected.self, of: caseID))
        #expect(event.sex == nil && event.ageBand == nil && event.region == nil && event.group == nil)
    }

    @Test func `only a registered case is corrected`() throws {
        let identified = try desk.run { try $0.identify(Sample.identify(at: "2021-02-01T08:00:00Z"), $1) }.caseId
        let command = CorrectCase(reason: .dataEntry, concerns: [])
        #expect(try desk.refusal { try $0.correct(command, identified, nil, $1) }?.code == "state.invalid_transition")
    }
}
