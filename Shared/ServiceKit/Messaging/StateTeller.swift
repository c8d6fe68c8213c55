public import EventStore
public import Events
public import Kafka
import Logging
public import ServiceLifecycle

/// What a service tells on a compacted topic beside its events: how things stand now, each under its key.
///
/// Nothing of it is queued. A change is noted with what changed; what is told is made when its turn comes, so that many
/// changes of one thing are told once.
public protocol ToldStates: Sendable {
    /// The topic.
    var topic: Topic { get }

    /// What changed and was not told, a part of it if it is much: each group is acknowledged before the next is sent.
    func waiting() async throws -> [[ToldState]]

    /// Notes what was acknowledged.
    func note(_ told: [ToldState], in transaction: Transaction) throws

    /// The last record of each partition that was acknowledged.
    func places() async throws -> [ToldPlace]

    /// Notes the last records.
    func note(_ places: [ToldPlace], in transaction: Transaction) throws

    /// Lets everything in a partition be told again, because the broker lost the last of it.
    func forget(partition: Int32, in transaction: Transaction) throws
}

/// How one thing stands, as it is to be told.
public struct ToldState: Sendable {
    /// The record.
    public let record: ProducerRecord
    /// Its `ce_id`.
    public let id: EntityID
    /// What it tells of, for whoever made it.
    public let row: Int64
    /// How often that had changed.
    public let version: Int64

    /// Makes the value.
    public init(record: ProducerRecord, id: EntityID, row: Int64, version: Int64) {
        self.record = record
        self.id = id
        self.row = row
        self.version = version
    }
}

/// Where the last record of a partition was acknowledged.
public struct ToldPlace: Sendable, Hashable {
    /// The partition.
    public let partition: Int32
    /// The offset.
    public let offset: Int64
    /// The record's `ce_id`.
    public let id: EntityID

    /// Makes the value.
    public init(partition: Int32, offset: Int64, id: EntityID) {
        self.partition = partition
        self.offset = offset
        self.id = id
    }
}

/// Tells states: at intervals, whatever changed since; again what a broker lost.
public final class StateTeller: Service {
    private let states: any ToldStates
    private let writer: Writer
    private let kafka: KafkaConfiguration
    private let provision: TopicProvision
    private let interval: Duration
    private let told: Counter
    private let failures: Counter
    private let logger: Logger
    private let signal = Signal()

    /// Makes the teller; `interval` is from the end of one round to the next.
    public init(_ states: any ToldStates, _ context: ServiceContext, every interval: Duration) {
        self.states = states
        writer = context.writer
        kafka = context.kafka
        provision = context.topicProvision
        self.interval = interval
        told = context.metrics.counter("jisr_states_told_total", help: "States that the broker acknowledged.")
        failures = context.metrics.counter("jisr_states_failures_total", help: "Times that telling was interrupted.")
        logger = context.logger
    }

    /// Tells until shut down.
    public func run() async throws {
        let attempts = Attempts(
            subject: "telling",
            maximumBackoff: .seconds(2),
            failures: failures,
            signal: signal,
            logger: logger
        )
        await signal.stoppedByShutdown {
            await attempts.run(attempt)
        }
    }

    private func attempt(_ progress: AttemptProgress) async throws {
        let session = BrokerSession(kafka: kafka, provision: provision, signal: signal, logger: logger)
        let (producer, watch) = try await session.open([states.topic]) { admin, _ in
            let producer = try KafkaProducer(configuration: kafka)
            do {
                try await producer.warmUp(topics: [states.topic.name], timeout: .seconds(5))
                let watch = ConnectionWatch(isForgiving: progress.isForgiving) { producer.brokerErrorCount }
                try await repair(CommonEnds(admin: admin))
                return (producer, watch)
            } catch {
                await producer.close(timeout: .zero)
                throw error
            }
        }
        progress.begin()
        do {
            try await tell(with: producer, watch, progress)
            await producer.close(timeout: .zero)
        } catch {
            await producer.close(timeout: .zero)
            throw error
        }
    }

    /// Looks whether the last record of each partition is where it was.
    private func repair(_ ends: CommonEnds) async throws {
        let known = Dictionary(
            try await states.places().map {
                let place = TopicPartition(topic: states.topic.name, partition: $0.partition)
                return (place, KnownRecord(offset: $0.offset, id: $0.id))
            },
            uniquingKeysWith: { first, _ in first }
        )
        let found = try await ends.records(at: known)
        for (place, record) in known where !record.isThere(in: found[place]) {
            let states = states
            try await writer.patiently { try states.forget(partition: place.partition, in: $0) }
            logger.info("States are told again", metadata: [LogKey.partition: "\(place.partition)"])
        }
    }

    private func tell(
        with producer: KafkaProducer,
        _ watch: ConnectionWatch,
        _ progress: AttemptProgress
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            // A send waits as long as the broker is gone; a lost connection is not waited out.
            group.addTask { [signal] in
                while !watch.isLost, !signal.isStopped { try await Task.sleep(for: .milliseconds(50)) }
                await producer.close(timeout: .seconds(1))
            }
            defer { group.cancelAll() }
            while !signal.isStopped {
                let groups = try await states.waiting()
                try watch.check()
                for group in groups where !group.isEmpty { try await send(group, with: producer, progress) }
                if groups.allSatisfy(\.isEmpty) { await signal.pause(for: interval) }
            }
        }
    }

    private func send(_ group: [ToldState], with producer: KafkaProducer, _ progress: AttemptProgress) async throws {
        let reports = try await producer.send(group.map(\.record))
        var places: [Int32: ToldPlace] = [:]
        var failure: KafkaError?
        var acknowledged: [ToldState] = []
        for (state, report) in zip(group, reports) {
            switch report.outcome {
            case .persisted(let partition, let offset):
                acknowledged.append(state)
                if offset > places[partition]?.offset ?? -1 {
                    places[partition] = ToldPlace(partition: partition, offset: offset, id: state.id)
                }
            case .failed(let error, _): failure = failure ?? error
            }
        }
        if !acknowledged.isEmpty {
            let (states, done, last) = (states, acknowledged, Array(places.values))
            try await writer.patiently { transaction in
                try states.note(done, in: transaction)
                try states.note(last, in: transaction)
            }
            progress.noteRecord()
            told.increment(by: acknowledged.count)
        }
        if let failure { throw failure }
    }
}
