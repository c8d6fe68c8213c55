import EventStore
import Events
import TestKit
import Testing

@testable import Intake

/// A case goes from one institution to another, each with an instance of its own.
struct TransferTests {
    private let sender: Desk
    private let receiver: Desk
    private let post = Post()
    private let caseID: EntityID

    init() throws {
        sender = try Desk(Self.config("EG-ELMARG", Sample.institution), instance: "el-marg")
        receiver = try Desk(Self.config("EG-GIZA", Sample.otherInstitution), instance: "giza")
        for desk in [sender, receiver] {
            try desk.run { try $1.announceExchangeKey(for: $0.config.institutions) }
        }
        caseID = try sender.planned(consents: [Sample.courtOrder, Self.consent])
        try post.exchange(sender, receiver)
    }

    private static let consent = RecordConsent(purpose: .transfer, decision: .granted, basis: .courtOrder)

    private static func config(_ prefix: String, _ institution: EntityID) -> IntakeConfig {
        IntakeConfig(prefix: prefix, calendar: Sample.calendar, services: .all, institutions: [institution])
    }

    private func request(_ change: (inout RequestTransfer) -> Void = { _ in }) throws -> TransferAnswer {
        var command = RequestTransfer(toInstitutionId: Sample.otherInstitution, reason: .proximity)
        change(&command)
        return try sender.run { try $0.request(command, caseID, nil, $1) }
    }

    private func refusal(_ change: (inout RequestTransfer) -> Void = { _ in }) throws -> Rejection? {
        var command = RequestTransfer(toInstitutionId: Sample.otherInstitution, reason: .proximity)
        change(&command)
        return try sender.refusal { try $0.request(command, caseID, nil, $1) }
    }

    private func status(_ transferID: EntityID, at desk: Desk) throws -> TransferStatus {
        try desk.write { try $0.transfer(transferID).status }
    }

    @Test func `an accepted case goes on at the receiver, for the same person`() throws {
        let transfer = try request()
        try post.exchange(sender, receiver)
        let accepted = try receiver.run { try $0.accept(AcceptTransfer(), transfer.transferId, nil, $1) }
        #expect(accepted.status == .accepted)
        let newCaseID = try #require(accepted.newCaseId)
        // Until the sender has handed it over there is no case at the receiver.
        #expect(try receiver.list().isEmpty)
        try post.exchange(sender, receiver)
        #expect(try sender.state(caseID).life.status == .transferred)
        let taken = try receiver.state(newCaseID)
        #expect(taken.life.status == .registered)
        #expect(try taken.subjectID == sender.state(caseID).subjectID)
        #expect(taken.caseNumber == "EG-GIZA-2021-000001")
        #expect(taken.institutionID == Sample.otherInstitution)
        #expect(taken.consents.allows(.register, at: receiver.now))
        let subjectID = try #require(taken.subjectID)
        let person = try receiver.write { try $0.knownSubject(subjectID) }
        #expect(person == Sample.boy())
        #expect(try status(transfer.transferId, at: sender) == .completed)
        #expect(try status(transfer.transferId, at: receiver) == .completed)
        #expect(try receiver.list().map(\.status) == [.registered])
        #expect(try sender.list().map(\.status) == [.transferred])
    }

    @Test func `nothing of the person is readable on the way`() throws {
        let transfer = try request()
        try post.exchange(sender, receiver)
        try receiver.run { _ = try $0.accept(AcceptTransfer(), transfer.transferId, nil, $1) }
        try post.exchange(sender, receiver)
        let completed = try #require(try sender.last(TransferCompleted.self, of: caseID))
        let text = String(decoding: try EventCoding.encode(completed), as: UTF8.self)
        #expect(completed.sealedPerson != nil)
        for secret in ["Zarathustrian", "Familius", "DOCNUMBER77"] { #expect(!text.contains(secret)) }
    }

    @Test func `a rejected case stays where it is`() throws {
        let transfer = try request()
        try post.exchange(sender, receiver)
        let answer = try receiver.run {
            try $0.reject(RejectTransfer(reason: .capacity), transfer.transferId, nil, $1)
        }
        #expect(answer.status == .rejected)
        try post.exchange(sender, receiver)
        #expect(try sender.state(caseID).life.status == .planned)
        #expect(try sender.state(caseID).openTransfer == nil)
        // And another institution, or the same, can be asked again.
        _ = try request()
    }

    @Test func `who cancels in time keeps the case, even when the other has accepted meanwhile`() throws {
        let transfer = try request()
        try post.carry(from: sender, to: receiver)
        try receiver.run { _ = try $0.accept(AcceptTransfer(), transfer.transferId, nil, $1) }
        try sender.run { _ = try $0.cancel(CancelTransfer(), transfer.transferId, nil, $1) }
        try post.exchange(sender, receiver)
        #expect(try sender.state(caseID).life.status == .planned)
        #expect(try receiver.list().isEmpty)
        #expect(try status(transfer.transferId, at: receiver) == .cancelled)
        #expect(try status(transfer.transferId, at: sender) == .cancelled)
    }

    @Test func `closing the case takes it back from who was asked`() throws {
        let transfer = try request()
        try post.carry(from: sender, to: receiver)
        try sender.run { _ = try $0.close(CloseCase(reason: .goalReached), caseID, nil, $1) }
        try receiver.run { _ = try $0.accept(AcceptTransfer(), transfer.transferId, nil, $1) }
        try post.exchange(sender, receiver)
        #expect(try receiver.list().isEmpty)
        #expect(try status(transfer.transferId, at: receiver) == .cancelled)
    }

    @Test func `without an answer in time it expires, once, and cannot be accepted`() throws {
        let transfer = try request { $0.expiresAt = sender.now.adding(.seconds(3600)) }
        try post.exchange(sender, receiver)
        sender.now = sender.now.adding(.seconds(7200))
        receiver.now = sender.now
        for _ in 0..<2 { try sender.tick() }
        #expect(try sender.log(caseID).count { $0 == "transfer.expired" } == 1)
        #expect(try !sender.log(caseID).contains("deadline.passed") || sender.state(caseID).openTransfer == nil)
        let refused = try receiver.refusal { try $0.accept(AcceptTransfer(), transfer.transferId, nil, $1) }
        #expect(refused?.code == "state.invalid_transition")
        try post.exchange(sender, receiver)
        #expect(try status(transfer.transferId, at: receiver) == .expired)
    }

    @Test func `while the receiver's key is not known the hand-over waits`() throws {
        let lateKey = try Desk(Self.config("EG-GIZA", Sample.otherInstitution), instance: "giza")
        let post = Post()
        let transfer = try request()
        try post.carry(from: sender, to: lateKey)
        try lateKey.run { _ = try $0.accept(AcceptTransfer(), transfer.transferId, nil, $1) }
        // The sender knows another key for that institution: of an instance whose store was lost.
        let lost = try Desk(Self.config("EG-ELMARG", Sample.institution), instance: "lost")
        let other = try lost.planned(consents: [Sample.courtOrder, Self.consent])
        let asked = try lost.run {
            try $0.request(
                RequestTransfer(toInstitutionId: Sample.otherInstitution, reason: .proximity),
                other,
                nil,
                $1
            )
        }
        try post.carry(from: lost, to: lateKey)
        try lateKey.run { _ = try $0.accept(AcceptTransfer(), asked.transferId, nil, $1) }
        let outcome = try post.carry(from: lateKey, to: lost)
        #expect(outcome.parked == 1)
        #expect(try lost.state(other).life.status == .planned)
        try lateKey.run { try $1.announceExchangeKey(for: $0.config.institutions) }
        try post.carry(from: lateKey, to: lost)
        try lost.retryParked()
        #expect(try lost.state(other).life.status == .transferred)
        try post.carry(from: lost, to: lateKey)
        #expect(try lateKey.list().count == 1)
    }

    @Test func `a person who cannot be opened waits for an operator, and is not set aside`() throws {
        let transfer = try request()
        try post.carry(from: sender, to: receiver)
        try receiver.run { _ = try $0.accept(AcceptTransfer(), transfer.transferId, nil, $1) }
        try post.carry(from: receiver, to: sender)
        var completed = try #require(try sender.last(TransferCompleted.self, of: caseID))
        let ciphertext = try #require(completed.sealedPerson?.ciphertext)
        completed.sealedPerson?.ciphertext = String(ciphertext.reversed())
        let outcome = try receiver.receive(
            completed,
            about: transfer.transferId,
            key: caseID,
            source: "/jisr/intake/other",
            version: 9
        )
        #expect(outcome.parked == 1)
        #expect(outcome.deadLettered.isEmpty)
        #expect(try receiver.list().isEmpty)
        // What the sender really sent goes through.
        try post.carry(from: sender, to: receiver)
        #expect(try receiver.list().count == 1)
    }

    @Test func `two instances that claim one institution do not announce keys against each other`() throws {
        let twin = try Desk(Self.config("EG-TWIN", Sample.otherInstitution), instance: "twin")
        func announced() throws -> Int {
            try [receiver, twin].map { desk in
                try desk.write { try $0.entries(after: 0, limit: 1000) }
                    .count { $0.isOwn && $0.type == ExchangeKeyAnnounced.type }
            }.reduce(0, +)
        }
        for _ in 0..<4 {
            for desk in [receiver, twin] { try desk.run { try $1.announceExchangeKey(for: $0.config.institutions) } }
            try post.exchange(receiver, twin)
        }
        #expect(try announced() == 2)
    }

    @Test func `between two institutions of one instance it is done at once`() throws {
        let both = try Desk(
            IntakeConfig(
                prefix: "EG",
                calendar: Sample.calendar,
                institutions: [Sample.institution, Sample.otherInstitution]
            )
        )
        let caseID = try both.planned(consents: [Sample.courtOrder, Self.consent])
        let transfer = try both.run {
            try $0.request(
                RequestTransfer(toInstitutionId: Sample.otherInstitution, reason: .age),
                caseID,
                nil,
                $1
            )
        }
        let accepted = try both.run { try $0.accept(AcceptTransfer(), transfer.transferId, nil, $1) }
        #expect(accepted.status == .completed)
        #expect(try both.list().map(\.status) == [.transferred, .registered])
        #expect(try both.last(TransferCompleted.self, of: caseID)?.sealedPerson == nil)
    }

    @Test func `an open stay ends with the transfer`() throws {
        try sender.run { _ = try $0.admit(Sample.admit(at: "2021-02-05T08:00:00Z"), caseID, nil, $1) }
        let transfer = try request()
        try post.exchange(sender, receiver)
        try receiver.run { _ = try $0.accept(AcceptTransfer(), transfer.transferId, nil, $1) }
        try post.exchange(sender, receiver)
        #expect(try sender.state(caseID).admissions.map(\.life.status) == [.transferred])
    }

    @Test func `a refusal of statistics goes with the person`() throws {
        try sender.run {
            _ = try $0.record(
                RecordConsent(purpose: .statistics, decision: .withheld, basis: .guardian),
                caseID,
                nil,
                $1
            )
        }
        let transfer = try request()
        try post.exchange(sender, receiver)
        let accepted = try receiver.run { try $0.accept(AcceptTransfer(), transfer.transferId, nil, $1) }
        try post.exchange(sender, receiver)
        let newCaseID = try #require(accepted.newCaseId)
        let registered = try #require(try receiver.last(CaseRegistered.self, of: newCaseID))
        #expect(registered.statsMode == .countOnly)
        #expect(registered.sex == nil)
    }

    @Test func `what cannot be transferred is refused`() throws {
        #expect(try refusal { $0.toInstitutionId = Sample.institution }?.code == "transfer.same_institution")
        #expect(try refusal { $0.consentId = .v7() }?.code == "consent.missing")
        #expect(try refusal { $0.expiresAt = Sample.at("2020-01-01T00:00:00Z") }?.code == "period.invalid")
        #expect(try refusal { $0.occurredAt = Sample.at("2030-01-01T00:00:00Z") }?.code == "date.in_future")
        _ = try request()
        #expect(try refusal()?.code == "state.invalid_transition")
        let closed = try sender.planned(consents: [Sample.courtOrder, Self.consent])
        try sender.run { _ = try $0.close(CloseCase(reason: .goalReached), closed, nil, $1) }
        let late = try sender.refusal {
            try $0.request(
                RequestTransfer(toInstitutionId: Sample.otherInstitution, reason: .order),
                closed,
                nil,
                $1
            )
        }
        #expect(late?.code == "state.invalid_transition")
        let unconsented = try sender.planned()
        let missing = try sender.refusal {
            try $0.request(
                RequestTransfer(toInstitutionId: Sample.otherInstitution, reason: .order),
                unconsented,
                nil,
                $1
            )
        }
        #expect(missing?.code == "consent.missing")
    }

    @Test func `who was not asked cannot answer, and who did not ask cannot cancel`() throws {
        let transfer = try request()
        try post.exchange(sender, receiver)
        let accept = try sender.refusal { try $0.accept(AcceptTransfer(), transfer.transferId, nil, $1) }
        #expect(accept?.code == "state.invalid_transition")
        let cancel = try receiver.refusal { try $0.cancel(CancelTransfer(), transfer.transferId, nil, $1) }
        #expect(cancel?.code == "state.invalid_transition")
        let unknown = try receiver.refusal { try $0.accept(AcceptTransfer(), .v7(), nil, $1) }
        #expect(unknown?.code == "transfer.unknown")
        let third = try Desk(Self.config("EG-QENA", EntityID(high: 1, low: 3)), instance: "qena")
        try post.carry(from: sender, to: third)
        #expect(
            try third.refusal { try $0.accept(AcceptTransfer(), transfer.transferId, nil, $1) }?.code
                == "transfer.unknown"
        )
    }

    @Test func `a handed over case takes no more commands`() throws {
        let transfer = try request()
        try post.exchange(sender, receiver)
        try receiver.run { _ = try $0.accept(AcceptTransfer(), transfer.transferId, nil, $1) }
        try post.exchange(sender, receiver)
        let consent = try sender.refusal { try $0.record(Self.consent, caseID, nil, $1) }
        #expect(consent?.code == "state.invalid_transition")
        let close = try sender.refusal { try $0.close(CloseCase(reason: .goalReached), caseID, nil, $1) }
        #expect(close?.code == "state.invalid_transition")
        let void = try sender.refusal { try $0.void(VoidCase(reason: .dataEntry), caseID, nil, $1) }
        #expect(void?.code == "state.invalid_transition")
        let admit = try sender.refusal {
            try $0.admit(Sample.admit(at: "2021-02-05T08:00:00Z"), caseID, nil, $1)
        }
        #expect(admit?.code == "state.invalid_transition")
    }

    @Test func `the tables rebuilt from the log are the same`() throws {
        let transfer = try request()
        try post.exchange(sender, receiver)
        try receiver.run { _ = try $0.accept(AcceptTransfer(), transfer.transferId, nil, $1) }
        try post.exchange(sender, receiver)
        for desk in [sender, receiver] { #expect(try desk.store.rebuild(swap: false).isClean) }
    }
}
