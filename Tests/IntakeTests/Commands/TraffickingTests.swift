import EventStore
import Events
import TestKit
import Testing

@testable import Intake

struct TraffickingTests {
    private let desk: Desk

    init() throws { desk = try Desk() }

    private static let adult = Sample.person(sex: .female, bornOn: "1990-05-05", age: 0, on: "2021-01-01")

    private func presume(
        means: [TraffickingMeans]? = [.deception],
        reflectionEndsAt: String? = nil,
        at time: String = "2021-03-01T08:00:00Z"
    ) -> RecordTrafficking {
        RecordTrafficking(
            determination: .presumed,
            acts: [.recruitment],
            means: means,
            purposes: [.labour],
            reflectionEndsAt: reflectionEndsAt.map { Sample.at($0) },
            note: "Findingwise",
            occurredAt: Sample.at(time)
        )
    }

    private func determine(
        _ determination: Determination,
        by authority: DeterminationAuthority? = .courtOrProsecution,
        at time: String = "2021-05-01T08:00:00Z"
    ) -> RecordTrafficking {
        RecordTrafficking(determination: determination, decidedBy: authority, occurredAt: Sample.at(time))
    }

    @discardableResult
    private func record(_ command: RecordTrafficking, _ caseID: EntityID) throws -> TraffickingAnswer {
        try desk.run { try $0.recordTrafficking(command, caseID, nil, $1) }
    }

    private func refusal(_ command: RecordTrafficking, _ caseID: EntityID) throws -> Rejection? {
        try desk.refusal { try $0.recordTrafficking(command, caseID, nil, $1) }
    }

    private func registered(_ subject: SubjectDetails = adult) throws -> EntityID {
        try desk.registered(subject, categories: [.traffickingVictim])
    }

    // MARK: Presumption

    @Test func `a presumed victim has 30 days to reflect, and the profile says so`() throws {
        let caseID = try registered()
        let answer = try record(presume(), caseID)
        #expect(answer.determination == .presumed)
        let event = try #require(try desk.last(VictimDetected.self, of: caseID))
        #expect(event.reflectionEndsAt == Sample.at("2021-03-31T08:00:00Z"))
        #expect(event.sex == .female && event.isChild == false && event.ageBand == .from25To59)
        #expect(event.subjectId == (try desk.state(caseID).subjectID))
        let profile = try #require(try desk.last(CaseProfile.self, of: caseID)?.trafficking)
        #expect(profile.determination == .presumed)
        #expect(profile.acts == [.recruitment] && profile.means == [.deception] && profile.purposes == [.labour])
        #expect(profile.reflectionEndsAt == event.reflectionEndsAt)
    }

    @Test func `a shorter reflection period is refused, a longer one is taken, and the shortest is a setting`() throws {
        let caseID = try registered()
        let short = presume(reflectionEndsAt: "2021-03-31T07:59:59Z")
        #expect(try refusal(short, caseID)?.code == "trafficking.reflection_too_short")
        let long = presume(reflectionEndsAt: "2021-06-01T00:00:00Z")
        #expect(try record(long, caseID).reflectionEndsAt == Sample.at("2021-06-01T00:00:00Z"))
        let longer = try Desk(IntakeConfig(prefix: "X", calendar: Sample.calendar, reflectionDays: 45))
        let other = try longer.registered(Self.adult)
        let answer = try longer.run { try $0.recordTrafficking(presume(), other, nil, $1) }
        #expect(answer.reflectionEndsAt == Sample.at("2021-04-15T08:00:00Z"))
    }

    @Test func `of an adult acts, means and purposes are needed, of a child no means`() throws {
        let woman = try registered()
        let withoutMeans = try refusal(presume(means: nil), woman)
        #expect(withoutMeans?.code == "trafficking.elements_missing")
        #expect(withoutMeans?.field == "means")
        var command = presume()
        command.purposes = nil
        #expect(try refusal(command, woman)?.field == "purposes")
        let child = try registered(Sample.girl())
        #expect(try refusal(presume(means: nil), child) == nil)
        #expect(try desk.last(VictimDetected.self, of: child)?.isChild == true)
        let another = try registered(Sample.girl())
        var noAct = presume(means: nil)
        noAct.acts = []
        #expect(try refusal(noAct, another)?.field == "acts")
    }

    @Test func `who was trafficked as a child needs no means as an adult`() throws {
        let caseID = try registered()
        var command = presume(means: nil)
        command.wasChild = true
        #expect(try refusal(command, caseID) == nil)
        #expect(try refusal(determine(.confirmed), caseID)?.code == "trafficking.elements_missing")
        var confirm = determine(.confirmed)
        confirm.wasChild = true
        #expect(try refusal(confirm, caseID) == nil)
    }

    @Test func `who was presumed a victim as a child is confirmed after coming of age`() throws {
        let caseID = try registered(Sample.boy(bornOn: "2003-04-01"))
        try record(presume(means: nil, at: "2021-03-01T08:00:00Z"), caseID)
        #expect(try refusal(determine(.confirmed, at: "2021-05-01T08:00:00Z"), caseID) == nil)
        let event = try #require(try desk.last(VictimDetermined.self, of: caseID))
        #expect(event.isChild == false)
    }

    @Test func `elements that were put on record before are enough`() throws {
        let caseID = try registered()
        let known = RecordTrafficking(acts: [.transfer], means: [.fraud], purposes: [.begging])
        #expect(try record(known, caseID).determination == .notConsidered)
        #expect(try desk.last(CaseProfile.self, of: caseID)?.trafficking?.determination == .notConsidered)
        #expect(try desk.last(VictimDetected.self, of: caseID) == nil)
        try record(RecordTrafficking(determination: .presumed), caseID)
        #expect(try desk.last(VictimDetected.self, of: caseID)?.acts == [.transfer])
        #expect(try refusal(RecordTrafficking(), caseID)?.code == "field.required")
        #expect(try refusal(RecordTrafficking(means: []), caseID)?.code == "trafficking.elements_missing")
        let back = RecordTrafficking(determination: .notConsidered, acts: [.transfer])
        #expect(try refusal(back, caseID)?.code == "state.invalid_transition")
        let twice = RecordTrafficking(acts: [.transfer, .transfer])
        #expect(try refusal(twice, caseID)?.field == "acts")
    }

    @Test func `a victim is detected before there is a person, and the registration takes it up`() throws {
        let caseID = try desk.run {
            try $0.identify(Sample.identify([.traffickingVictim], at: "2021-02-01T08:00:00Z"), $1)
        }.caseId
        try record(presume(at: "2021-02-01T10:00:00Z"), caseID)
        let event = try #require(try desk.last(VictimDetected.self, of: caseID))
        #expect(event.subjectId == nil && event.sex == nil && event.isChild == nil)
        #expect(event.detectedBy == .institution)
        #expect(try desk.last(CaseProfile.self, of: caseID) == nil)
        #expect(try refusal(determine(.confirmed), caseID)?.code == "state.invalid_transition")
        try desk.run {
            _ = try $0.register(Sample.register(Self.adult, at: "2021-02-02T09:00:00Z"), caseID, nil, $1)
        }
        #expect(try desk.last(CaseProfile.self, of: caseID)?.trafficking?.determination == .presumed)
    }

    // MARK: Who detected

    @Test func `who detected it is who identified the case, with the kind that partnerships say`() throws {
        var registered = OrganisationRegistered.example
        (registered.orgId, registered.kind) = (Sample.organisation, .nationalNGO)
        try desk.receive(
            registered,
            about: Sample.organisation,
            key: Sample.organisation,
            source: "/jisr/partnerships/national"
        )
        var identify = Sample.identify([.traffickingVictim], at: "2021-02-01T08:00:00Z")
        (identify.identifiedBy, identify.identifiedByOrgId) = (.civilSociety, Sample.organisation)
        let caseID = try desk.run { try $0.identify(identify, $1) }.caseId
        try record(presume(), caseID)
        let event = try #require(try desk.last(VictimDetected.self, of: caseID))
        #expect(event.detectedBy == .civilSociety)
        #expect(event.detectedByOrgId == Sample.organisation)
        #expect(event.detectedByOrgKind == .nationalNGO)
    }

    @Test func `an organisation that partnerships do not know is taken at its word`() throws {
        let caseID = try registered()
        var command = presume()
        (command.detectedBy, command.detectedByOrgId) = (.hotline, Sample.organisation)
        command.detectedByOrgKind = .internationalNGO
        try record(command, caseID)
        let event = try #require(try desk.last(VictimDetected.self, of: caseID))
        #expect(event.detectedBy == .hotline)
        #expect(event.detectedByOrgKind == .internationalNGO)
    }

    // MARK: Determination

    @Test func `a determination names its authority and may be revised, the history stays`() throws {
        let caseID = try registered()
        #expect(try refusal(determine(.confirmed), caseID)?.code == "state.invalid_transition")
        try record(presume(), caseID)
        #expect(try refusal(determine(.confirmed, by: nil), caseID)?.field == "decidedBy")
        #expect(try record(determine(.notVictim, by: .police), caseID).determination == .notVictim)
        #expect(try record(determine(.confirmed, at: "2021-05-20T08:00:00Z"), caseID).determination == .confirmed)
        let event = try #require(try desk.last(VictimDetermined.self, of: caseID))
        #expect(event.determination == .confirmed && event.decidedBy == .courtOrProsecution)
        let profile = try #require(try desk.last(CaseProfile.self, of: caseID)?.trafficking)
        #expect(profile.determination == .confirmed && profile.decidedBy == .courtOrProsecution)
        #expect(profile.acts == [.recruitment])
        let shown = try #require(try desk.view(caseID).trafficking)
        #expect(shown.findings.map(\.determination) == [.presumed, .notVictim, .confirmed])
        #expect(shown.findings.map(\.decidedBy) == [nil, .police, .courtOrProsecution])
    }

    @Test func `who was ruled out may be presumed a victim again, who was confirmed may not`() throws {
        let caseID = try registered()
        try record(presume(), caseID)
        #expect(try refusal(presume(at: "2021-03-02T08:00:00Z"), caseID)?.code == "state.invalid_transition")
        try record(determine(.notVictim), caseID)
        #expect(try record(presume(at: "2021-05-10T08:00:00Z"), caseID).determination == .presumed)
        try record(determine(.confirmed, at: "2021-05-20T08:00:00Z"), caseID)
        #expect(try refusal(presume(at: "2021-05-21T08:00:00Z"), caseID)?.code == "state.invalid_transition")
    }

    @Test func `what belongs to a presumption is refused with a determination`() throws {
        let caseID = try registered()
        try record(presume(), caseID)
        var command = determine(.confirmed)
        command.reflectionEndsAt = Sample.at("2021-06-01T08:00:00Z")
        #expect(try refusal(command, caseID)?.field == "reflectionEndsAt")
    }

    @Test func `a finding entered late keeps its place and does not displace a later one`() throws {
        let caseID = try registered()
        try record(presume(), caseID)
        try record(determine(.confirmed, at: "2021-05-20T08:00:00Z"), caseID)
        try record(determine(.notVictim, by: .ngo, at: "2021-04-20T08:00:00Z"), caseID)
        let state = try desk.state(caseID)
        #expect(state.trafficking.findings.map(\.determination) == [.presumed, .notVictim, .confirmed])
        #expect(state.profile?.trafficking?.determination == .confirmed)
        let early = determine(.confirmed, at: "2021-02-20T08:00:00Z")
        #expect(try refusal(early, caseID)?.code == "state.invalid_transition")
    }

    @Test func `a court may decide after the case was closed, a presumption needs an open one`() throws {
        let caseID = try registered()
        try record(presume(), caseID)
        let close = CloseCase(reason: .goalReached, occurredAt: Sample.at("2021-04-01T08:00:00Z"))
        try desk.run { _ = try $0.close(close, caseID, nil, $1) }
        #expect(try refusal(determine(.notVictim), caseID) == nil)
        #expect(try refusal(presume(at: "2021-05-10T08:00:00Z"), caseID)?.code == "state.invalid_transition")
        let other = try registered()
        try desk.run { _ = try $0.close(close, other, nil, $1) }
        #expect(try refusal(presume(at: "2021-03-10T08:00:00Z"), other) == nil)
        #expect(try desk.view(other).status == .closed)
    }

    @Test func `nothing is found in a case that was taken back, and nothing before it was identified`() throws {
        let caseID = try registered()
        #expect(try refusal(presume(at: "2021-01-01T08:00:00Z"), caseID)?.code == "state.invalid_transition")
        try desk.run { _ = try $0.void(VoidCase(reason: .dataEntry), caseID, nil, $1) }
        #expect(try refusal(presume(), caseID)?.code == "state.invalid_transition")
    }

    // MARK: What is told

    @Test func `nothing of the person is told when statistics were refused`() throws {
        let caseID = try registered()
        let refused = RecordConsent(purpose: .statistics, decision: .withheld, basis: .ownWill)
        try desk.run { _ = try $0.record(refused, caseID, nil, $1) }
        try record(presume(), caseID)
        try record(determine(.confirmed), caseID)
        let detected = try #require(try desk.last(VictimDetected.self, of: caseID))
        #expect(detected.statsMode == .countOnly)
        #expect(detected.sex == nil && detected.ageBand == nil && detected.isChild == nil)
        let determined = try #require(try desk.last(VictimDetermined.self, of: caseID))
        #expect(determined.statsMode == .countOnly)
        #expect(determined.sex == nil && determined.ageBand == nil && determined.isChild == nil)
    }

    @Test func `a correction of age leaves a presumption, and the determination goes by the right age`() throws {
        let caseID = try registered(Sample.girl())
        try record(presume(means: nil), caseID)
        let older = SubjectChanges(birthDate: Sample.day("1999-01-01"))
        try desk.run {
            _ = try $0.correct(CorrectCase(reason: .newInformation, subject: older), caseID, nil, $1)
        }
        #expect(try desk.state(caseID).profile?.trafficking?.determination == .presumed)
        #expect(try refusal(determine(.confirmed), caseID)?.code == "trafficking.elements_missing")
        var confirm = determine(.confirmed)
        confirm.means = [.coercion]
        try record(confirm, caseID)
        #expect(try desk.state(caseID).profile?.trafficking?.means == [.coercion])
    }

    @Test func `notes are sealed and the version of the case is checked`() throws {
        let caseID = try registered()
        let version = try desk.view(caseID).version
        let conflict = try desk.refusal { try $0.recordTrafficking(presume(), caseID, version - 1, $1) }
        #expect(conflict?.code == "version.conflict")
        try record(presume(), caseID)
        let text = String(decoding: try desk.temporary.folder.allBytes(), as: UTF8.self)
        #expect(!text.contains("Findingwise"))
        try desk.store.readNow { db in
            let transaction = Transaction(db: db, store: desk.store)
            let entry = try transaction.entries(key: .id(caseID)).first { $0.type == VictimDetected.type }
            #expect(try transaction.unseal(TraffickingNotes.self, of: try #require(entry))?.note == "Findingwise")
        }
    }
}
