import EventStore
import Events
import TestKit
import Testing

@testable import ServiceDelivery

struct CorrectionTests {
    private let caseID = Examples.id(100)

    private func bench() throws -> (Workbench, EntityID) {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.offer(.vocational)
        try bench.openCase(caseID)
        return (bench, try bench.enrol(caseID))
    }

    private func provider(_ bench: Workbench) throws -> ProviderState {
        try bench.write { try $0.state(ProviderState.self, key: .id(Workbench.institution)) }
    }

    private func apply(_ bench: Workbench, _ id: EntityID, _ change: (inout CorrectEnrolment) -> Void) throws {
        let provider = try provider(bench)
        var command = CorrectEnrolment(enrolmentID: id, reason: .dataEntry)
        change(&command)
        try bench.work(on: caseID) { desk in
            try desk.record([try desk.state.correct(command, provider: provider, in: caseID, desk.time)])
        }
    }

    @Test func `a correction says how the enrolment now stands and what changed`() throws {
        let (bench, id) = try bench()
        try bench.attend(id, of: caseID, on: ["2018-02-08"])
        let earlier = Dates.at("2018-01-25T09:00:00Z")
        try apply(bench, id) {
            $0.startedAt = earlier
            $0.service = .vocational
        }
        let corrected = try #require(try bench.last(ServiceCorrected.self, caseID))
        #expect(corrected.changed == ["startedAt", "service"])
        #expect(corrected.service == .vocational && corrected.startedAt == earlier)
        #expect(corrected.deliveredSessions == 1 && corrected.firstDeliveredOn == Dates.day("2018-02-08"))
        #expect(try bench.enrolment(id, of: caseID).service == .vocational)
    }

    @Test func `refuses corrections that contradict the rest`() throws {
        let (bench, id) = try bench()
        try bench.attend(id, of: caseID, on: ["2018-02-08"])
        #expect(refusal { try apply(bench, id) { _ in } } == "correction.empty")
        #expect(refusal { try apply(bench, id) { $0.service = .medical } } == "service.not_offered")
        #expect(
            refusal { try apply(bench, id) { $0.startedAt = Dates.at("2018-03-01T09:00:00Z") } }
                == "session.outside_period"
        )
        #expect(
            refusal { try apply(bench, id) { $0.startedAt = Dates.at("2018-01-02T09:00:00Z") } } == "case.not_open"
        )
        try bench.end(id, of: caseID)
        try bench.certify(id, of: caseID)
        #expect(refusal { try apply(bench, id) { $0.service = .vocational } } == "certificate.kind_mismatch")
    }

    @Test func `corrects and voids one session`() throws {
        let (bench, id) = try bench()
        let sessionID = try bench.attend(id, of: caseID, on: ["2018-02-08", "2018-02-15"])[0]
        let command = CorrectSession(
            enrolmentID: id,
            sessionID: sessionID,
            date: Dates.day("2018-02-20"),
            reason: .dataEntry
        )
        try bench.work(on: caseID) { desk in
            try desk.record([try desk.state.correct(command, in: caseID, desk.time)])
        }
        let corrected = try #require(try bench.last(ServiceCorrected.self, caseID))
        #expect(corrected.sessionId == sessionID && corrected.date == Dates.day("2018-02-20"))
        #expect(corrected.firstDeliveredOn == Dates.day("2018-02-15"))
        func void(_ sessionID: EntityID) throws {
            try bench.work(on: caseID) { desk in
                try desk.record(try desk.state.void(id, session: sessionID, .wrongPerson, in: caseID, desk.time))
            }
        }
        try void(sessionID)
        let voided = try #require(try bench.last(ServiceVoided.self, caseID))
        #expect(voided.sessionId == sessionID && voided.deliveredSessions == 1)
        #expect(refusal { try void(sessionID) } == "session.unknown")
        #expect(refusal { try void(.v7()) } == "session.unknown")
        #expect(try bench.enrolment(id, of: caseID).status == .active)
    }

    @Test func `voiding an enrolment revokes its certificate`() throws {
        let (bench, id) = try bench()
        try bench.attend(id, of: caseID, on: ["2018-02-08"])
        try bench.end(id, of: caseID)
        let number = try bench.certify(id, of: caseID)
        try bench.work(on: caseID) { desk in
            try desk.record(try desk.state.void(id, session: nil, .wrongPerson, in: caseID, desk.time))
        }
        #expect(try bench.published(caseID).suffix(2) == ["certificate.revoked.v1", "service.voided.v1"])
        #expect(try bench.last(CertificateRevoked.self, caseID)?.number == number)
        #expect(try bench.last(ServiceVoided.self, caseID)?.deliveredSessions == 0)
        #expect(refusal { try bench.attend(id, of: caseID, on: ["2018-02-09"]) } == "state.invalid_transition")
        #expect(refusal { try bench.end(id, of: caseID) } == "state.invalid_transition")
    }
}
