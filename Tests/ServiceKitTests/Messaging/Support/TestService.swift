import EventStore
import Events
import GRDB
import Kafka
import Logging
import ServiceKit
import ServiceLifecycle
import Synchronization
import TestKit

/// A service in this process, without routes: a store, a relay and a consumer loop that are started and stopped at will.
final class TestService: Sendable {
    let service: String
    let store: EventStore
    let writer: Writer
    let log = RecordingLog()
    let registry = MetricsRegistry()
    let clock = TestClock()
    let publishes: [Topic]
    let deadLetters: DeadLetters
    private let temporary: TemporaryStore
    private let relay: CurrentRelay

    init(
        _ service: String = "intake",
        publishes: [Topic] = [.caseEvents],
        writerLimits: Writer.Limits = Writer.Limits()
    ) throws {
        self.service = service
        self.publishes = publishes
        temporary = try TemporaryStore(service: service)
        store = temporary.store
        deadLetters = DeadLetters(service: service, instance: "el-marg", version: "1.0")
        let relay = CurrentRelay()
        self.relay = relay
        writer = Writer(store, limits: writerLimits, clock: { [clock] in clock.now }, onOutbox: { relay.wake() })
        try store.writeNow { transaction in
            try transaction.db.execute(sql: "CREATE TABLE effect(id TEXT, \"case\" TEXT, keyseq INTEGER)")
        }
    }

    /// The relay, started.
    func startRelay(
        _ bootstrapServers: String,
        createsMissing: Bool = true,
        limits: Relay.Limits = Relay.Limits()
    ) -> Running<Relay> {
        let relay = Relay(
            writer: writer,
            kafka: KafkaConfiguration(bootstrapServers: bootstrapServers, clientID: "test"),
            topics: publishes + [deadLetters.topic],
            provision: TopicProvision(createsMissing: createsMissing, replicationFactor: 1),
            limits: limits,
            metrics: RelayMetrics(registry),
            logger: log.logger
        )
        self.relay.set(relay)
        return Running(relay, logger: log.logger)
    }

    /// The consumer loop, started.
    func startConsumer(
        _ bootstrapServers: String,
        table: MessageTable = .keeping,
        groupID: String = "jisr.test",
        limits: ConsumerLoop.Limits = ConsumerLoop.Limits(),
        accepts: @escaping @Sendable (Envelope) -> Bool = { _ in true }
    ) -> Running<ConsumerLoop> {
        let consumer = ConsumerLoop(
            writer: writer,
            kafka: KafkaConfiguration(bootstrapServers: bootstrapServers, clientID: "test"),
            groupID: groupID,
            table: table,
            accepts: accepts,
            deadLetters: deadLetters,
            provision: TopicProvision(createsMissing: true, replicationFactor: 1),
            limits: limits,
            metrics: ConsumerMetrics(registry),
            logger: log.logger
        )
        return Running(consumer, logger: log.logger)
    }

    /// Commits `count` events of a case, one command each.
    func identify(_ caseID: EntityID, times count: Int = 1) async throws {
        for _ in 0..<count {
            _ = try await writer.submit { try $0.append(Examples.caseIdentified(caseID), to: caseID) }
        }
    }

    var pendingCount: Int {
        get async throws { try await store.outboxBacklog().count }
    }

    /// Waits until everything is published.
    func published() async throws {
        _ = try await eventually("everything is published") { try await pendingCount == 0 ? true : nil }
    }

    /// The effects of handlers, in the order in which they came about.
    func effects() async throws -> [Effect] {
        try await store.read { db in
            try Row.fetchAll(db, sql: "SELECT id, \"case\", keyseq FROM effect ORDER BY rowid").map {
                Effect(id: $0[0], caseID: $0[1], keySequence: $0[2])
            }
        }
    }

    /// Waits until there are `count` effects, and gives them.
    func effects(_ count: Int, within limit: Duration = .seconds(30)) async throws -> [Effect] {
        try await eventually("\(count) effects", within: limit) {
            let effects = try await effects()
            return effects.count >= count ? effects : nil
        }
    }

    func count(_ metric: String, _ labels: [(String, String)] = []) -> Int {
        Int(registry.counter(metric, help: "", labels: labels).value)
    }

    /// The records of all partitions of `topic` that are said not to be applied yet.
    func lag(of topic: Topic) -> Int {
        (0..<Topic.partitionCount).reduce(0) { sum, partition in
            let labels = [("topic", topic.name), ("partition", "\(partition)")]
            return sum + Int(registry.gauge("jisr_inbox_lag", help: "", labels: labels).value)
        }
    }
}

/// What a handler did.
struct Effect: Hashable, Sendable {
    let id: String
    let caseID: String
    let keySequence: Int
}

extension MessageTable {
    /// A table whose handlers keep the event and note an effect that nothing but the offsets and sequences makes happen
    /// only once.
    static let keeping = MessageTable().on(CaseIdentified.self) { transaction, event, message in
        try transaction.keep(message)
        try transaction.noteEffect(message)
    }
}

extension Transaction {
    func noteEffect(_ message: ReceivedEvent) throws {
        let envelope = message.envelope
        try db.execute(
            sql: "INSERT INTO effect VALUES (?, ?, ?)",
            arguments: [envelope.id.description, envelope.partitionKey.description, envelope.keySequence]
        )
    }
}

/// The present, at the command of the test.
final class TestClock: Sendable {
    private let offset = Mutex(Duration.zero)

    var now: Timestamp { Timestamp.now.adding(offset.withLock { $0 }) }

    func advance(by duration: Duration) { offset.withLock { $0 += duration } }
}

/// The relay that commits wake; another one after each start.
private final class CurrentRelay: Sendable {
    private let relay = Mutex<Relay?>(nil)

    func set(_ relay: Relay) { self.relay.withLock { $0 = relay } }

    func wake() { relay.withLock { $0 }?.wake() }
}

/// A part of a service while it runs.
final class Running<Part: Service>: Sendable {
    let part: Part
    private let group: ServiceGroup
    private let task: Task<Void, any Error>

    init(_ part: Part, logger: Logger) {
        self.part = part
        let group = ServiceGroup(services: [part], logger: logger)
        self.group = group
        task = Task { try await group.run() }
    }

    deinit { task.cancel() }

    /// Stops it as a shutdown does, and waits.
    func stop() async throws {
        await group.triggerGracefulShutdown()
        try await task.value
    }

    /// Ends it as abruptly as a task can be, and waits.
    func cancel() async {
        task.cancel()
        _ = await task.result
    }
}
