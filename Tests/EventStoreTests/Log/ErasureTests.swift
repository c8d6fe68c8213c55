import Events
import Foundation
import GRDB
import TestKit
import Testing

@testable import EventStore

@Suite struct ErasureTests {
    private let folder: TemporaryFolder
    private let store: EventStore
    private let caseID = Examples.id(1)
    private let subjectID = Examples.id(2)
    private let otherCase = Examples.id(3)

    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(try TemporaryStore.options(folder: folder))
        try store.writeNow { [caseID, subjectID, otherCase] transaction in
            for (id, subject) in [(caseID, subjectID), (otherCase, Examples.id(4))] {
                var registered = CaseRegistered.example
                (registered.caseId, registered.subjectId) = (id, subject)
                try transaction.append(registered, to: id, sealed: .init(["Zaynab"], of: subject))
                try transaction.append(CaseProfile.example, to: id, sealed: .init(["note"], of: id))
            }
        }
    }

    private func erase() throws {
        try store.writeNow { [caseID, subjectID] in try $0.erase([subjectID, caseID]) }
    }

    @Test func `what describes the person goes, what happened stays`() throws {
        let before = try store.writeNow { try $0.entries(aggregate: caseID) }
        try erase()
        let after = try store.writeNow { try $0.entries(aggregate: caseID) }
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.map(\.version) == [1, 2])
        #expect(after.allSatisfy { $0.sealed == nil })
        let registered = try after[0].data(as: CaseRegistered.self)
        #expect(registered == CaseRegistered.example.with(caseID, subjectID).erased())
        #expect(registered.sex == nil && registered.region == nil)
        #expect(try after[1].data(as: CaseProfile.self) == CaseProfile.example.erased())
        #expect(try store.writeNow { try $0.isErased(subjectID) && $0.isErased(caseID) })
        let keys = try store.readNow { try EntityID.fetchAll($0, sql: "SELECT subject FROM subject_key") }
        #expect(Set(keys) == [otherCase, Examples.id(4)])
    }

    @Test func `nobody else loses anything`() throws {
        try erase()
        try store.writeNow { transaction in
            let kept = try transaction.entries(aggregate: otherCase)
            #expect(try kept[0].data(as: CaseRegistered.self).sex == CaseRegistered.example.sex)
            #expect(try transaction.unseal([String].self, of: kept[0]) == ["Zaynab"])
            #expect(try !transaction.isErased(otherCase))
        }
    }

    @Test func `erased twice is erased once, and what came since goes too`() throws {
        try erase()
        try store.writeNow { _ = try $0.append(CaseProfile.example, to: caseID) }
        try erase()
        let last = try #require(try store.writeNow { try $0.entries(aggregate: caseID).last })
        #expect(try last.data(as: CaseProfile.self) == CaseProfile.example.erased())
    }

    @Test func `nothing is sealed for somebody who was erased`() throws {
        try erase()
        #expect(throws: StoreError.self) {
            try store.writeNow {
                _ = try $0.append(CaseProfile.example, to: caseID, sealed: .init(["x"], of: subjectID))
            }
        }
    }

    @Test(arguments: [
        "UPDATE log SET version=9", "UPDATE log SET sealed=x'00'", "UPDATE log SET occurred_at=0",
        "UPDATE log SET actor='x'",
        "UPDATE log SET payload=x'7B7D' WHERE aggregate NOT IN (SELECT subject FROM erased)",
        "DELETE FROM log", "DELETE FROM erased",
    ])
    func `the log changes in no other way`(sql: String) throws {
        try erase()
        let before = try store.readNow { try Row.fetchAll($0, sql: "SELECT * FROM log") }
        #expect(throws: DatabaseError.self) { try store.writeNow { try $0.db.execute(sql: sql) } }
        #expect(try store.readNow { try Row.fetchAll($0, sql: "SELECT * FROM log") } == before)
    }

    @Test(arguments: EventCatalog.all.compactMap { $0 as? any ErasableEvent.Type })
    func `what erasure leaves says nothing of the person`(event: any ErasableEvent.Type) throws {
        let payload = try EventCoding.encode(event.example)
        let erased = try #require(try EventCatalog.erased(event.type, from: payload))
        let text = String(decoding: erased, as: UTF8.self)
        for member in [
            "sex\":", "ageBand\":", "isChild\":", "region\":", "nationalities\":[\"", "categories\":[\"",
            "concerns\":[{",
            "risk\":", "justice\":", "migration\":", "trafficking\":", "disabilities\":[\"", "legalStatus\":",
            "ciphertext\":",
        ] {
            #expect(!text.contains("\"\(member)"))
        }
        // It is still an event of its type, and erasing it again changes nothing.
        #expect(try EventCatalog.erased(event.type, from: erased) == erased)
    }
}

extension CaseRegistered {
    fileprivate func with(_ caseID: EntityID, _ subjectID: EntityID) -> Self {
        var event = self
        (event.caseId, event.subjectId) = (caseID, subjectID)
        return event
    }
}
