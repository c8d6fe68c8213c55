import Events
public import GRDB

/// Tables that follow the log from behind, in batches of their own: for what is too dear to be done while a command
/// waits, or needs identifying values, as an index over sealed names does.
///
/// Where it has come is kept with what it wrote, so that it goes on there after any end of the process.
public struct Follower: Sendable {
    /// Its name, which prefixes its migrations: `intake-index`.
    public let name: String
    /// How many entries it takes in one unit of work, at most; a command may have to wait for one batch.
    public let limit: Int
    private let migrations: [(name: String, sql: String)]
    private let tables: [String]

    /// Declares a follower.
    ///
    /// - Parameters:
    ///   - name: Unique in the service.
    ///   - tables: The tables that `migrations` make, and nobody else writes to.
    ///   - migrations: SQL, in order; a landed one is never edited.
    ///   - limit: How many entries to take at a time.
    public init(
        _ name: String,
        tables: [String],
        migrations: [(name: String, sql: String)],
        limit: Int = 64
    ) {
        self.name = name
        self.tables = tables
        self.migrations = migrations
        self.limit = limit
    }

    func register(in migrator: inout DatabaseMigrator) {
        for migration in migrations {
            migrator.registerMigration("\(name)-\(migration.name)") { try $0.execute(sql: migration.sql) }
        }
    }

    /// Takes the next entries.
    ///
    /// `apply` is given them, oldest first; it may append to the log, but what it does must not depend on how entries
    /// fall into batches.
    ///
    /// - Returns: Whether there may be more.
    public func advance(
        _ transaction: Transaction,
        apply: (Transaction, [LogEntry]) throws -> Void
    ) throws -> Bool {
        let last = try Self.position(name, in: transaction.db)
        let entries = try transaction.entries(after: last, limit: limit)
        guard let newest = entries.last else { return false }
        try apply(transaction, entries)
        try transaction.db.run(
            "INSERT INTO follower(name, seq) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET seq=?2",
            .text(name),
            .integer(Int(newest.sequence))
        )
        return entries.count == limit
    }

    /// How many entries it has not seen yet.
    public func lag(in db: Database) throws -> Int {
        let newest = try Int64.fetchOne(db, sql: "SELECT max(seq) FROM log") ?? 0
        return Int(newest - (try Self.position(name, in: db)))
    }

    /// Empties its tables and begins again with the oldest entry.
    public func restart(_ transaction: Transaction) throws {
        for table in tables { try transaction.db.execute(sql: "DELETE FROM \(table)") }
        try transaction.db.run("DELETE FROM follower WHERE name=?", .text(name))
    }

    private static func position(_ name: String, in db: Database) throws -> Int64 {
        var found = try db.prepared("SELECT seq FROM follower WHERE name=?")
        found.bind(name)
        return try found.first { $0.integer(0) } ?? 0
    }
}
