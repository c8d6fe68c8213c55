import Events
import TestKit
import Testing

@testable import ServiceDelivery

struct EndingTests {
    private let caseID = Examples.id(100)

    private func bench(_ service: ServiceKind = .literacy) throws -> (Workbench, EntityID) {
        let bench = try Workbench()
        try bench.offer(service)
        try bench.openCase(caseID)
        return (bench, try bench.enrol(caseID, service))
    }

    @Test func `completes, drops and interrupts with the usual outcome`() throws {
        let (bench, id) = try bench()
        try bench.end(id, of: caseID)
        #expect(try bench.last(ServiceCompleted.self, caseID)?.outcome == .completed)
        let second = try bench.enrol(caseID)
        try bench.end(second, of: caseID, .dropped)
        #expect(try bench.last(ServiceDropped.self, caseID)?.outcome == .dropped)
        let third = try bench.enrol(caseID)
        try bench.end(third, of: caseID, .interrupted)
        #expect(try bench.last(ServiceInterrupted.self, caseID)?.outcome == .unavailable)
    }

    @Test func `refuses an outcome that does not fit, an end before the start, and a second end`() throws {
        let (bench, id) = try bench()
        #expect(refusal { try bench.end(id, of: caseID, .completed, .dropped) } == "outcome.invalid")
        #expect(refusal { try bench.end(id, of: caseID, at: Dates.planned) } == "period.invalid")
        #expect(refusal { try bench.end(id, of: caseID, at: Dates.at("2019-03-05T09:00:00Z")) } == "date.in_future")
        try bench.attend(id, of: caseID, on: ["2018-07-05"])
        #expect(refusal { try bench.end(id, of: caseID) } == "session.outside_period")
        try bench.end(id, of: caseID, at: Dates.at("2018-07-05T12:00:00Z"))
        #expect(refusal { try bench.end(id, of: caseID) } == "state.invalid_transition")
        #expect(refusal { try bench.end(.v7(), of: caseID) } == "enrolment.unknown")
    }

    @Test func `certifies a completed enrolment once, with a number of its own`() throws {
        let (bench, id) = try bench()
        #expect(refusal { try bench.certify(id, of: caseID) } == "certificate.not_completed")
        try bench.end(id, of: caseID)
        #expect(refusal { try bench.certify(id, of: caseID, on: "2018-06-01") } == "certificate.not_completed")
        #expect(try bench.certify(id, of: caseID) == "EG-ELMARG-2018-L-000001")
        #expect(refusal { try bench.certify(id, of: caseID) } == "certificate.duplicate")
        let second = try bench.enrol(caseID)
        try bench.end(second, of: caseID)
        #expect(try bench.certify(second, of: caseID) == "EG-ELMARG-2018-L-000002")
        let issued = try #require(try bench.last(CertificateIssued.self, caseID))
        #expect(issued.kind == .literacy && issued.sex == .male && issued.statsMode == .full)
    }

    @Test func `a partial outcome earns no certificate, nor does a service without one`() throws {
        let (bench, id) = try bench()
        try bench.end(id, of: caseID, .completed, .partial)
        #expect(refusal { try bench.certify(id, of: caseID) } == "certificate.not_completed")
        try bench.offer(.medical)
        let medical = try bench.enrol(caseID, .medical)
        try bench.end(medical, of: caseID)
        #expect(refusal { try bench.certify(medical, of: caseID) } == "certificate.kind_mismatch")
    }

    @Test func `a revoked certificate makes room for the right one`() throws {
        let (bench, id) = try bench(.vocational)
        try bench.end(id, of: caseID)
        #expect(try bench.certify(id, of: caseID) == "EG-ELMARG-2018-V-000001")
        try bench.work(on: caseID) { desk in
            try desk.record([try desk.state.revokeCertificate(of: id, .dataEntry, in: caseID, desk.time)])
        }
        #expect(try bench.certify(id, of: caseID) == "EG-ELMARG-2018-V-000002")
    }
}
