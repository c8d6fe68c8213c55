import EventStore
import Events
import Testing

@testable import Intake

struct ConsentCommandTests {
    private let share = RecordConsent(
        purpose: .shareService,
        decision: .granted,
        basis: .guardian,
        recipientOrgId: Sample.organisation,
        at: Sample.at("2021-03-01T08:00:00Z")
    )

    @Test func `a consent is its own record and can be taken back`() throws {
        let desk = try Desk()
        let caseID = try desk.registered()
        let given = try desk.run { try $0.record(share, caseID, nil, $1) }
        #expect(given.version == 1)
        var back = share
        (back.decision, back.consentId, back.at) = (.withdrawn, given.consentId, Sample.at("2021-04-01T08:00:00Z"))
        let taken = try desk.run { try $0.record(back, caseID, nil, $1) }
        #expect(taken.consentId == given.consentId)
        #expect(taken.version == 2)
        let state = try desk.state(caseID)
        let recipient = Sample.organisation
        #expect(state.consents.allows(.shareService, recipient: recipient, at: Sample.at("2021-03-15T00:00:00Z")))
        #expect(!state.consents.allows(.shareService, recipient: recipient, at: Sample.now))
    }

    @Test func `what was never given cannot be taken back`() throws {
        let desk = try Desk()
        let caseID = try desk.registered()
        var back = share
        back.decision = .withdrawn
        #expect(try desk.refusal { try $0.record(back, caseID, nil, $1) }?.code == "state.invalid_transition")
        back.consentId = .v7()
        #expect(try desk.refusal { try $0.record(back, caseID, nil, $1) }?.code == "consent.unknown")
    }

    @Test func `a consent is renewed for the same purpose only`() throws {
        let desk = try Desk()
        let caseID = try desk.registered()
        let given = try desk.run { try $0.record(share, caseID, nil, $1) }
        var other = share
        (other.consentId, other.purpose) = (given.consentId, .media)
        #expect(try desk.refusal { try $0.record(other, caseID, nil, $1) }?.field == "consentId")
    }

    @Test func `a consent ends after it began and is not of the future`() throws {
        let desk = try Desk()
        let caseID = try desk.registered()
        var consent = share
        consent.expiresAt = consent.at
        #expect(try desk.refusal { try $0.record(consent, caseID, nil, $1) }?.code == "period.invalid")
        consent.at = Sample.at("2021-08-01T00:00:00Z")
        #expect(try desk.refusal { try $0.record(consent, caseID, nil, $1) }?.code == "date.in_future")
    }

    @Test func `nothing is recorded for a declined case`() throws {
        let desk = try Desk()
        let caseID = try desk.run { try $0.identify(Sample.identify(at: "2021-02-01T08:00:00Z"), $1) }.caseId
        try desk.run { _ = try $0.decline(DeclineCase(reason: .noNeed), caseID, nil, $1) }
        #expect(try desk.refusal { try $0.record(share, caseID, nil, $1) }?.code == "state.invalid_transition")
    }
}
