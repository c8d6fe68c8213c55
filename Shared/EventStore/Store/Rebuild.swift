import Events
import Foundation
import GRDB

/// What a rebuild of the read tables found.
public struct RebuildReport: Sendable, Hashable {
    /// Log rows replayed.
    public var events = 0
    /// For each table, rows that the store had and the log does not give (`extra`), or the other way round (`missing`).
    public var differences: [String: (extra: Int, missing: Int)] = [:]

    /// Whether both found the same.
    public static func == (left: RebuildReport, right: RebuildReport) -> Bool {
        left.events == right.events
            && left.differences.mapValues { [$0.extra, $0.missing] }
                == right.differences.mapValues { [$0.extra, $0.missing] }
    }

    /// Hashes what takes part in it.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(events)
    }

    /// Whether every table was as the log says.
    public var isClean: Bool { differences.values.allSatisfy { $0.extra == 0 && $0.missing == 0 } }
}

extension EventStore {
    /// Makes the read tables again from the log: beside the store, compared with it, then swapped in one commit.
    ///
    /// Reading and writing go on meanwhile; only the last stretch of the log and the swap hold the writer.
    ///
    /// - Parameter swap: Whether to put the new tables in place; without it only the comparison is made.
    /// - Returns: What was found.
    /// - Throws: The store's error; then nothing has changed.
    public func rebuild(swap: Bool = true) throws -> RebuildReport {
        let beside = path + ".rebuild"
        func removeBeside() {
            for suffix in ["", "-wal", "-shm", "-journal"] {
                // A file that is not there is what is wanted.
                _ = try? FileManager.default.removeItem(atPath: beside + suffix)
            }
        }
        removeBeside()
        defer { removeBeside() }
        let replica = try DatabaseQueue(path: beside)
        var migrator = DatabaseMigrator()
        for projection in options.projections { projection.register(in: &migrator) }
        // It can be made again at any time, so nothing need wait for the disk.
        try replica.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous=OFF") }
        try migrator.migrate(replica)
        var report = RebuildReport()
        var reached: Int64 = 0
        while true {
            let batch = try pool.read { try self.entries($0, after: reached, limit: 2000) }
            guard let last = batch.last else { break }
            try replay(batch, into: replica)
            report.events += batch.count
            reached = last.sequence
        }
        try pool.writeWithoutTransaction { db in
            while case let batch = try self.entries(db, after: reached, limit: 2000), let last = batch.last {
                try self.replay(batch, into: replica)
                report.events += batch.count
                reached = last.sequence
            }
            try replica.close()
            try db.execute(sql: "ATTACH DATABASE ? AS beside", arguments: [beside])
            defer {
                // Nothing depends on the attachment once the swap is committed or rolled back.
                _ = try? db.execute(sql: "DETACH DATABASE beside")
            }
            try db.inTransaction(.immediate) {
                let tables = self.options.projections.flatMap(\.tables)
                for table in tables { report.differences[table] = try Self.compare(table, db) }
                guard swap else { return .rollback }
                // A table may refer to one before it.
                for table in tables.reversed() { try db.execute(sql: "DELETE FROM main.\(table)") }
                for table in tables {
                    try db.execute(sql: "INSERT INTO main.\(table) SELECT * FROM beside.\(table)")
                }
                return .commit
            }
        }
        return report
    }

    private func entries(_ db: Database, after sequence: Int64, limit: Int) throws -> [LogEntry] {
        var rows = try db.prepared("SELECT \(LogColumns.list) FROM log l WHERE l.seq > ? ORDER BY l.seq LIMIT ?")
        rows.bind(sequence)
        rows.bind(limit)
        return try rows.all { try LogColumns.entry($0, names: names) }
    }

    private func replay(_ entries: [LogEntry], into replica: DatabaseQueue) throws {
        try replica.write { db in
            for entry in entries {
                for projection in options.projections { try projection.apply(entry, on: db) }
            }
        }
    }

    private static func compare(_ table: String, _ db: Database) throws -> (extra: Int, missing: Int) {
        func count(_ left: String, _ right: String) throws -> Int {
            try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM (SELECT * FROM \(left).\(table) EXCEPT SELECT * FROM \(right).\(table))"
            ) ?? 0
        }
        return (try count("main", "beside"), try count("beside", "main"))
    }
}
