import EventStore
import Events
import GRDB
import TestKit
import Testing

@testable import ServiceDelivery

struct ReadTableTests {
    private let caseID = Examples.id(100)

    @Test func `certificate numbers read back as they were written`() throws {
        let number = try #require(CertificateNumber("EG-ELMARG-2018-L-000321"))
        #expect(number.prefix == "EG-ELMARG" && number.year == 2018 && number.letter == "L" && number.count == 321)
        #expect(number.description == "EG-ELMARG-2018-L-000321")
        #expect(CertificateNumber("2018-L-000321") == nil)
        #expect(CertificateNumber("EG-2018-L-0") == nil)
        #expect(
            CertificateNumber.isPrefix("EG-ELMARG") && !CertificateNumber.isPrefix("eg")
                && !CertificateNumber.isPrefix("EG--A")
        )
    }

    @Test func `a certificate that is refused gives its number back`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.openCase(caseID)
        let id = try bench.enrol(caseID)
        #expect(refusal { try bench.certify(id, of: caseID) } == "certificate.not_completed")
        try bench.end(id, of: caseID)
        #expect(try bench.certify(id, of: caseID).hasSuffix("-000001"))
    }

    @Test func `the read tables are what the log gives`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.openCase(caseID)
        let id = try bench.enrol(caseID)
        let sessions = try bench.attend(id, of: caseID, on: ["2018-02-02", "2018-02-03"])
        try bench.attend(id, of: caseID, on: ["2018-02-04"], attended: false)
        try bench.work(on: caseID) { desk in
            try desk.record(try desk.state.void(id, session: sessions[0], .wrongPerson, in: caseID, desk.time))
        }
        try bench.end(id, of: caseID)
        try bench.certify(id, of: caseID)
        let view = try #require(try bench.temporary.store.readNow { try EnrolmentView.find($0, id) })
        #expect(view.status == .completed && view.deliveredSessions == 1 && view.sessions?.count == 3)
        #expect(view.certificates?.map(\.number) == ["EG-ELMARG-2018-L-000001"])
        #expect(view.version == (try bench.write { try $0.version(of: id) }))
        #expect(try bench.temporary.store.rebuild(swap: false).isClean)
    }

    @Test func `a shelter's events also go to the confidential topic`() throws {
        let bench = try Workbench()
        try bench.offer(.shelter)
        try bench.openCase(caseID)
        try bench.enrol(caseID, .shelter)
        let topics = try bench.temporary.store.readNow { db in
            try String.fetchAll(db, sql: "SELECT t.name FROM outbox o JOIN topic t ON t.id=o.topic ORDER BY t.name")
        }
        #expect(topics.contains(Topic.serviceConfidential.name) && topics.contains(Topic.serviceEvents.name))
    }
}
