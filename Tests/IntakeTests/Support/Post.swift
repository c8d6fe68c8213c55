import EventStore
import Events
import TestKit

@testable import Intake

/// Carries what instances publish from one to another, as the topics do: in order, when it is told to.
final class Post {
    private var read: [String: Int64] = [:]

    /// Brings everything new from one desk to another.
    ///
    /// - Returns: What became of it.
    @discardableResult
    func carry(from sender: Desk, to receiver: Desk) throws -> InboxOutcome {
        let route = "\(sender.store.source) \(receiver.store.source)"
        let entries = try sender.write { try $0.entries(after: read[route] ?? 0, limit: 10_000) }
        read[route] = entries.last?.sequence ?? read[route] ?? 0
        var records: [InboundRecord] = []
        for entry in entries where entry.isOwn {
            for topic in EventCatalog.eventType(entry.type)?.topic.map({ [$0] }) ?? [] {
                records.append(try receiver.record(entry, of: sender.store.source, on: topic))
            }
        }
        return try receiver.take(records)
    }

    /// Both ways until nobody has anything new to say.
    func exchange(_ one: Desk, _ other: Desk) throws {
        for _ in 0..<10 {
            let there = try carry(from: one, to: other)
            let back = try carry(from: other, to: one)
            if there == InboxOutcome(), back == InboxOutcome() { return }
        }
    }
}

extension Desk {
    /// An entry of another instance's log as it arrives here.
    fileprivate func record(_ entry: LogEntry, of source: String, on topic: Topic) throws -> InboundRecord {
        let series = "\(source) \(topic.name) \(entry.key)"
        let sequence = (keySequences[series] ?? 0) + 1
        keySequences[series] = sequence
        let envelope = Envelope(
            id: entry.id,
            source: source,
            type: entry.type,
            aggregateID: entry.aggregateID,
            aggregateVersion: entry.version,
            occurredAt: entry.occurredAt,
            recordedAt: entry.recordedAt,
            partitionKey: entry.key,
            sequence: sequence,
            keySequence: sequence,
            storeEpoch: 1,
            correlationID: entry.correlationID,
            classification: topic.privacy
        )
        let offset = partitions[topic.name] ?? 0
        partitions[topic.name] = offset + 1
        return InboundRecord(
            RawRecord(envelope, payload: entry.payload),
            topic: topic.name,
            offset: offset,
            messages.table,
            { commands.config.services.accept($0) }
        )
    }

    fileprivate func take(_ records: [InboundRecord]) throws -> InboxOutcome {
        try write { transaction in
            try transaction.receive(
                records,
                table: messages.table,
                deadLetters: DeadLetters(service: "intake", instance: "el-marg", version: "0")
            )
        }
    }

    /// Tries again what waits, long enough from now.
    @discardableResult
    func retryParked() throws -> InboxOutcome {
        try store.writeNow(now: now.adding(.seconds(3600))) { transaction in
            try transaction.retryParked(
                table: messages.table,
                deadLetters: DeadLetters(service: "intake", instance: "el-marg", version: "0")
            )
        }
    }

    /// Lets the index see what happened, and the timers what is due.
    func tick() throws {
        let index = CaseIndex(config: commands.config)
        while try write({ try CaseIndex.follower.advance($0, apply: index.follow) }) {}
        while try write({ try index.tellPassed($0) }) {}
        while try write({ try CaseIndex.follower.advance($0, apply: index.follow) }) {}
    }

    /// Lets the index of persons see what happened.
    func index() throws {
        let persons = PersonIndex(nationalKey: commands.config.matchKey)
        // What it appends is for itself to see too.
        while try write({ try PersonIndex.follower.lag(in: $0.db) > 0 }) {
            _ = try write { try PersonIndex.follower.advance($0, apply: persons.follow) }
        }
    }

    func duplicates(_ status: DuplicateStatus? = nil) throws -> [DuplicateView] {
        try store.readNow { try DuplicateView.list(status, nil, after: nil, limit: 100, in: $0) }
    }

    func search(_ search: SearchCases) throws -> [EntityID] {
        try store.readNow { db in
            try search.rows(after: nil, limit: 100, in: Transaction(db: db, store: store, now: now))
        }
        .map(\.summary.caseId)
    }

    func worklist(_ filter: WorklistFilter = WorklistFilter(), after: [String]? = nil) throws -> [WorklistItem] {
        try store.readNow { try WorklistItem.list(filter, after: after, limit: 100, now: now, in: $0) }
    }
}
