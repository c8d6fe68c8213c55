import EventStore
import Events
import TestKit

@testable import ServiceDelivery

/// One telling of a history to one store: its identifiers, and what was done for the person.
struct LifeRun {
    let name: RandomHistory.Naming

    var caseID: EntityID { name(RandomHistory.Name.caseID) }

    private func own(_ number: Int) -> EntityID { name(RandomHistory.Name.own + number) }

    /// Does something on the case, as a route does.
    private func work(_ transaction: Transaction, _ body: (inout CaseDesk) throws -> Void) throws {
        var desk = try CaseDesk(
            transaction,
            case: caseID,
            naming: name(RandomHistory.Name.subject),
            zone: Workbench.utc
        )
        try body(&desk)
    }

    static func enrol(
        _ number: Int,
        _ service: ServiceKind,
        _ provider: Int,
        at instant: Timestamp,
        agreement: Bool,
        referral: Int? = nil
    ) -> RandomHistory.Command {
        { run, transaction in
            let providerID = run.name(provider)
            let command = Enrol(
                enrolmentID: run.own(number),
                caseID: run.caseID,
                subjectID: run.name(RandomHistory.Name.subject),
                service: service,
                providerInstitutionID: providerID,
                agreementID: agreement ? run.name(RandomHistory.Name.agreement) : nil,
                referralID: referral.map { run.own($0) },
                startedAt: instant,
                isConsentAttested: true
            )
            let surroundings = EnrolmentSurroundings(
                provider: try transaction.state(ProviderState.self, key: .id(providerID)),
                agreement: try command.agreementID.map {
                    try transaction.state(AgreementState.self, key: .id($0))
                },
                enrolledCount: 0
            )
            try run.work(transaction) { try $0.record([try $0.state.enrol(command, surroundings, $0.time)]) }
        }
    }

    static func attend(_ number: Int, _ instant: Timestamp) -> RandomHistory.Command {
        { run, transaction in
            let session = SessionEntry(
                sessionID: run.own(100 + number),
                date: instant.date,
                hours: 2,
                isAttended: true
            )
            try run.work(transaction) {
                try $0.record(try $0.state.record([session], of: run.own(number), in: run.caseID, $0.time))
            }
        }
    }

    static func complete(_ number: Int, at instant: Timestamp) -> RandomHistory.Command {
        { run, transaction in
            let command = EndEnrolment(enrolmentID: run.own(number), kind: .completed, endedAt: instant)
            try run.work(transaction) { try $0.record(try $0.state.end(command, in: run.caseID, $0.time)) }
        }
    }

    static func certify(_ number: Int, on day: CalendarDate) -> RandomHistory.Command {
        { run, transaction in
            let command = IssueCertificate(enrolmentID: run.own(number), issuedOn: day)
            try run.work(transaction) { desk in
                let kind = try desk.state.certifiable(command, desk.time)
                let number = "\(run.own(number))"
                try desk.record([try desk.state.issue(command, kind, number: number, in: run.caseID)])
            }
        }
    }

    static func requestReturn(_ number: Int, at instant: Timestamp) -> RandomHistory.Command {
        { run, transaction in
            let command = RequestReturn(
                returnID: run.own(number),
                caseID: run.caseID,
                subjectID: run.name(RandomHistory.Name.subject),
                fromCountry: .egypt,
                toCountry: WireExample.country,
                requestedAt: instant,
                voluntarinessSignedAt: instant,
                isConsentAttested: true
            )
            try run.work(transaction) { try $0.record(try $0.state.request(command, $0.time)) }
        }
    }

    static func counsel(_ number: Int, at instant: Timestamp) -> RandomHistory.Command {
        { run, transaction in
            try run.work(transaction) { desk in
                let drafts = try desk.state.counsel(
                    run.own(number),
                    signedAt: nil,
                    writtenRequestAt: nil,
                    at: instant,
                    in: run.caseID,
                    desk.time
                )
                try desk.record(drafts)
            }
        }
    }

    static func draftPlan(_ number: Int, at instant: Timestamp) -> RandomHistory.Command {
        { run, transaction in
            let command = DraftPlan(
                planID: run.own(number),
                caseID: run.caseID,
                subjectID: run.name(RandomHistory.Name.subject),
                service: .reintegration,
                phase: .aftercare,
                dimensions: [.social],
                measures: [],
                draftedAt: instant,
                isConsentAttested: true
            )
            try run.work(transaction) { try $0.record([try $0.state.draft(command, $0.time).draft]) }
        }
    }

    static func approvePlan(_ number: Int, at instant: Timestamp) -> RandomHistory.Command {
        { run, transaction in
            try run.work(transaction) {
                try $0.record([try $0.state.approve(plan: run.own(number), at: instant, in: run.caseID, $0.time)])
            }
        }
    }

    static func startPlan(_ number: Int, at instant: Timestamp) -> RandomHistory.Command {
        { run, transaction in
            try run.work(transaction) {
                try $0.record([try $0.state.start(plan: run.own(number), at: instant, in: run.caseID, $0.time)])
            }
        }
    }

    static func draftReferral(_ number: Int, at instant: Timestamp) -> RandomHistory.Command {
        { run, transaction in
            let command = DraftReferral(
                referralID: run.own(number),
                caseID: run.caseID,
                subjectID: run.name(RandomHistory.Name.subject),
                fromOrgID: run.name(RandomHistory.Name.sender),
                toOrgID: run.name(RandomHistory.Name.receiver),
                service: .legal,
                urgency: .medium,
                consentID: run.name(RandomHistory.Name.consents),
                draftedAt: instant,
                isConsentAttested: true
            )
            try run.work(transaction) { try $0.record([try $0.state.draft(command, $0.time).draft]) }
        }
    }

    static func send(_ number: Int, at instant: Timestamp) -> RandomHistory.Command {
        { run, transaction in
            try run.work(transaction) {
                let id = run.own(number)
                try $0.record([
                    try $0.state.send(referral: id, dueBy: nil, at: instant, in: run.caseID, $0.time)
                ])
            }
        }
    }

    static func receive(_ number: Int, at instant: Timestamp) -> RandomHistory.Command {
        { run, transaction in
            try run.work(transaction) {
                try $0.record([
                    try $0.state.receive(referral: run.own(number), at: instant, in: run.caseID, $0.time)
                ])
            }
        }
    }

    static func accept(_ number: Int, at instant: Timestamp) -> RandomHistory.Command {
        { run, transaction in
            try run.work(transaction) {
                try $0.record([
                    try $0.state.accept(referral: run.own(number), at: instant, in: run.caseID, $0.time)
                ])
            }
        }
    }
}
