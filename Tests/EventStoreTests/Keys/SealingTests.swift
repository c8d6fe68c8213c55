import Crypto
import Events
import Foundation
import GRDB
import TestKit
import Testing

@testable import EventStore

@Suite struct SealingTests {
    private struct Names: Codable, Equatable {
        var given = "Zaynab-Unmistakable"
        var document = "QX-99887766"
    }

    private let folder: TemporaryFolder
    private let caseID = Examples.id(1)
    private let subjectID = Examples.id(2)

    init() throws { folder = try TemporaryFolder() }

    private func open(masterKey: UInt8 = 7) throws -> EventStore {
        var options = try TemporaryStore.options(folder: folder)
        options.masterKey = try TemporaryStore.masterKey(masterKey)
        return try EventStore(options)
    }

    @discardableResult
    private func appendSealed(_ store: EventStore) throws -> LogEntry {
        try store.writeNow { transaction in
            try transaction.append(
                Examples.caseIdentified(caseID),
                to: caseID,
                sealed: .init(Names(), of: subjectID)
            )
        }
    }

    private func names(_ store: EventStore) throws -> Names? {
        try store.writeNow { transaction in
            let entry = try #require(try transaction.entries(aggregate: caseID).first)
            return try transaction.unseal(Names.self, of: entry)
        }
    }

    @Test func `sealed values are read again, after a restart too`() throws {
        do {
            let store = try open()
            try appendSealed(store)
            #expect(try names(store) == Names())
            try store.close()
        }
        #expect(try names(open()) == Names())
    }

    @Test func `an event without sealed values has none`() throws {
        let store = try open()
        try store.writeNow { try $0.append(Examples.caseIdentified(caseID), to: caseID) }
        #expect(try names(store) == nil)
    }

    @Test func `sealed values are nowhere in the files in clear`() throws {
        let store = try open()
        try appendSealed(store)
        func isClear(_ text: String) throws -> Bool {
            try Data(folder.allBytes()).range(of: Data(text.utf8)) != nil
        }
        // The search finds what is in clear: the case's number is.
        #expect(try isClear("EG-ELMARG-2026-1"))
        #expect(try !isClear("Zaynab-Unmistakable"))
        #expect(try !isClear("QX-99887766"))
        try store.close()
        #expect(try isClear("EG-ELMARG-2026-1"))
        #expect(try !isClear("Zaynab-Unmistakable"))
    }

    @Test func `the same values are sealed differently each time, under one key a subject`() throws {
        let store = try open()
        let first = try appendSealed(store)
        let second = try appendSealed(store)
        #expect(first.sealed != second.sealed)
        #expect(try store.readNow { try Int.fetchOne($0, sql: "SELECT count(*) FROM subject_key") } == 1)
    }

    @Test(arguments: [false, true])
    func `another master key is refused at once, and nothing is changed`(hasSealed: Bool) throws {
        do {
            let store = try open()
            if hasSealed { try appendSealed(store) }
            try store.close()
        }
        #expect { try open(masterKey: 8) } throws: { error in
            if case StoreError.masterKey = error { true } else { false }
        }
        let store = try open()
        if hasSealed { #expect(try names(store) != nil) }
    }

    @Test func `a store without a note is not given that of another key`() throws {
        do {
            let store = try open()
            try appendSealed(store)
            try store.writeNow { try $0.db.execute(sql: "DELETE FROM meta WHERE name='master_key_check'") }
            try store.close()
        }
        #expect { try open(masterKey: 8) } throws: { error in
            if case StoreError.masterKey = error { true } else { false }
        }
        #expect(try names(try open()) != nil)
    }

    @Test func `a damaged note of the master key is refused as another key is`() throws {
        do {
            let store = try open()
            try store.writeNow {
                try $0.db.execute(sql: "UPDATE meta SET value='AAAA' WHERE name='master_key_check'")
            }
            try store.close()
        }
        #expect { try open() } throws: { error in
            if case StoreError.masterKey = error { true } else { false }
        }
    }

    @Test func `once the subject's key is destroyed nothing opens it`() throws {
        let store = try open()
        try appendSealed(store)
        try store.writeNow { try $0.db.execute(sql: "DELETE FROM subject_key") }
        #expect(throws: StoreError.sealed(reason: "the subject's key has been destroyed")) { try names(store) }
        // A key made later for the same subject does not open it either.
        try appendSealed(store)
        #expect { try names(store) } throws: { error in
            if case StoreError.sealed = error { true } else { false }
        }
    }

    @Test func `a sealed value cannot be moved to another event or subject, or changed`() throws {
        let store = try open()
        let entry = try appendSealed(store)
        var sealed = try #require(entry.sealed)
        let other = Examples.id(3)
        try store.writeNow { transaction in
            let ring = store.keyRing
            _ = try ring.seal([1], of: other, eventID: entry.id, in: transaction.db, at: transaction.now)
            #expect(throws: StoreError.self) {
                try ring.open(sealed, of: subjectID, eventID: .v7(), in: transaction.db)
            }
            #expect(throws: StoreError.self) {
                try ring.open(sealed, of: other, eventID: entry.id, in: transaction.db)
            }
            sealed[sealed.count / 2] ^= 1
            #expect(throws: StoreError.self) {
                try ring.open(sealed, of: subjectID, eventID: entry.id, in: transaction.db)
            }
        }
    }

    @Test func `a wrapped key cannot be given to another subject`() throws {
        let store = try open()
        try appendSealed(store)
        try store.writeNow { transaction in
            try transaction.db.execute(
                sql: "INSERT INTO subject_key SELECT ?, wrapped, created_at FROM subject_key",
                arguments: [Examples.id(3)]
            )
            #expect { try store.keyRing.open([], of: Examples.id(3), eventID: .v7(), in: transaction.db) } throws: {
                if case StoreError.masterKey = $0 { true } else { false }
            }
        }
    }
}
