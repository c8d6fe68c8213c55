import EventStore
import Events
import Foundation
import GRDB
import TestKit

@testable import ServiceDelivery

/// A store of the service with the commands that the tests give, in process and without HTTP.
final class Workbench {
    static let institution = Examples.id(5)
    static let otherInstitution = Examples.id(6)
    static let utc = TimeZone(secondsFromGMT: 0) ?? .current

    let temporary: TemporaryStore
    var feed = IntakeFeed()
    var now = Dates.now
    let table = ServiceDeliveryMessages.table(Workbench.utc)
    let deadLetters = DeadLetters(service: "services", instance: "el-marg", version: "0")
    let settings = ServiceSettings(
        zone: Workbench.utc,
        numberPrefix: "EG-ELMARG",
        intakeInstances: InstanceNames("el-marg")
    )

    init() throws {
        temporary = try TemporaryStore(
            service: "services",
            projections: ServiceDeliveryProjections.all,
            followers: [DeliveryIndex.follower]
        )
    }

    // MARK: Messages

    @discardableResult
    func hear(_ message: IntakeFeed.Message) throws -> InboxOutcome {
        let record = feed.inbound(message, table, settings.accepts)
        return try temporary.store.writeNow(now: now) {
            try $0.receive([record], table: table, deadLetters: deadLetters)
        }
    }

    @discardableResult
    func hear(_ event: some CaseEvent, aggregate: EntityID? = nil, at: Timestamp? = nil) throws -> InboxOutcome {
        try hear(try feed.message(event, aggregate: aggregate, at: at))
    }

    /// A case that is registered and planned.
    func openCase(_ caseID: EntityID, planned: Bool = true) throws {
        try hear(Facts.registered(caseID))
        if planned { try hear(Facts.planned(caseID)) }
    }

    // MARK: Commands

    @discardableResult
    func write<T>(_ body: (Transaction) throws -> T) throws -> T {
        try temporary.store.writeNow(now: now, body)
    }

    /// Does something on a case, as a route does.
    @discardableResult
    func work<T>(on caseID: EntityID, _ body: (inout CaseDesk) throws -> T) throws -> T {
        try write { transaction in
            var desk = try CaseDesk(transaction, case: caseID, zone: Self.utc)
            return try body(&desk)
        }
    }

    func offer(
        _ service: ServiceKind,
        at institution: EntityID = Workbench.institution,
        capacity: Int = 100,
        from: String = "2018-01-01",
        to: String? = nil
    ) throws {
        let draft = try MakeOffer(
            offerID: .v7(),
            institutionID: institution,
            service: service,
            capacity: capacity,
            from: Dates.day(from),
            to: to.map { Dates.day($0) }
        ).decide()
        try write { try $0.append(draft.event, to: draft.aggregateID, key: .id(institution)) }
    }

    @discardableResult
    func enrol(
        _ caseID: EntityID,
        _ service: ServiceKind = .literacy,
        at startedAt: Timestamp = Dates.started,
        change: (inout Enrol) -> Void = { _ in }
    ) throws -> EntityID {
        var command = Enrol(
            enrolmentID: .v7(at: now),
            caseID: caseID,
            service: service,
            providerInstitutionID: Self.institution,
            startedAt: startedAt
        )
        change(&command)
        try write { transaction in
            var desk = try CaseDesk(transaction, case: caseID, naming: command.subjectID, zone: Self.utc)
            let surroundings = EnrolmentSurroundings(
                provider: try transaction.state(ProviderState.self, key: .id(command.providerInstitutionID)),
                agreement: try command.agreementID.map { try transaction.state(AgreementState.self, key: .id($0)) },
                commitment: try command.commitmentID.map { try transaction.state(CommitmentState.self, key: .id($0)) },
                enrolledCount: try transaction.enrolledCount(
                    command.service,
                    at: command.providerInstitutionID,
                    on: command.startedAt
                )
            )
            try desk.record([try desk.state.enrol(command, surroundings, desk.time)])
        }
        return command.enrolmentID
    }

    @discardableResult
    func attend(_ id: EntityID, of caseID: EntityID, on days: [String], attended: Bool = true) throws -> [EntityID] {
        let entries = days.map {
            SessionEntry(sessionID: .v7(at: now), date: Dates.day($0), hours: 1.5, isAttended: attended)
        }
        try work(on: caseID) { desk in
            try desk.record(try desk.state.record(entries, of: id, in: caseID, desk.time))
        }
        return entries.map(\.sessionID)
    }

    func end(
        _ id: EntityID,
        of caseID: EntityID,
        _ kind: Enrolment.End.Kind = .completed,
        _ outcome: Outcome? = nil,
        at instant: Timestamp = Dates.ended
    ) throws {
        let command = EndEnrolment(enrolmentID: id, kind: kind, outcome: outcome, endedAt: instant)
        try work(on: caseID) { desk in try desk.record(try desk.state.end(command, in: caseID, desk.time)) }
    }

    @discardableResult
    func certify(_ id: EntityID, of caseID: EntityID, on day: String = "2018-07-01") throws -> String {
        let command = IssueCertificate(enrolmentID: id, issuedOn: Dates.day(day))
        return try write { transaction in
            var desk = try CaseDesk(transaction, case: caseID, zone: Self.utc)
            let kind = try desk.state.certifiable(command, desk.time)
            let number = try transaction.nextCertificateNumber(
                kind,
                prefix: settings.numberPrefix,
                year: command.issuedOn.year
            ).description
            try desk.record([try desk.state.issue(command, kind, number: number, in: caseID)])
            return number
        }
    }

    /// Lets the index catch up, then time pass.
    func tick() throws {
        let index = settings.index
        while try write({ try DeliveryIndex.follower.advance($0) { try index.follow($0, $1) } }) {}
        var last: EntityID?
        repeat {
            let after = last
            last = try write { try DueWork.run($0, index, after: after) }
        } while last != nil
        while try write({ try DeliveryIndex.follower.advance($0) { try index.follow($0, $1) } }) {}
    }

    func worklist(
        _ filter: WorklistFilter = WorklistFilter(),
        after last: [String]? = nil
    ) throws -> [WorklistItem] {
        let now = now
        return try temporary.store.readNow { db in
            try WorklistItem.list(filter, after: last, limit: 200, now: now, in: db)
        }
    }

    // MARK: Looking

    func state(_ caseID: EntityID) throws -> CaseState {
        try work(on: caseID) { $0.state }
    }

    func enrolment(_ id: EntityID, of caseID: EntityID) throws -> Enrolment {
        try state(caseID).enrolment(id)
    }

    /// The names of the events published under a key, in order.
    func published(_ key: EntityID) throws -> [String] {
        try temporary.store.readNow { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT e.name FROM outbox o JOIN log l ON l.seq=o.log_seq JOIN event_type e ON e.id=l.type
                    WHERE l.key=? ORDER BY o.seq
                    """,
                arguments: [key]
            )
        }.map { String($0.dropFirst("jisr.".count)) }
    }

    /// The newest own event of a type under a key.
    func last<E: EventData>(_: E.Type, _ key: EntityID) throws -> E? {
        try write { try $0.entries(key: .id(key)).last { $0.type == E.type }?.data(as: E.self) }
    }
}

/// The code of the refusal that `body` ends in; `nil` when it is not refused.
func refusal(_ body: () throws -> Void) -> String? {
    do {
        try body()
        return nil
    } catch let rejection as Rejection {
        return rejection.code
    } catch {
        return "\(error)"
    }
}
