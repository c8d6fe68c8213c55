import EventStore
import Events
import Foundation
import GRDB
import Kafka
import Logging
import ServiceKit
import Synchronization
import TestKit
import Testing

@testable import Statistics

/// Instances that share the work over topics in memory.
final class ShareGroup {
    static let projections = [
        StatisticsTables.facts, StatisticsTables.figures, PublicationTables.publications, ReleaseTables.projection,
        ShareTables.projection,
    ]

    static func secret(_ filler: String = "5a") throws -> GroupSecret {
        try #require(GroupSecret(String(repeating: filler, count: 32)))
    }

    var topics: SharedTopics
    var atoms = CompactedTopic()
    private(set) var readers: [ShareReader] = []
    private(set) var forgotten = CompactedTopic()
    private(set) var counting: CountingInstance
    private let secret: GroupSecret

    init(_ topics: SharedTopics) throws {
        self.topics = topics
        secret = try Self.secret()
        counting = try CountingInstance(secret)
    }

    /// Adds a reader, which has no partition yet.
    @discardableResult
    func addReader() throws -> ShareReader {
        let reader = try ShareReader("reader-\(readers.count + 1)", secret)
        readers.append(reader)
        return reader
    }

    /// Loses a reader with its store.
    func lose(_ reader: ShareReader) { readers.removeAll { $0 === reader } }

    /// Divides all partitions among the readers; `turn` makes it another division.
    func divide(turn: Int = 0) throws {
        for (index, reader) in readers.enumerated() {
            let places = topics.places.enumerated().filter { ($0.offset + turn) % readers.count == index }
            try reader.own(Set(places.map(\.element)))
        }
    }

    /// Lets every reader read at most so many records of each of its partitions, and tell what changed.
    func step(_ limit: Int = .max) throws {
        for reader in readers {
            try reader.read(topics, limit: limit)
            forgotten = try reader.announce(forgotten)
            try reader.hear(forgotten)
        }
    }

    func tell() async throws {
        for reader in readers { for record in try await reader.told() { atoms.append(record) } }
    }

    /// Lets the readers read everything, tell it, and the counting instance take it in.
    func finish() async throws {
        // What one has announced the others before it hear in the next round.
        try step()
        try step()
        try await tell()
        try counting.hear(atoms)
    }

    /// Loses the counting instance with its store, and begins another.
    func renewCounting() throws { counting = try CountingInstance(secret) }
}

/// An instance that reads.
final class ShareReader {
    let store: TemporaryStore
    private let table: MessageTable
    private let teller: AtomTeller
    private let owned: OwnedPlaces
    private var heard: Int64 = 0
    private var announced: Int64 = 0

    /// What it has to tell of at present.
    private final class OwnedPlaces: Sendable {
        private let state = Mutex<Set<TopicPartition>>([])

        var places: Set<TopicPartition> {
            get { state.withLock(\.self) }
            set { state.withLock { $0 = newValue } }
        }
    }

    init(_ name: String, _ secret: GroupSecret) throws {
        store = try TemporaryStore(service: "statistics", instance: name, projections: ShareGroup.projections)
        let messages = StatisticsMessages(days: Desk.days)
        let keeper = AtomKeeper(secret: secret, topics: messages.told(to: .store).table.topics)
        table = keeper.hearing(messages.told(to: keeper.sink).table)
        let owned = OwnedPlaces()
        self.owned = owned
        teller = AtomTeller(store: store.store, secret: secret, owned: { owned.places })
    }

    func own(_ places: Set<TopicPartition>) throws {
        let taken = places.subtracting(owned.places)
        try store.store.writeNow { try AtomTeller.tellAgain(taken, $0.db) }
        owned.places = places
    }

    func receive(_ records: [InboundRecord]) throws {
        let letters = DeadLetters(service: "statistics", instance: "reader", version: "test")
        let outcome = try store.store.writeNow { try $0.receive(records, table: table, deadLetters: letters) }
        #expect(outcome.deadLettered.isEmpty && outcome.parked == 0)
    }

    func read(_ topics: SharedTopics, limit: Int) throws {
        var batch: [InboundRecord] = []
        let offsets = try store.store.writeNow { try $0.nextOffsets(topics: table.topics) }
        for place in owned.places.sorted(by: { ($0.topic, $0.partition) < ($1.topic, $1.partition) }) {
            let next = offsets[place.topic]?[place.partition] ?? 0
            batch += topics.inbound(place, from: next, limit: limit, table)
        }
        if !batch.isEmpty { try receive(batch) }
    }

    /// Publishes whom it knows to be erased.
    func announce(_ topic: CompactedTopic) throws -> CompactedTopic {
        var topic = topic
        let entries = try store.store.writeNow { try $0.entries(after: announced, limit: 10_000) }
        for entry in entries {
            announced = entry.sequence
            let envelope = Envelope(
                id: entry.id,
                source: store.store.source,
                type: entry.type,
                aggregateID: entry.aggregateID,
                aggregateVersion: entry.version,
                occurredAt: entry.occurredAt,
                recordedAt: entry.recordedAt,
                partitionKey: entry.key,
                sequence: entry.sequence,
                keySequence: Int64(entry.version),
                storeEpoch: 1,
                correlationID: entry.correlationID,
                classification: .internal
            )
            topic.append(RawRecord(envelope, payload: entry.payload))
        }
        return topic
    }

    func hear(_ topic: CompactedTopic) throws {
        let news = topic.records.filter { $0.offset >= heard }
        guard let last = news.last else { return }
        heard = last.offset + 1
        try receive(news.map { InboundRecord($0.raw, topic: Topic.forgotten.name, offset: $0.offset, table) })
    }

    /// What it tells now.
    func told() async throws -> [ProducerRecord] {
        var records: [ProducerRecord] = []
        while true {
            let states = try await teller.waiting().flatMap(\.self)
            guard !states.isEmpty else { return records }
            records += states.map(\.record)
            try store.store.writeNow { try teller.note(states, in: $0) }
        }
    }
}

/// The instance that counts and releases.
final class CountingInstance {
    let store: TemporaryStore
    private let table: MessageTable
    private let writer: Writer
    private var heard: Int64 = 0

    init(_ secret: GroupSecret) throws {
        store = try TemporaryStore(service: "statistics", instance: "national", projections: ShareGroup.projections)
        table = AtomListener(secret: secret).table
        writer = Writer(store.store)
    }

    @discardableResult
    func hear(_ topic: CompactedTopic) throws -> InboxOutcome {
        let letters = DeadLetters(service: "statistics", instance: "national", version: "test")
        let news = topic.records.filter { $0.offset >= heard }
        heard = (topic.records.last?.offset ?? -1) + 1
        let records = news.map { InboundRecord($0.raw, topic: Topic.atoms.name, offset: $0.offset, table) }
        return try store.store.writeNow { try $0.receive(records, table: table, deadLetters: letters) }
    }

    var offsets: [String: [Int32: Int64]] {
        get throws { try store.store.readNow { try AtomListener.nextOffsets($0) } }
    }

    /// The manifest of a release and its figures, as they are to be the same.
    func release(through: CalendarDate, policy: ReleasePolicy) async throws -> ReleasedWork {
        try await ReleasedWork(
            store.store,
            writer,
            through: through,
            policy,
            offsets: { try AtomListener.nextOffsets($0) }
        )
    }
}

/// What one release says.
struct ReleasedWork: Equatable {
    var id: EntityID
    var hash: String
    var offsets: [TopicOffset]

    init(
        _ store: EventStore,
        _ writer: Writer,
        through: CalendarDate,
        _ policy: ReleasePolicy,
        offsets: (@Sendable (Database) throws -> [String: [Int32: Int64]])? = nil
    ) async throws {
        let now = Timestamp(day(2026, 6, 1))
        var maker = ReleaseMaker(
            writer: writer,
            days: Desk.days,
            policy: policy,
            topics: StatisticsMessages(days: Desk.days).table.topics,
            logger: Logger(label: "test"),
            clock: { now }
        )
        maker.sharedOffsets = offsets
        let order = try store.writeNow {
            try ReleaseOrders.order(through: through, policy, today: day(2026, 6, 1), in: $0)
        }
        try await maker.work()
        let made = try #require(try store.readNow { try ReleaseOrders.find(order.id, $0) })
        let release = try #require(made.release, "\(made.problem ?? "")")
        let manifest = try store.writeNow { transaction in
            try #require(
                try transaction.entries(aggregate: release).last.map { try $0.data(as: SnapshotPublished.self) }
            )
        }
        (id, hash, self.offsets) = (manifest.releaseId, manifest.figuresHash, manifest.offsets)
    }
}
