import Events
import GRDB

extension Transaction {
    /// Applies records from topics: everything about them is in this transaction, their offsets too.
    public func receive(
        _ records: [InboundRecord],
        table: MessageTable,
        deadLetters: DeadLetters
    ) throws
        -> InboxOutcome
    {
        do {
            return try savepoint {
                var batch = try InboxBatch(self, table: table, deadLetters: deadLetters, usesSavepoints: false)
                try batch.apply(records)
                try table.end(self)
                return batch.outcome
            }
        } catch is InboxBatch.NeedsSavepoints {
            var batch = try InboxBatch(self, table: table, deadLetters: deadLetters, usesSavepoints: true)
            try batch.apply(records)
            try table.end(self)
            return batch.outcome
        }
    }

    /// Tries parked records whose time has come.
    public func retryParked(table: MessageTable, deadLetters: DeadLetters) throws -> InboxOutcome {
        var batch = try InboxBatch(self, table: table, deadLetters: deadLetters, usesSavepoints: true)
        for (producer, key) in try dueParkedKeys(limit: 100) { try batch.release(producer, key) }
        try table.end(self)
        return batch.outcome
    }

    /// Runs `body` in a savepoint of its own: what it wrote is undone when it throws.
    public func savepoint<T>(_ body: () throws -> T) throws -> T {
        try db.cachedStatement(sql: "SAVEPOINT jisr").execute()
        let hadOutboxRows = hasOutboxRows
        let gatheredBefore = gathered.count
        do {
            let result = try body()
            try db.cachedStatement(sql: "RELEASE jisr").execute()
            return result
        } catch {
            hasOutboxRows = hadOutboxRows
            gathered.removeSubrange(min(gatheredBefore, gathered.count)...)
            try db.cachedStatement(sql: "ROLLBACK TO jisr").execute()
            try db.cachedStatement(sql: "RELEASE jisr").execute()
            throw error
        }
    }
}
