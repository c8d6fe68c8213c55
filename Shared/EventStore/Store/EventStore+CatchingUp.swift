import Events
import GRDB

extension EventStore {
    /// Fills read tables that a newer version brought or changed from the log that was there before them.
    ///
    /// Each is done in one commit with the note that it is done, so that a process which is killed meanwhile begins
    /// again; in a new store there is nothing to do.
    func catchUpReadTables() throws {
        for projection in options.projections {
            let note = "read tables of \(projection.name)"
            try pool.write { db in
                let done = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name=?", arguments: [note])
                guard done != projection.revision else { return }
                // A table may refer to one before it.
                for table in projection.tables.reversed() { try db.execute(sql: "DELETE FROM \(table)") }
                var reached: Int64 = 0
                while case let batch = try entries(db, after: reached, limit: 2000), let last = batch.last {
                    for entry in batch { try projection.apply(entry, on: db) }
                    reached = last.sequence
                }
                try db.execute(
                    sql: "INSERT OR REPLACE INTO meta(name, value) VALUES (?, ?)",
                    arguments: [note, projection.revision]
                )
            }
        }
    }
}
