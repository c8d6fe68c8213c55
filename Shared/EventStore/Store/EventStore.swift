public import Events
import Foundation
public import GRDB
import Logging
import Synchronization

/// One service's own SQLite file: the log that is the truth, and what follows from it.
///
/// Exactly one process has it open. Writes go through one ``Transaction`` at a time on GRDB's writer; reads see a
/// snapshot and never wait for a write.
public final class EventStore: Sendable {
    /// What a store is opened with.
    public struct Options: Sendable {
        /// The folder that holds the file; made when missing.
        public var directory: String
        /// The service's name: `intake`.
        public var service: String
        /// The instance's name: `el-marg`.
        public var instance: String
        /// The key that wraps the subjects' keys.
        public var masterKey: MasterKey
        /// The read tables, made from the log.
        public var projections: [Projection]
        /// The tables that follow the log from behind.
        public var followers: [Follower]
        /// Whether the file is mapped into memory, which spares look-ups here and there a copy of the page.
        ///
        /// What is mapped counts as the process's memory, once for each connection: a service that reads its tables from
        /// one end to the other does without.
        public var isMapped: Bool

        /// Makes options.
        public init(
            directory: String,
            service: String,
            instance: String,
            masterKey: MasterKey,
            projections: [Projection] = [],
            followers: [Follower] = [],
            isMapped: Bool = true
        ) {
            self.directory = directory
            self.service = service
            self.instance = instance
            self.masterKey = masterKey
            self.projections = projections
            self.followers = followers
            self.isMapped = isMapped
        }
    }

    /// The largest data of one event, in bytes; well below Kafka's default limit of 1 MB for a record.
    public static let maximumPayloadBytes = 512 * 1024

    /// `/jisr/<service>/<instance>`: the CloudEvents source of all that this store publishes.
    public let source: String
    /// What it was opened with.
    public let options: Options
    /// Raised when the store is restored from a backup, because sequences are then used again.
    public let epoch: Int
    /// The file's path.
    public let path: String

    let pool: DatabasePool
    let names: NameTable
    let keyRing: KeyRing
    private let lock: StoreLock

    /// Opens the store, making or migrating it as needed.
    ///
    /// - Throws: ``StoreError``.
    public init(_ options: Options) throws {
        self.options = options
        source = "/jisr/\(options.service)/\(options.instance)"
        path = options.directory + "/jisr-\(options.service).sqlite"
        do {
            try FileManager.default.createDirectory(
                atPath: options.directory,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw StoreError.unusable(
                path: options.directory,
                reason: "the folder cannot be made: check its parent and permissions"
            )
        }
        lock = try StoreLock(path: options.directory + "/jisr-\(options.service).lock")
        do {
            pool = try Self.openPool(path: path, isMapped: options.isMapped)
            // Before anything is changed: a store that is not ours stays as it is.
            try Self.checkOwner(pool, options: options, path: path)
            try Self.migrate(pool, options: options, path: path)
            epoch = try Self.claim(pool, options: options, path: path)
            let keyRing = KeyRing(masterKey: options.masterKey)
            try pool.write { try keyRing.check($0) }
            self.keyRing = keyRing
            let followed = options.projections.flatMap(\.eventTypes)
            names = try pool.write { try NameTable($0, types: followed) }
            try fillNewTables()
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    /// Reads from a snapshot of the last commit, off the caller's thread.
    public func read<T: Sendable>(_ block: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try await pool.read { try block($0) }
    }

    /// Reads from a snapshot of the last commit, on the caller's thread: for tools and tests.
    public func readNow<T>(_ block: (Database) throws -> T) throws -> T {
        try pool.read(block)
    }

    /// Runs `block` on the writer, outside any transaction, off the caller's thread: for the group-commit writer only.
    public func onWriter(_ block: @escaping @Sendable (Database) -> Void) {
        pool.asyncWriteWithoutTransaction(block)
    }

    /// Runs one transaction of its own, on the caller's thread: for tools and tests; services use the writer.
    @discardableResult
    public func writeNow<T>(now: Timestamp = .now, _ block: (Transaction) throws -> T) throws -> T {
        try pool.writeWithoutTransaction { db in
            var result: T?
            try db.inTransaction(.immediate) {
                result = try block(Transaction(db: db, store: self, now: now))
                return .commit
            }
            guard let result else { throw StoreError.unusable(path: path, reason: "the transaction gave no result") }
            return result
        }
    }

    /// Moves the write-ahead log into the file and closes it.
    ///
    /// Nothing may use the store afterwards.
    public func close() throws {
        // GRDB closes its read-only connections last, so that closing alone leaves the write-ahead log behind. It is as
        // durable there: when a reader is still at work, the next opening goes on with it.
        _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try pool.close()
    }

    private static func openPool(path: String, isMapped: Bool) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "jisr"
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { db in
            // 32 MiB of page cache and a memory-mapped file keep a large store's lookups off the disk.
            let mappedBytes = isMapped ? 268_435_456 : 0
            try db.execute(sql: "PRAGMA cache_size=-32768; PRAGMA mmap_size=\(mappedBytes); PRAGMA temp_store=MEMORY")
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        // GRDB sets synchronous=NORMAL on its writer after prepareDatabase. With NORMAL a power cut may take back a
        // commit whose event is already on Kafka.
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=8000")
        }
        return pool
    }

    private static func owner(_ options: Options) -> String { "\(options.service)/\(options.instance)" }

    private static func checkOwner(_ pool: DatabasePool, options: Options, path: String) throws {
        try pool.read { db in
            guard try db.tableExists("meta") else {
                let tables = try String.fetchAll(
                    db,
                    sql: "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name<>'grdb_migrations'"
                )
                guard tables.isEmpty else {
                    throw StoreError.corrupt(path: path, reason: "its tables are not those of a store")
                }
                return
            }
            let found = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name='owner'")
            if let found, found != owner(options) {
                throw StoreError.foreign(path: path, found: found, expected: owner(options))
            }
        }
    }

    private static func migrate(_ pool: DatabasePool, options: Options, path: String) throws {
        var migrator = DatabaseMigrator()
        StoreSchema.register(in: &migrator)
        for projection in options.projections { projection.register(in: &migrator) }
        for follower in options.followers { follower.register(in: &migrator) }
        if try pool.read({ try migrator.hasBeenSuperseded($0) }) { throw StoreError.newer(path: path) }
        try pool.write { db in
            let applied = try migrator.appliedIdentifiers(db)
            guard options.projections.contains(where: { !$0.migrationIdentifiers.isSubset(of: applied) }),
                try db.tableExists("log"), try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM log)") ?? false
            else { return }
            // Noted before the tables are there: whatever ends the process, they are filled at the next start.
            try db.execute(sql: "INSERT OR REPLACE INTO meta(name, value) VALUES ('rebuild', '1')")
        }
        try migrator.migrate(pool)
    }

    /// Read tables that came with a new version begin with what was there before it.
    private func fillNewTables() throws {
        guard try pool.read({ try Row.fetchOne($0, sql: "SELECT 1 FROM meta WHERE name='rebuild'") }) != nil else {
            return
        }
        _ = try rebuild()
        try pool.write { try $0.execute(sql: "DELETE FROM meta WHERE name='rebuild'") }
    }

    private static func claim(_ pool: DatabasePool, options: Options, path: String) throws -> Int {
        try pool.write { db in
            try db.execute(
                sql: "INSERT OR IGNORE INTO meta(name, value) VALUES ('owner', ?), ('epoch', '1')",
                arguments: [owner(options)]
            )
            return try Int.fetchOne(db, sql: "SELECT value FROM meta WHERE name='epoch'") ?? 1
        }
    }
}
