import EventStore
import Events
import TestKit

@testable import ServiceDelivery

/// Referrals as the tests send them: asked for in February 2018, of an organisation outside.
extension Workbench {
    static let sender = Examples.id(7)
    static let receiver = Examples.id(8)
    static let consent = Examples.id(16)
    static let drafted = Dates.at("2018-02-01T09:00:00Z")
    static let sent = Dates.at("2018-02-02T09:00:00Z")
    static let received = Dates.at("2018-02-03T09:00:00Z")
    static let accepted = Dates.at("2018-02-04T09:00:00Z")
    static let due = Dates.at("2018-02-09T09:00:00Z")

    /// Intake says that the person agrees to sharing with the receiver, or no longer does.
    func share(
        _ caseID: EntityID,
        _ decision: ConsentDecision = .granted,
        with recipient: EntityID? = Workbench.receiver,
        at instant: Timestamp = Dates.registered,
        until end: Timestamp? = nil
    ) throws {
        try hear(
            ConsentRecorded(
                consentId: Self.consent,
                caseId: caseID,
                purpose: .shareService,
                decision: decision,
                basis: .ownWill,
                recipientOrgId: recipient,
                at: instant,
                expiresAt: end
            ),
            aggregate: Self.consent
        )
    }

    @discardableResult
    func draftReferral(
        _ caseID: EntityID,
        _ service: ServiceKind = .legal,
        change: (inout DraftReferral) -> Void = { _ in }
    ) throws -> EntityID {
        var command = DraftReferral(
            referralID: .v7(at: now),
            caseID: caseID,
            fromOrgID: Self.sender,
            toOrgID: Self.receiver,
            service: service,
            urgency: .medium,
            consentID: Self.consent,
            draftedAt: Self.drafted
        )
        change(&command)
        try write { transaction in
            var desk = try CaseDesk(transaction, case: caseID, naming: command.subjectID, zone: Self.utc)
            try desk.record([try desk.state.draft(command, desk.time).draft])
        }
        return command.referralID
    }

    /// Takes the steps up to `stage`.
    func advance(_ id: EntityID, of caseID: EntityID, to stage: ReferralStatus) throws {
        let steps: [(ReferralStatus, (inout CaseDesk) throws -> Draft)] = [
            (.sent, { try $0.state.send(referral: id, dueBy: nil, at: Self.sent, in: caseID, $0.time) }),
            (.received, { try $0.state.receive(referral: id, at: Self.received, in: caseID, $0.time) }),
            (.accepted, { try $0.state.accept(referral: id, at: Self.accepted, in: caseID, $0.time) }),
            (
                .inService,
                {
                    let begun = Self.accepted.adding(.seconds(86_400))
                    return try $0.state.start(referral: id, at: begun, in: caseID, $0.time)
                }
            ),
        ]
        for (reached, step) in steps {
            try work(on: caseID) { desk in try desk.record([try step(&desk)]) }
            if reached == stage { return }
        }
    }

    func referral(_ id: EntityID, of caseID: EntityID) throws -> Referral {
        try state(caseID).referral(id)
    }

    /// One step of a referral.
    func step(_ caseID: EntityID, _ decide: (CaseDesk) throws -> Draft) throws {
        try work(on: caseID) { desk in try desk.record([try decide(desk)]) }
    }
}
