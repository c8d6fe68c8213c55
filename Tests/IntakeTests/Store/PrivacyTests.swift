import EventStore
import Events
import TestKit
import Testing

@testable import Intake

struct PrivacyTests {
    /// What names or describes the sample person, or was told in confidence.
    private static let secrets = [
        "Zarathustrian", "Fatherish", "Familius", "Streetname", "DOCNUMBER77", "ORDERREF42", "Court of Testing",
        "Narratively", "Notably private", "Goalwise", "Classwise", "Closingly",
    ]

    /// A case through which every command that takes identifying values went.
    private func busyDesk() throws -> Desk {
        let desk = try Desk()
        let caseID = try desk.planned()
        try desk.run { _ = try $0.admit(Sample.admit(at: "2021-02-05T08:00:00Z"), caseID, nil, $1) }
        try desk.run {
            let command = ClassifyPerson(
                classification: .level2,
                note: "Classwise",
                occurredAt: Sample.at("2021-02-06T08:00:00Z")
            )
            _ = try $0.classify(command, caseID, nil, $1)
        }
        try desk.run {
            let command = CorrectCase(reason: .dataEntry, subject: SubjectChanges(address: "Streetname 2"))
            _ = try $0.correct(command, caseID, nil, $1)
        }
        try desk.run {
            let at = Sample.at("2021-05-06T08:00:00Z")
            _ = try $0.release(ReleasePerson(immediate: true, occurredAt: at), caseID, nil, $1)
        }
        try desk.run {
            let at = Sample.at("2021-05-07T08:00:00Z")
            _ = try $0.close(CloseCase(reason: .goalReached, note: "Closingly", occurredAt: at), caseID, nil, $1)
        }
        return desk
    }

    @Test func `no identifying value is anywhere in the store's files`() throws {
        let desk = try busyDesk()
        let bytes = try desk.temporary.folder.allBytes()
        let text = String(decoding: bytes, as: UTF8.self)
        for secret in Self.secrets {
            #expect(!text.contains(secret), "\(secret) lies open in the store")
        }
    }

    @Test func `what is sealed can be read again`() throws {
        let desk = try busyDesk()
        let caseID = try #require(try desk.list().first?.caseId)
        let subjectID = try #require(try desk.state(caseID).subjectID)
        try desk.store.readNow { db in
            let transaction = Transaction(db: db, store: desk.store)
            #expect(try transaction.subject(subjectID)?.address == "Streetname 2")
            #expect(try transaction.subject(subjectID)?.givenName == "Zarathustrian")
            let entries = try transaction.entries(key: .id(caseID))
            let admitted = try #require(entries.first { $0.type == AdmissionAdmitted.type })
            #expect(try transaction.unseal(AdmissionNotes.self, of: admitted)?.orderRef == "ORDERREF42")
            let planned = try #require(entries.first { $0.type == CasePlanned.type })
            #expect(try transaction.unseal(PlanNotes.self, of: planned)?.goals == ["Goalwise reading"])
        }
    }

    @Test func `a shown case names nobody`() throws {
        let desk = try busyDesk()
        let caseID = try #require(try desk.list().first?.caseId)
        let text = String(describing: try desk.view(caseID)) + String(describing: try desk.list())
        for secret in Self.secrets { #expect(!text.contains(secret)) }
    }
}
