import EventStore
import Events
import Testing

@testable import Intake

/// What partnerships say of agreements and programmes.
struct PartnerTests {
    private let desk: Desk
    private let agreementID = EntityID.v7()
    private let programmeID = EntityID.v7()

    init() throws { desk = try Desk() }

    private func tell<E: EventData>(_ event: E, about id: EntityID) throws {
        let outcome = try desk.receive(event, about: id, key: id, source: "/jisr/partnerships/national")
        #expect(outcome.handled == 1)
    }

    private func inForce(from: String, to: String?) throws {
        var event = AgreementInForce.example
        (event.agreementId, event.from, event.to) = (agreementID, Sample.day(from), to.map { Sample.day($0) })
        try tell(event, about: agreementID)
    }

    private func identify(at time: String) throws -> Rejection? {
        var command = Sample.identify(at: time)
        command.agreementId = agreementID
        return try desk.refusal { try $0.identify(command, $1) }
    }

    @Test func `an agreement that nobody has told of is taken at its word`() throws {
        #expect(try identify(at: "2021-02-01T08:00:00Z") == nil)
    }

    @Test func `a case comes under an agreement while it is in force`() throws {
        try inForce(from: "2021-02-17", to: "2021-03-31")
        let early = try identify(at: "2021-02-16T08:00:00Z")
        #expect(early?.code == "agreement.not_in_force" && early?.field == "agreementId")
        #expect(try identify(at: "2021-02-17T08:00:00Z") == nil)
        #expect(try identify(at: "2021-04-01T08:00:00Z")?.code == "agreement.not_in_force")
        var renewed = AgreementRenewed.example
        (renewed.agreementId, renewed.to) = (agreementID, Sample.day("2022-03-31"))
        try tell(renewed, about: agreementID)
        #expect(try identify(at: "2021-04-01T08:00:00Z") == nil)
        var terminated = AgreementTerminated.example
        (terminated.agreementId, terminated.terminatedOn) = (agreementID, Sample.day("2021-04-30"))
        try tell(terminated, about: agreementID)
        #expect(try identify(at: "2021-04-30T08:00:00Z") == nil)
        #expect(try identify(at: "2021-05-01T08:00:00Z")?.code == "agreement.not_in_force")
    }

    @Test func `registration and correction look at the agreement too`() throws {
        try inForce(from: "2021-03-01", to: nil)
        let caseID = try desk.run { try $0.identify(Sample.identify(at: "2021-02-01T08:00:00Z"), $1) }.caseId
        var register = Sample.register(at: "2021-02-01T09:00:00Z")
        register.agreementId = agreementID
        #expect(try desk.refusal { try $0.register(register, caseID, nil, $1) }?.code == "agreement.not_in_force")
        register.agreementId = nil
        try desk.run { _ = try $0.register(register, caseID, nil, $1) }
        // What begins after registration may take the case over from then on, but not before.
        var correct = CorrectCase(reason: .newInformation, agreementId: agreementID)
        correct.occurredAt = Sample.at("2021-02-20T09:00:00Z")
        #expect(try desk.refusal { try $0.correct(correct, caseID, nil, $1) }?.code == "agreement.not_in_force")
        correct.occurredAt = Sample.at("2021-03-20T09:00:00Z")
        #expect(try desk.refusal { try $0.correct(correct, caseID, nil, $1) } == nil)
    }

    @Test func `drafts, amendments and expiry are heard`() throws {
        var drafted = AgreementDrafted.example
        drafted.agreementId = agreementID
        (drafted.inForceFrom, drafted.inForceTo) = (Sample.day("2021-03-01"), nil)
        try tell(drafted, about: agreementID)
        #expect(try identify(at: "2021-02-01T08:00:00Z")?.code == "agreement.not_in_force")
        var signed = AgreementSigned.example
        signed.agreementId = agreementID
        (signed.inForceFrom, signed.inForceTo) = (Sample.day("2021-02-01"), nil)
        try tell(signed, about: agreementID)
        #expect(try identify(at: "2021-02-01T08:00:00Z") == nil)
        var amended = AgreementAmended.example
        amended.agreementId = agreementID
        (amended.inForceFrom, amended.inForceTo) = (nil, Sample.day("2021-04-01"))
        try tell(amended, about: agreementID)
        #expect(try identify(at: "2021-04-02T08:00:00Z")?.code == "agreement.not_in_force")
        var reviewed = AgreementReviewed.example
        reviewed.agreementId = agreementID
        try tell(reviewed, about: agreementID)
        var expired = AgreementExpired.example
        (expired.agreementId, expired.expiredOn) = (agreementID, Sample.day("2021-03-15"))
        try tell(expired, about: agreementID)
        #expect(try identify(at: "2021-03-16T08:00:00Z")?.code == "agreement.not_in_force")
    }

    @Test(arguments: [
        (PartialDate.Precision.day, "2021-02-10", false), (.month, "2021-02-10", true), (.year, "2021-12-31", true),
        (.month, "2021-03-01", false), (.year, "2022-01-01", false), (.unknown, "2022-01-01", true),
    ])
    func `a case comes under a programme that has begun`(
        precision: PartialDate.Precision,
        began: String,
        isTaken: Bool
    ) throws {
        var event = ProgrammeRegistered.example
        (event.programmeId, event.startedOn) = (programmeID, PartialDate(Sample.day(began), precision: precision))
        try tell(event, about: programmeID)
        var command = Sample.identify(at: "2021-02-09T08:00:00Z")
        command.programmeId = programmeID
        let refusal = try desk.refusal { try $0.identify(command, $1) }
        #expect(refusal?.code == (isTaken ? nil : "programme.not_begun"))
    }
}
