import Events
import TestKit
import Testing

@testable import ServiceDelivery

struct EnrolTests {
    private let caseID = Examples.id(100)

    @Test func `starts an enrolment with what may be said of the person`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.openCase(caseID)
        let id = try bench.enrol(caseID)
        #expect(try bench.enrolment(id, of: caseID).status == .active)
        let started = try #require(try bench.last(ServiceStarted.self, caseID))
        #expect(started.subjectId == Facts.subject)
        #expect(started.sex == .male)
        #expect(started.ageBand == .from15To17)
        #expect(started.isChild == true)
        #expect(started.statsMode == .full)
        #expect(started.provisional == nil)
        #expect(started.programmeId == CaseRegistered.example.programmeId)
        #expect(started.agreementId == CaseRegistered.example.agreementId)
        #expect(try bench.published(caseID) == ["service.started.v1"])
    }

    @Test func `says nothing but a count of a person under count only`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.hear(Facts.registered(caseID, statsMode: .countOnly))
        try bench.hear(Facts.planned(caseID))
        let id = try bench.enrol(caseID)
        try bench.attend(id, of: caseID, on: ["2018-02-02"])
        let delivered = try #require(try bench.last(ServiceDelivered.self, caseID))
        #expect(delivered.sex == nil && delivered.ageBand == nil && delivered.isChild == nil)
        #expect(delivered.statsMode == .countOnly)
    }

    @Test func `a newer profile takes the permission for statistics back`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.openCase(caseID)
        var profile = CaseProfile.example
        profile.caseId = caseID
        profile.statsMode = .countOnly
        try bench.hear(profile)
        try bench.enrol(caseID)
        #expect(try bench.last(ServiceStarted.self, caseID)?.statsMode == .countOnly)
    }

    @Test func `refuses a service that the institution does not offer`() throws {
        let bench = try Workbench()
        try bench.openCase(caseID)
        #expect(refusal { try bench.enrol(caseID) } == "service.not_offered")
        try bench.offer(.vocational)
        #expect(refusal { try bench.enrol(caseID) } == "service.not_offered")
        try bench.offer(.literacy, from: "2018-03-01", to: "2018-03-31")
        #expect(refusal { try bench.enrol(caseID) } == "service.not_offered")
        try bench.offer(.literacy, at: Workbench.otherInstitution)
        #expect(refusal { try bench.enrol(caseID) } == "service.not_offered")
        #expect(refusal { try bench.enrol(caseID, at: Dates.at("2018-03-31T22:00:00Z")) } == nil)
    }

    @Test func `refuses above capacity unless told why, and counts only who is there at the start`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy, capacity: 1)
        try bench.openCase(caseID)
        let other = Examples.id(101)
        try bench.openCase(other)
        let id = try bench.enrol(caseID)
        #expect(refusal { try bench.enrol(other) } == "capacity.exceeded")
        try bench.enrol(other) { $0.isCapacityOverridden = true }
        try bench.end(id, of: caseID)
        let third = Examples.id(102)
        try bench.openCase(third)
        #expect(refusal { try bench.enrol(third, at: Dates.at("2018-07-02T09:00:00Z")) } == "capacity.exceeded")
        try bench.offer(.literacy, capacity: 1, from: "2018-07-01")
        #expect(refusal { try bench.enrol(third, at: Dates.at("2018-07-02T09:00:00Z")) } == nil)
    }

    @Test func `a place is free again once an enrolment is voided`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy, capacity: 1)
        try bench.openCase(caseID)
        let id = try bench.enrol(caseID)
        try bench.work(on: caseID) { desk in
            try desk.record(try desk.state.void(id, session: nil, .wrongPerson, in: caseID, desk.time))
        }
        #expect(refusal { try bench.enrol(caseID) } == nil)
    }

    @Test func `refuses a case that is not known, unless the consent was seen`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy)
        #expect(refusal { try bench.enrol(caseID) } == "case.unknown")
        #expect(refusal { try bench.enrol(caseID) { $0.isConsentAttested = true } } == "field.required")
        let id = try bench.enrol(caseID) {
            $0.isConsentAttested = true
            $0.subjectID = Facts.subject
        }
        #expect(try bench.enrolment(id, of: caseID).isProvisional)
        #expect(try bench.last(ServiceStarted.self, caseID)?.provisional == true)
        #expect(try bench.last(ServiceStarted.self, caseID)?.statsMode == .countOnly)
    }

    @Test func `refuses another person than the case's`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.openCase(caseID)
        #expect(refusal { try bench.enrol(caseID) { $0.subjectID = Examples.id(99) } } == "subject.mismatch")
        #expect(refusal { try bench.enrol(caseID) { $0.subjectID = Facts.subject } } == nil)
    }

    @Test func `before planning only urgent services begin`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.openCase(caseID, planned: false)
        #expect(refusal { try bench.enrol(caseID) } == "case.not_open")
        try bench.enrol(caseID) { $0.isUrgent = true }
        #expect(try bench.last(ServiceStarted.self, caseID)?.urgent == true)
        try bench.hear(Facts.planned(caseID))
        #expect(refusal { try bench.enrol(caseID, at: Dates.at("2018-01-15T09:00:00Z")) } == "case.not_open")
        #expect(refusal { try bench.enrol(caseID) } == nil)
    }

    @Test func `refuses a case that was not open on that day, and takes back-dated entry of one that was`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.openCase(caseID)
        try bench.hear(Facts.closed(caseID, .goalReached, at: Dates.released))
        #expect(refusal { try bench.enrol(caseID, at: Dates.at("2018-01-02T09:00:00Z")) } == "case.not_open")
        #expect(refusal { try bench.enrol(caseID, at: Dates.at("2018-12-21T09:00:00Z")) } == "case.not_open")
        #expect(refusal { try bench.enrol(caseID) } == nil)
        try bench.hear(
            CaseReopened(
                caseId: caseID,
                institutionId: Workbench.institution,
                reopenedAt: Dates.at("2019-01-05T09:00:00Z")
            )
        )
        let later = try bench.enrol(caseID, at: Dates.at("2019-01-06T09:00:00Z"))
        #expect(try bench.enrolment(later, of: caseID).status == .active)
    }

    @Test func `refuses declined and voided cases`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.hear(
            CaseDeclined(
                caseId: caseID,
                institutionId: Workbench.institution,
                reason: .noConsent,
                declinedAt: Dates.registered
            )
        )
        #expect(refusal { try bench.enrol(caseID) { $0.isConsentAttested = true } } == "case.not_open")
        let voided = Examples.id(101)
        try bench.openCase(voided)
        try bench.hear(
            CaseVoided(
                caseId: voided,
                institutionId: Workbench.institution,
                reason: .duplicateEntry,
                voidedAt: Dates.now
            )
        )
        #expect(refusal { try bench.enrol(voided) } == "case.not_open")
    }

    @Test func `plans an enrolment that begins later, and begins it when its day comes`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.openCase(caseID)
        let start = Dates.at("2019-04-01T09:00:00Z")
        let id = try bench.enrol(caseID, at: start)
        #expect(try bench.enrolment(id, of: caseID).status == .planned)
        #expect(try bench.published(caseID).isEmpty)
        #expect(refusal { try bench.attend(id, of: caseID, on: ["2019-03-01"]) } == "session.outside_period")
        #expect(refusal { try bench.end(id, of: caseID, at: Dates.now) } == "state.invalid_transition")
        #expect(try bench.write { try DueWork.run($0, bench.settings.index, after: nil) } == nil)
        #expect(try bench.enrolment(id, of: caseID).status == .planned)
        bench.now = Dates.at("2019-04-01T06:00:00Z")
        _ = try bench.write { try DueWork.run($0, bench.settings.index, after: nil) }
        #expect(try bench.enrolment(id, of: caseID).status == .active)
        #expect(try bench.published(caseID) == ["service.started.v1"])
        #expect(try bench.last(ServiceStarted.self, caseID)?.startedAt == start)
    }

    @Test func `what was only planned is called off without a word`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.openCase(caseID)
        let id = try bench.enrol(caseID, at: Dates.at("2019-04-01T09:00:00Z"))
        try bench.end(id, of: caseID, .dropped, at: Dates.now)
        #expect(try bench.enrolment(id, of: caseID).status == .dropped)
        #expect(try bench.published(caseID).isEmpty)
        #expect(refusal { try bench.enrol(caseID, at: Dates.at("2021-01-01T09:00:00Z")) } == "date.in_future")
    }

    @Test func `refuses an agreement that is known not to be in force`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.openCase(caseID)
        let agreement = Examples.id(60)
        #expect(refusal { try bench.enrol(caseID) { $0.agreementID = agreement } } == nil)
        var inForce = AgreementInForce.example
        inForce.agreementId = agreement
        inForce.from = Dates.day("2018-03-01")
        inForce.to = nil
        try bench.hear(try bench.feed.message(inForce, key: agreement, source: "/jisr/partnerships/national"))
        #expect(refusal { try bench.enrol(caseID) { $0.agreementID = agreement } } == "agreement.not_in_force")
        let inTime = Dates.at("2018-03-01T08:00:00Z")
        #expect(refusal { try bench.enrol(caseID, at: inTime) { $0.agreementID = agreement } } == nil)
        let terminated = AgreementTerminated(agreementId: agreement, terminatedOn: Dates.day("2018-04-01"))
        try bench.hear(try bench.feed.message(terminated, key: agreement, source: "/jisr/partnerships/national"))
        let late = Dates.at("2018-04-02T08:00:00Z")
        #expect(
            refusal { try bench.enrol(caseID, at: late) { $0.agreementID = agreement } } == "agreement.not_in_force"
        )
    }

    @Test func `shares with a provider elsewhere only while the person does not object`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy, at: Workbench.otherInstitution)
        try bench.openCase(caseID)
        let elsewhere: (inout Enrol) -> Void = { $0.providerInstitutionID = Workbench.otherInstitution }
        #expect(refusal { try bench.enrol(caseID, change: elsewhere) } == nil)
        let withdrawnAt = Dates.at("2018-05-01T09:00:00Z")
        try bench.hear(Facts.consent(caseID, .shareService, .withdrawn, at: withdrawnAt), aggregate: .v7())
        #expect(
            refusal { try bench.enrol(caseID, at: withdrawnAt, change: elsewhere) } == "consent.share_missing"
        )
        let interrupted = try #require(try bench.last(ServiceInterrupted.self, caseID))
        #expect(interrupted.outcome == .refused && interrupted.endedAt == withdrawnAt)
    }
}
