import EventStore
import Events
import TestKit
import Testing

@testable import ServiceDelivery

/// What was ended by rule goes on when its reason turns out never to have been, and follows its case when that is put
/// right.
struct ResumingTests {
    private let caseID = Examples.id(100)
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.offer(.literacy)
        try bench.openCase(caseID)
    }

    private func voidAdmission() throws {
        var voided = AdmissionVoided.example
        (voided.caseId, voided.admissionId) = (caseID, Examples.id(70))
        try bench.hear(voided, aggregate: Examples.id(70))
    }

    @Test func `an enrolment goes on when the release never was`() throws {
        let id = try bench.enrol(caseID)
        try bench.hear(Facts.released(caseID), aggregate: Examples.id(70))
        #expect(try bench.enrolment(id, of: caseID).status == .interrupted)
        try voidAdmission()
        #expect(try bench.enrolment(id, of: caseID).status == .active)
        #expect(try bench.last(ServiceCorrected.self, caseID)?.changed == ["endedAt"])
        let view = try #require(try bench.temporary.store.readNow { try EnrolmentView.find($0, id) })
        #expect(view.status == .active && view.endedAt == nil && view.outcome == nil)
        #expect(try bench.temporary.store.rebuild(swap: false).isClean)
    }

    @Test func `the next end counts when the first turns out never to have been`() throws {
        let id = try bench.enrol(caseID)
        try bench.hear(Facts.released(caseID), aggregate: Examples.id(70))
        let closedAt = Dates.at("2018-12-31T09:00:00Z")
        try bench.hear(Facts.closed(caseID, .goalReached, at: closedAt))
        try voidAdmission()
        let end = try bench.enrolment(id, of: caseID).end
        #expect(end?.at == closedAt && end?.outcome == .partial)
    }

    @Test func `a return goes on when consent was never taken back`() throws {
        let requested = Dates.at("2018-03-01T09:00:00Z")
        let id = EntityID.v7()
        try bench.work(on: caseID) { desk in
            let command = RequestReturn(
                returnID: id,
                caseID: caseID,
                fromCountry: .egypt,
                toCountry: CountryCode("SD") ?? .egypt,
                requestedAt: requested
            )
            try desk.record(try desk.state.request(command, desk.time))
        }
        let consent = Facts.consent(caseID, .returnHome, .withdrawn, at: requested.adding(.seconds(60)))
        try bench.hear(consent, aggregate: consent.consentId)
        #expect(try bench.state(caseID).returnOperation(id).status == .withdrawn)
        var voided = ConsentVoided.example
        (voided.caseId, voided.consentId) = (caseID, consent.consentId)
        try bench.hear(voided, aggregate: consent.consentId)
        #expect(try bench.state(caseID).returnOperation(id).status == .requested)
        #expect(try bench.temporary.store.readNow { try ReturnView.find($0, id)?.status } == .requested)
        #expect(try bench.temporary.store.rebuild(swap: false).isClean)
    }

    @Test func `a plan that began when the case was opened again is ended by its next closing`() throws {
        let id = EntityID.v7()
        try bench.hear(Facts.closed(caseID, .goalReached, at: Dates.at("2018-03-01T09:00:00Z")))
        try bench.hear(
            CaseReopened(
                caseId: caseID,
                institutionId: Workbench.institution,
                reopenedAt: Dates.at("2018-04-01T09:00:00Z")
            )
        )
        try bench.work(on: caseID) { desk in
            let command = DraftPlan(
                planID: id,
                caseID: caseID,
                service: .reintegration,
                phase: .aftercare,
                dimensions: [.social],
                measures: [],
                draftedAt: Dates.at("2018-04-02T09:00:00Z")
            )
            try desk.record([try desk.state.draft(command, desk.time).draft])
        }
        #expect(try bench.state(caseID).plan(id).status == .drafted)
        try bench.hear(Facts.closed(caseID, .lost, at: Dates.at("2018-05-01T09:00:00Z")))
        #expect(try bench.state(caseID).plan(id).status == .abandoned)
    }

    @Test func `what was taken over from the case follows its correction, what was entered otherwise stays`() throws {
        let own = Examples.id(55)
        let taken = try bench.enrol(caseID)
        let entered = try bench.enrol(caseID) { $0.agreementID = own }
        var corrected = CaseCorrected.example
        let registered = Facts.registered(caseID)
        corrected.caseId = caseID
        corrected.subjectId = registered.subjectId
        corrected.institutionId = registered.institutionId
        corrected.registeredAt = registered.registeredAt
        corrected.programmeId = registered.programmeId
        corrected.agreementId = Examples.id(56)
        try bench.hear(corrected)
        #expect(try bench.enrolment(taken, of: caseID).agreementID == Examples.id(56))
        #expect(try bench.enrolment(entered, of: caseID).agreementID == own)
        #expect(try bench.published(caseID).count { $0 == "service.corrected.v1" } == 1)
    }
}
