import EventStore
import Events
import Foundation
import GRDB
import TestKit
import Testing

@testable import Intake

/// E15, intake's side: who may be forgotten, and what is left then.
struct ErasureTests {
    private let desk: Desk
    private let consent = RecordConsent(purpose: .register, decision: .granted, basis: .guardian)

    init() throws {
        desk = try Desk(Self.config("EG-ELMARG"))
        desk.now = Sample.at("2028-01-01T10:00:00Z")
    }

    private static func config(_ prefix: String) -> IntakeConfig {
        IntakeConfig(
            prefix: prefix,
            calendar: Sample.calendar,
            institutions: [Sample.otherInstitution],
            matchKey: [UInt8](repeating: 9, count: 32)
        )
    }

    /// A case that came and went, without a court's order unless asked for.
    private func closed(
        _ desk: Desk,
        underOrder: Bool = false,
        at time: String = "2021-03-01T08:00:00Z"
    ) throws -> EntityID {
        let caseID = try desk.run { try $0.identify(Sample.identify(at: "2021-02-01T08:00:00Z"), $1) }.caseId
        var register = Sample.register(
            consents: [underOrder ? Sample.courtOrder : consent],
            at: "2021-02-01T09:00:00Z"
        )
        register.justice = nil
        try desk.run { _ = try $0.register(register, caseID, nil, $1) }
        try desk.run { _ = try $0.assess(Sample.assess(at: "2021-02-02T08:00:00Z"), caseID, nil, $1) }
        try desk.run { _ = try $0.close(CloseCase(reason: .goalReached, occurredAt: Sample.at(time)), caseID, nil, $1) }
        return caseID
    }

    private func subject(_ caseID: EntityID) throws -> EntityID { try #require(try desk.state(caseID).subjectID) }

    private func ask(_ subject: EntityID, at time: String? = nil) throws -> Rejection? {
        let command = EraseSubject(
            reason: .requested,
            requestedBy: Sample.worker,
            occurredAt: time.map { Sample.at($0) }
        )
        return try desk.refusal { _ = try $0.requestErasure(command, subject, nil, $1) }
    }

    private func approve(_ subject: EntityID, by person: EntityID = Sample.supervisor) throws -> Rejection? {
        try desk.refusal { _ = try $0.approveErasure(ApproveErasure(approvedBy: person), subject, nil, $1) }
    }

    @Test func `asked for by one and approved by another, it leaves what happened and nobody`() throws {
        let caseID = try closed(desk)
        let subject = try subject(caseID)
        let before = try desk.log(caseID)
        try desk.index()
        try desk.tick()
        #expect(try desk.search(SearchCases(name: "Zarathustrian")) == [caseID])
        #expect(try ask(subject) == nil)
        #expect(try approve(subject) == nil)
        try desk.index()
        try desk.tick()
        #expect(try desk.log(caseID) == before)
        #expect(try desk.write { try $0.subject(subject) } == nil)
        #expect(try desk.write { try $0.isErased(subject) && $0.isErased(caseID) })
        #expect(try desk.state(caseID).facts?.sex == nil)
        #expect(try desk.state(caseID).profile?.categories == [])
        #expect(try desk.view(caseID).status == .closed)
        #expect(try desk.search(SearchCases(name: "Zarathustrian")).isEmpty)
        #expect(try desk.search(SearchCases(region: Sample.place("EG-BA"))).isEmpty)
        let erased = try desk.write { try $0.entries(aggregate: subject).last?.data(as: SubjectErased.self) }
        #expect(erased == SubjectErased(subjectId: subject, caseIds: [caseID], erasedAt: desk.now))
        let left = try desk.store.readNow { db in
            try ["intake_person", "intake_person_key", "intake_person_search", "intake_searchable"].map {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)")
            }
        }
        #expect(left == [0, 0, 0, 0])
        #expect(
            try desk.store.readNow { try Int.fetchOne($0, sql: "SELECT coalesce(sum(persons), 0) FROM intake_name") }
                == 0
        )
        // What follows the log comes to the same from the beginning.
        #expect(try desk.store.rebuild(swap: false).isClean)
        try desk.write {
            try PersonIndex.follower.restart($0)
            try CaseIndex.follower.restart($0)
        }
        try desk.index()
        try desk.tick()
        #expect(try desk.search(SearchCases(name: "Zarathustrian")).isEmpty)
    }

    @Test func `nothing more is entered of who was erased`() throws {
        let caseID = try closed(desk)
        let subject = try subject(caseID)
        #expect(try ask(subject) == nil)
        #expect(try approve(subject) == nil)
        let reopen = ReopenCase(reason: "Again", occurredAt: Sample.at("2021-04-01T08:00:00Z"))
        #expect(try desk.refusal { _ = try $0.reopen(reopen, caseID, nil, $1) }?.code == "state.invalid_transition")
        let merge = MergeSubject(survivingSubjectId: try self.subject(try closed(desk)))
        #expect(try desk.refusal { _ = try $0.merge(merge, subject, nil, $1) }?.code == "state.invalid_transition")
        #expect(try ask(subject)?.code == "state.invalid_transition")
        #expect(try approve(subject)?.code == "state.invalid_transition")
        // What services says late leaves no trace, and stops nothing.
        let entries = try desk.log(caseID).count
        let outcome = try desk.serviceStarted(.v7(), of: caseID, at: "2021-02-10T08:00:00Z")
        #expect(outcome.deadLettered.isEmpty && outcome.parked == 0)
        #expect(try desk.log(caseID).count == entries)
    }

    @Test func `the same person cannot approve what the person asked for`() throws {
        let subject = try subject(try closed(desk))
        #expect(try ask(subject) == nil)
        #expect(try approve(subject, by: Sample.worker)?.code == "erasure.self_approval")
        #expect(try desk.write { try $0.subject(subject) } != nil)
    }

    @Test func `what was not asked for cannot be approved or refused`() throws {
        let subject = try subject(try closed(desk))
        #expect(try approve(subject)?.code == "state.invalid_transition")
        let refuse = RefuseErasure(reason: .legalClaim, refusedBy: Sample.supervisor)
        #expect(
            try desk.refusal { _ = try $0.refuseErasure(refuse, subject, nil, $1) }?.code == "state.invalid_transition"
        )
    }

    @Test func `refused, the person stays, and it can be asked for again`() throws {
        let subject = try subject(try closed(desk))
        #expect(try ask(subject) == nil)
        #expect(try ask(subject)?.code == "state.invalid_transition")
        let refuse = RefuseErasure(reason: .legalClaim, refusedBy: Sample.supervisor)
        let answer = try desk.run { try $0.refuseErasure(refuse, subject, nil, $1) }
        #expect(answer.erasure == .refused)
        #expect(try desk.write { try $0.subject(subject) } != nil)
        #expect(try ask(subject) == nil)
        let listed = try desk.store.readNow { try ErasureView.list(nil, after: nil, limit: 10, in: $0) }
        #expect(listed.map(\.view.status) == [.requested])
    }

    @Test func `an open case is closed first`() throws {
        let caseID = try desk.registered(consents: [consent])
        #expect(try ask(subject(caseID))?.code == "case.has_open_work")
    }

    @Test func `a case that was opened again after the request keeps its person`() throws {
        desk.now = Sample.at("2021-06-01T10:00:00Z")
        let caseID = try closed(desk)
        #expect(try ask(subject(caseID)) == nil)
        try desk.run { _ = try $0.reopen(ReopenCase(reason: "Again"), caseID, nil, $1) }
        #expect(try approve(subject(caseID))?.code == "case.has_open_work")
    }

    @Test(arguments: [("2026-02-28T08:00:00Z", "retention.not_ended"), ("2026-03-01T08:00:00Z", nil)])
    func `a court's order keeps its records for five years`(time: String, code: String?) throws {
        let subject = try subject(try closed(desk, underOrder: true))
        #expect(try ask(subject, at: time)?.code == code)
    }

    @Test func `nobody unknown is erased`() throws {
        #expect(try ask(.v7())?.code == "subject.unknown")
    }

    @Test func `other instances forget the tokens of who was erased`() throws {
        let other = try Desk(Self.config("EG-GIZA"), instance: "giza")
        let post = Post()
        let subject = try subject(try closed(desk))
        try desk.index()
        try post.exchange(desk, other)
        try other.index()
        func tokens() throws -> String? {
            try other.write { try $0.entries(aggregate: subject).first?.data(as: SubjectMatchTokens.self).tokens }
        }
        #expect(try tokens()?.isEmpty == false)
        #expect(try ask(subject) == nil)
        #expect(try approve(subject) == nil)
        try post.exchange(desk, other)
        try other.index()
        #expect(try tokens() == "")
        #expect(try other.store.readNow { try Int.fetchOne($0, sql: "SELECT count(*) FROM intake_person") } == 0)
    }

    @Test func `tokens that come after the erasure are not kept`() throws {
        let other = try Desk(Self.config("EG-GIZA"), instance: "giza")
        let subject = try subject(try closed(desk))
        let erased = SubjectErased(subjectId: subject, caseIds: [], erasedAt: desk.now)
        try other.receive(erased, about: subject, key: subject, source: "/jisr/intake/el-marg", version: 9)
        try desk.index()
        try Post().exchange(desk, other)
        try other.index()
        #expect(
            try other.write { try $0.entries(aggregate: subject) }.allSatisfy { $0.type != SubjectMatchTokens.type }
        )
        #expect(try other.store.readNow { try Int.fetchOne($0, sql: "SELECT count(*) FROM intake_person") } == 0)
    }

    @Test func `who was handed over is erased where the case came from, and the services there are told`() throws {
        let here = IntakeConfig(
            prefix: "EG-ELMARG",
            calendar: Sample.calendar,
            services: .all,
            institutions: [Sample.institution]
        )
        let sender = try Desk(here, instance: "el-marg")
        let receiver = try Desk(Self.config("EG-GIZA"), instance: "giza")
        for desk in [sender, receiver] { try desk.run { try $1.announceExchangeKey(for: $0.config.institutions) } }
        let caseID = try sender.registered(
            consents: [consent, RecordConsent(purpose: .transfer, decision: .granted, basis: .guardian)]
        )
        let person = try #require(try sender.state(caseID).subjectID)
        let post = Post()
        try post.exchange(sender, receiver)
        func requested() throws -> EntityID {
            let command = RequestTransfer(toInstitutionId: Sample.otherInstitution, reason: .proximity)
            let id = try sender.run { try $0.request(command, caseID, nil, $1) }.transferId
            try post.exchange(sender, receiver)
            return id
        }
        let rejected = try requested()
        try receiver.run { _ = try $0.reject(RejectTransfer(reason: .capacity), rejected, nil, $1) }
        try post.exchange(sender, receiver)
        let accepted = try requested()
        let answer = try receiver.run { try $0.accept(AcceptTransfer(), accepted, nil, $1) }
        try post.exchange(sender, receiver)
        let newCase = try #require(answer.newCaseId)
        let asked = EraseSubject(reason: .requested, requestedBy: Sample.worker)
        let refused = try sender.refusal { _ = try $0.requestErasure(asked, person, nil, $1) }
        #expect(refused?.code == "erasure.transferred")
        try receiver.run { _ = try $0.close(CloseCase(reason: .goalReached), newCase, nil, $1) }
        // Until then the records of a court's order are kept.
        for desk in [sender, receiver] { desk.now = Sample.at("2027-03-01T08:00:00Z") }
        try receiver.run {
            _ = try $0.requestErasure(asked, person, nil, $1)
            _ = try $0.approveErasure(ApproveErasure(approvedBy: Sample.supervisor), person, nil, $1)
        }
        try post.exchange(sender, receiver)
        for desk in [sender, receiver] {
            #expect(try desk.write { try $0.subject(person) } == nil)
            let told = try desk.write { try $0.entries(aggregate: person) }.filter(\.isOwn)
            #expect(told.count { $0.type == SubjectErased.type } == 1)
            for asked in try desk.write({ try $0.entries(key: .id(caseID)) }) where asked.type == TransferRequested.type
            {
                #expect(try asked.data(as: TransferRequested.self).sex == nil)
            }
        }
        let own = try sender.write { try $0.entries(aggregate: person).last { $0.isOwn }?.data(as: SubjectErased.self) }
        #expect(own?.caseIds == [caseID])
    }

    @Test func `an open case is not erased by another instance's word, and the operator sees it`() throws {
        let caseID = try desk.registered(consents: [consent])
        let person = try subject(caseID)
        for cases in [[], [caseID]] {
            let erased = SubjectErased(subjectId: person, caseIds: cases, erasedAt: desk.now)
            let outcome = try desk.receive(erased, about: person, key: person, source: "/jisr/intake/giza")
            #expect(outcome.deadLettered.values.reduce(0, +) == 1)
        }
        // Nor under the name of somebody else.
        let stranger = SubjectErased(subjectId: .v7(), caseIds: [caseID], erasedAt: desk.now)
        try desk.receive(stranger, about: stranger.subjectId, key: stranger.subjectId, source: "/jisr/intake/giza")
        #expect(try desk.write { try $0.subject(person) } != nil)
        #expect(try desk.write { try !$0.isErased(caseID) })
    }
}
