import Crypto
import Events
import Foundation
import GRDB

/// The subjects' data keys: one random key each, wrapped by the master key.
struct KeyRing: Sendable {
    let masterKey: MasterKey

    /// Encrypts `plaintext` under the subject's key (AES-256-GCM), bound to the event so that it cannot be moved to
    /// another row.
    ///
    /// Makes the key when the subject has none.
    func seal(
        _ plaintext: [UInt8],
        of subject: EntityID,
        eventID: EntityID,
        in db: Database,
        at now: Timestamp
    ) throws
        -> [UInt8]
    {
        let key = try existingKey(of: subject, in: db) ?? newKey(of: subject, in: db, at: now)
        let box = try AES.GCM.seal(plaintext, using: key, authenticating: eventID.bytes)
        guard let combined = box.combined else { throw StoreError.sealed(reason: "the cipher gave no result") }
        return [UInt8](combined)
    }

    /// Decrypts what ``seal(_:of:eventID:in:at:)`` made.
    func open(_ sealed: [UInt8], of subject: EntityID, eventID: EntityID, in db: Database) throws -> [UInt8] {
        guard let key = try existingKey(of: subject, in: db) else {
            throw StoreError.sealed(reason: "the subject's key has been destroyed")
        }
        do {
            return try [UInt8](AES.GCM.open(.init(combined: sealed), using: key, authenticating: eventID.bytes))
        } catch {
            throw StoreError.sealed(reason: "it was changed, or sealed under another key")
        }
    }

    /// Destroys the key of `subject`: what was sealed under it can be opened no more, in no copy of the log.
    ///
    /// - Returns: Whether there was one.
    func destroy(_ subject: EntityID, in db: Database) throws -> Bool {
        try db.cachedStatement(sql: "DELETE FROM subject_key WHERE subject=?").execute(arguments: [subject])
        return db.changesCount > 0
    }

    /// Refuses a key that is not the one this store was made with, before anything is sealed under it.
    ///
    /// A new store notes the key: a value that only this key opens.
    func check(_ db: Database) throws {
        let name = "master_key_check"
        guard let noted = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name=?", arguments: [name]) else {
            // A store from before there was a note shows by its oldest key whether this is the right one.
            let oldest = try EntityID.fetchOne(db, sql: "SELECT subject FROM subject_key ORDER BY created_at LIMIT 1")
            if let oldest { _ = try existingKey(of: oldest, in: db) }
            let sealed = try AES.GCM.seal(Data(), using: masterKey.key, authenticating: Data(name.utf8)).combined
            try db.execute(
                sql: "INSERT INTO meta(name, value) VALUES (?, ?)",
                arguments: [name, sealed?.base64EncodedString()]
            )
            return
        }
        guard let sealed = Data(base64Encoded: noted), let box = try? AES.GCM.SealedBox(combined: sealed),
            (try? AES.GCM.open(box, using: masterKey.key, authenticating: Data(name.utf8))) != nil
        else {
            throw StoreError.masterKey(reason: "it is not the one this store was made with; was the file exchanged?")
        }
    }

    /// 32 random bytes of this store's own under `name`, made when first asked for and kept wrapped by the master key.
    func secret(_ name: String, in db: Database) throws -> [UInt8] {
        let row = "secret.\(name)"
        if let noted = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name=?", arguments: [row]) {
            guard let wrapped = Data(base64Encoded: noted), let box = try? AES.GCM.SealedBox(combined: wrapped),
                let bytes = try? AES.GCM.open(box, using: masterKey.key, authenticating: Data(row.utf8))
            else {
                throw StoreError.masterKey(reason: "it does not open this store's secrets; was the file exchanged?")
            }
            return [UInt8](bytes)
        }
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { [UInt8]($0) }
        let wrapped = try AES.GCM.seal(bytes, using: masterKey.key, authenticating: Data(row.utf8)).combined
        try db.execute(
            sql: "INSERT INTO meta(name, value) VALUES (?, ?)",
            arguments: [row, wrapped?.base64EncodedString()]
        )
        return bytes
    }

    private func existingKey(of subject: EntityID, in db: Database) throws -> SymmetricKey? {
        let statement = try db.cachedStatement(sql: "SELECT wrapped FROM subject_key WHERE subject=?")
        guard let wrapped = try Data.fetchOne(statement, arguments: [subject]) else { return nil }
        do {
            let key = try AES.GCM.open(.init(combined: wrapped), using: masterKey.key, authenticating: subject.bytes)
            return SymmetricKey(data: key)
        } catch {
            throw StoreError.masterKey(reason: "it does not open this store's keys; was the file exchanged?")
        }
    }

    private func newKey(of subject: EntityID, in db: Database, at now: Timestamp) throws -> SymmetricKey {
        let erased = try db.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM erased WHERE subject=?)")
        guard try Bool.fetchOne(erased, arguments: [subject]) != true else {
            throw StoreError.sealed(reason: "the subject was erased, and nothing is kept of it any more")
        }
        let key = SymmetricKey(size: .bits256)
        let wrapped = try key.withUnsafeBytes {
            try AES.GCM.seal(Data($0), using: masterKey.key, authenticating: subject.bytes).combined
        }
        try db.cachedStatement(sql: "INSERT INTO subject_key(subject, wrapped, created_at) VALUES (?, ?, ?)")
            .execute(arguments: [subject, wrapped, now])
        return key
    }
}
