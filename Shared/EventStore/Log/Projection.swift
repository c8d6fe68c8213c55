import Events
public import GRDB

/// A set of read tables and how the log fills them.
///
/// They can be dropped and made again from the log.
public struct Projection: Sendable {
    /// What a read table's code works on.
    public struct Context {
        /// The connection, inside the transaction that appends the event.
        public let db: Database
    }

    /// Its name, which prefixes its migrations: `intake-cases`.
    public let name: String
    /// Its tables, in an order in which they can be filled.
    public let tables: [String]
    private let migrations: [(name: String, sql: String)]
    private let dispatch: Dispatch<Context>

    /// Declares read tables.
    ///
    /// - Parameters:
    ///   - name: Unique in the service.
    ///   - tables: The tables that `migrations` make.
    ///   - migrations: SQL, in order; a landed one is never edited.
    ///   - dispatch: What each event does to the tables.
    public init(
        name: String,
        tables: [String],
        migrations: [(name: String, sql: String)],
        dispatch: Dispatch<Context>
    ) {
        self.name = name
        self.tables = tables
        self.migrations = migrations
        self.dispatch = dispatch
    }

    /// The CloudEvents types that the tables follow, sorted.
    var eventTypes: [String] { dispatch.types.sorted() }

    func register(in migrator: inout DatabaseMigrator) {
        for migration in migrations {
            migrator.registerMigration("\(name)-\(migration.name)") { try $0.execute(sql: migration.sql) }
        }
    }

    /// The names under which its migrations are known to the store.
    var migrationIdentifiers: Set<String> { Set(migrations.map { "\(name)-\($0.name)" }) }

    /// Lets the tables follow `entry`.
    func apply(_ entry: LogEntry, on db: Database) throws {
        var context = Context(db: db)
        try dispatch.apply(entry, to: &context)
    }
}

/// A context belongs to the transaction that appends the event.
@available(*, unavailable)
extension Projection.Context: Sendable {}
