import Events
import Testing

@testable import Intake

struct ConsentsTests {
    private func consent(
        _ purpose: ConsentPurpose,
        _ decision: ConsentDecision,
        at time: String,
        expiresAt: String? = nil,
        recipient: EntityID? = nil
    ) -> ConsentRecorded {
        ConsentRecorded(
            consentId: .v7(),
            caseId: Sample.worker,
            purpose: purpose,
            decision: decision,
            basis: .guardian,
            recipientOrgId: recipient,
            at: Sample.at(time),
            expiresAt: expiresAt.map { Sample.at($0) }
        )
    }

    @Test func `the latest decision by then counts, however late it was entered`() {
        var consents = Consents()
        consents.record(consent(.register, .withdrawn, at: "2021-03-01T00:00:00Z"))
        consents.record(consent(.register, .granted, at: "2021-01-01T00:00:00Z"))
        #expect(consents.allows(.register, at: Sample.at("2021-02-01T00:00:00Z")))
        #expect(!consents.allows(.register, at: Sample.at("2021-03-01T00:00:00Z")))
        #expect(!consents.allows(.register, at: Sample.at("2020-12-31T00:00:00Z")))
        #expect(!consents.allows(.media, at: Sample.now))
    }

    @Test func `a consent ends when it expires`() {
        var consents = Consents()
        consents.record(consent(.media, .granted, at: "2021-01-01T00:00:00Z", expiresAt: "2021-02-01T00:00:00Z"))
        #expect(consents.allows(.media, at: Sample.at("2021-01-31T23:59:59Z")))
        #expect(!consents.allows(.media, at: Sample.at("2021-02-01T00:00:00Z")))
    }

    @Test func `a consent holds for its recipient only`() {
        var consents = Consents()
        consents.record(
            consent(.shareService, .granted, at: "2021-01-01T00:00:00Z", recipient: Sample.organisation)
        )
        #expect(consents.allows(.shareService, recipient: Sample.organisation, at: Sample.now))
        #expect(!consents.allows(.shareService, recipient: Sample.institution, at: Sample.now))
        #expect(!consents.allows(.shareService, at: Sample.now))
    }

    @Test func `statistics are full unless refused`() {
        var consents = Consents()
        #expect(consents.statisticsMode == .full)
        consents.record(consent(.statistics, .withheld, at: "2021-01-01T00:00:00Z"))
        #expect(consents.statisticsMode == .countOnly)
        consents.record(consent(.statistics, .granted, at: "2021-01-02T00:00:00Z"))
        #expect(consents.statisticsMode == .full)
        consents.record(consent(.statistics, .withdrawn, at: "2021-01-03T00:00:00Z"))
        #expect(consents.statisticsMode == .countOnly)
    }
}
