import ArgumentParser
import EventStore
import Events
import Foundation
import GRDB
import Kafka
import Logging
import ServiceKit
import ServiceLifecycle
import Synchronization

/// consume → dedupe → decide → store → outbox → publish, with the same relay, consumer loop and store as the services.
struct Pipeline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answers every service.delivered event with an event of its own and prints the rate as JSON."
    )
    @Option(help: "The broker, host:port.")
    var bootstrap: String
    @Option(help: "How many distinct events are on the topic.")
    var events: Int
    @Option(help: "An empty folder for the store.")
    var data: String
    @Option(help: "Records in one commit.")
    var batch = 500

    func run() async throws {
        let store = try EventStore(
            EventStore.Options(
                directory: data,
                service: "intake",
                instance: "bench",
                masterKey: MasterKey(bytes: [UInt8](repeating: 7, count: 32)),
                projections: [PipelineTables.projection]
            )
        )
        let wake = RelayWake()
        let writer = Writer(store, onOutbox: { wake.relay?.wake() })
        let registry = MetricsRegistry()
        let logger = Logger(label: "jisr-bench")
        let kafka = KafkaConfiguration(bootstrapServers: bootstrap, clientID: "jisr.bench")
        let provision = TopicProvision(createsMissing: true, replicationFactor: 1)
        let letters = DeadLetters(service: "intake", instance: "bench", version: "bench")
        let relay = Relay(
            writer: writer,
            kafka: kafka,
            topics: [.caseEvents, letters.topic],
            provision: provision,
            metrics: RelayMetrics(registry),
            logger: logger
        )
        wake.set(relay)
        var limits = ConsumerLoop.Limits()
        limits.batch = batch
        let consumer = ConsumerLoop(
            writer: writer,
            kafka: kafka,
            groupID: "jisr.bench",
            table: PipelineTables.messages,
            deadLetters: letters,
            provision: provision,
            limits: limits,
            metrics: ConsumerMetrics(registry),
            logger: logger
        )
        let group = ServiceGroup(services: [relay, consumer], logger: logger)
        let expected = events
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let seconds = try await measure(store, expected)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            print(#"{"events": \#(expected), "seconds": \#(seconds), "events_per_s": \#(Double(expected) / seconds)}"#)
        }
    }

    /// From the first record applied to the last one marked.
    private func measure(_ store: EventStore, _ expected: Int) async throws -> Double {
        func logCount() async throws -> Int {
            try await store.read { try Int.fetchOne($0, sql: "SELECT coalesce(max(seq), 0) FROM log") ?? 0 }
        }
        // Counting a long outbox every few milliseconds would take much of what is measured.
        func isAnythingUnpublished() async throws -> Bool {
            try await store.read {
                try Bool.fetchOne($0, sql: "SELECT EXISTS(SELECT 1 FROM outbox WHERE published_at IS NULL)") ?? false
            }
        }
        while try await logCount() == 0 { try await Task.sleep(for: .milliseconds(1)) }
        let start = ContinuousClock.now
        while try await logCount() < expected { try await Task.sleep(for: .milliseconds(5)) }
        while try await isAnythingUnpublished() { try await Task.sleep(for: .milliseconds(2)) }
        let elapsed = start.duration(to: .now)
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    }
}

/// The relay that is woken by a writer that was made before it.
private final class RelayWake: Sendable {
    private let held = Mutex<Relay?>(nil)

    var relay: Relay? { held.withLock { $0 } }

    func set(_ relay: Relay) { held.withLock { $0 = relay } }
}
