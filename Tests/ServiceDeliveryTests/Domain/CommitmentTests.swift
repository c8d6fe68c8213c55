import EventStore
import Events
import TestKit
import Testing

@testable import ServiceDelivery

struct CommitmentTests {
    private let caseID = Examples.id(100)
    private let commitment = Examples.id(14)
    private let agreement = Examples.id(11)
    private static let partnerships = "/jisr/partnerships/national"

    @Test func `refuses a commitment that was withdrawn, or of another agreement, and trusts one not heard of`() throws
    {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.openCase(caseID)
        func enrol(under agreement: EntityID? = nil) -> String? {
            refusal {
                try bench.enrol(caseID) {
                    $0.commitmentID = commitment
                    $0.agreementID = agreement
                }
            }
        }
        #expect(enrol(under: Examples.id(12)) == nil)
        var pledged = CommitmentPledged.example
        (pledged.commitmentId, pledged.agreementId) = (commitment, agreement)
        try bench.hear(try bench.feed.message(pledged, key: commitment, source: Self.partnerships))
        #expect(enrol(under: Examples.id(12)) == "commitment.other_agreement")
        #expect(enrol(under: agreement) == nil)
        let withdrawn = CommitmentWithdrawn(
            commitmentId: commitment,
            agreementId: agreement,
            kind: pledged.kind,
            on: Dates.day("2018-02-01")
        )
        try bench.hear(try bench.feed.message(withdrawn, key: commitment, source: Self.partnerships))
        #expect(enrol() == "commitment.withdrawn")
    }
}
