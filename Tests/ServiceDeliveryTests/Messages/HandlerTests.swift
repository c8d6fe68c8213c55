import EventStore
import Events
import TestKit
import Testing

@testable import ServiceDelivery

struct HandlerTests {
    private let caseID = Examples.id(100)

    @Test func `handles an event once, however often it comes`() throws {
        let bench = try Workbench()
        let message = try bench.feed.message(Facts.registered(caseID))
        #expect(try bench.hear(message).handled == 1)
        #expect(try bench.hear(message).duplicates == 1)
        #expect(try bench.write { try $0.entries(key: .id(caseID)).count } == 1)
    }

    @Test func `sets aside an event that is filed under another case`() throws {
        let bench = try Workbench()
        let message = try bench.feed.message(Facts.registered(caseID), key: Examples.id(101))
        #expect(try bench.hear(message).deadLettered == ["handler": 1])
        #expect(try bench.write { try $0.entries(key: .id(caseID)).isEmpty })
    }

    @Test func `waits for the event before it`() throws {
        let bench = try Workbench()
        let first = try bench.feed.message(Facts.registered(caseID))
        let second = try bench.feed.message(Facts.planned(caseID))
        #expect(try bench.hear(second).gaps == 1)
        #expect(try bench.state(caseID).facts.plannedAt == nil)
        let outcome = try bench.hear(first)
        #expect(outcome.handled == 2 && outcome.released == 1)
        #expect(try bench.state(caseID).facts.plannedAt == Dates.planned)
    }

    @Test func `passes over the cases of other instances, but not who was found to be whom`() throws {
        let bench = try Workbench()
        let foreign = try bench.feed.message(
            Facts.registered(caseID),
            key: caseID,
            source: "/jisr/intake/cairo"
        )
        #expect(try bench.hear(foreign).passedOver == 1)
        let merged = SubjectMerged(
            survivingSubjectId: Examples.id(1),
            mergedSubjectId: Examples.id(2),
            caseIds: [],
            mergedAt: Dates.now
        )
        let message = try bench.feed.message(merged, key: Examples.id(1), source: "/jisr/intake/cairo")
        #expect(try bench.hear(message).handled == 1)
    }

    @Test func `serves the instances it was told to`() {
        #expect(InstanceNames("*").contains("anything"))
        let two = InstanceNames("el-marg, cairo")
        #expect(two.contains("cairo") && two.contains("el-marg") && !two.contains("giza"))
    }

    @Test func `remembers institutions and agreements`() throws {
        let bench = try Workbench()
        let institution = InstitutionRegistered.example
        let source = "/jisr/partnerships/national"
        try bench.hear(try bench.feed.message(institution, key: institution.institutionId, source: source))
        let state = try bench.write { try $0.state(ProviderState.self, key: .id(institution.institutionId)) }
        #expect(state.organisationID == institution.orgId)
    }
}
