import EventStore
import Events
import Foundation
import GRDB
import Logging
import ServiceKit
import ServiceLifecycle
import Synchronization
import TestKit
import Testing

@testable import Partnerships

/// This service's routes over a store of its own, on a port of the loopback, with a clock that stands still.
struct PartnershipsAPI: Sendable {
    let store: EventStore
    let writer: Writer
    let clock: ManualClock
    let calendar: BusinessCalendar
    private let url: String

    /// Starts the routes, lets `body` use them, and stops them.
    static func run(
        on today: CalendarDate = day("2026-11-21"),
        _ body: @Sendable (PartnershipsAPI) async throws -> Void
    ) async throws {
        let temporary = try TemporaryStore(
            service: "partnerships",
            instance: "national",
            projections: PartnershipsProjections.all
        )
        let clock = ManualClock(today)
        let writer = Writer(temporary.store, clock: { clock.now })
        let calendar = BusinessCalendar(timeZone: try #require(TimeZone(identifier: "UTC")))
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let (ports, listening) = AsyncStream<Int>.makeStream()
        let server = HTTPServer(
            HTTPServer.Options(
                port: 0,
                title: "jisr-partnerships",
                version: "1.0.0",
                summary: "Under test.",
                onListening: { listening.yield($0) }
            ),
            routes: PartnershipsRoutes(calendar: calendar).all,
            readiness: [],
            writer: writer,
            metrics: MetricsRegistry(),
            logger: logger
        )
        let services = ServiceGroup(configuration: ServiceGroupConfiguration(services: [server], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { listening.finish() }
                try await services.run()
            }
            for await port in ports {
                let api = PartnershipsAPI(
                    store: temporary.store,
                    writer: writer,
                    clock: clock,
                    calendar: calendar,
                    url: "http://127.0.0.1:\(port)"
                )
                try await body(api)
                await services.triggerGracefulShutdown()
            }
            try await tasks.waitForAll()
        }
        let rebuilt = try temporary.store.rebuild(swap: false)
        #expect(rebuilt.isClean, "the read tables are what the log says: \(rebuilt.differences)")
        await writer.close()
    }

    func get(_ path: String) async throws -> LoopbackClient.Answer {
        try await LoopbackClient.shared.get(url + path)
    }

    func post(
        _ path: String,
        _ body: JSON = [:],
        key: String? = nil,
        version: Int? = nil
    ) async throws
        -> LoopbackClient.Answer
    {
        try await LoopbackClient.shared.command("POST", url + path, body, key: key, version: version)
    }

    func put(_ path: String, _ body: JSON, version: Int? = nil) async throws -> LoopbackClient.Answer {
        try await LoopbackClient.shared.command("PUT", url + path, body, version: version)
    }

    /// Sends a command that must be accepted and gives a member of its answer.
    func accepted(_ path: String, _ body: JSON = [:], _ member: String) async throws -> String {
        let answer = try await post(path, body)
        #expect((200...201).contains(answer.status), "\(path): \(answer.text)")
        return try #require(answer.json[member].string, "\(path): \(answer.text)")
    }

    /// Sends a command that must be refused and gives the code.
    func refused(_ path: String, _ body: JSON = [:], status: Int = 422) async throws -> String? {
        let answer = try await post(path, body)
        #expect(answer.status == status, "\(path): \(answer.text)")
        return answer.json["code"].string
    }

    /// The types of this service's own events, oldest first, without `jisr.` and the version.
    func eventNames(of aggregate: String? = nil) throws -> [String] {
        try store.readNow { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT t.name FROM log l JOIN event_type t ON t.id=l.type
                    WHERE l.producer IS NULL AND (?1 IS NULL OR l.aggregate=?1) ORDER BY l.seq
                    """,
                arguments: [aggregate.flatMap { EntityID($0) }]
            )
        }.map { $0.replacing("jisr.", with: "").replacing(".v1", with: "") }
    }

    /// Applies events as the consumer loop does, in the order given.
    @discardableResult
    func receive(
        _ records: [RawRecord],
        topic: Topic = .trainingEvents,
        from offset: Int64 = 0
    ) async throws
        -> InboxOutcome
    {
        let table = PartnershipsMessages.table(calendar)
        let inbound = records.enumerated().map { index, record in
            InboundRecord(record, topic: topic.name, offset: offset + Int64(index), table)
        }
        let letters = DeadLetters(service: "partnerships", instance: "national", version: "1.0.0")
        return try await writer.submit { try $0.receive(inbound, table: table, deadLetters: letters) }
    }

    /// Tries parked records again, as the consumer loop does when their time has come.
    func retryParked() async throws -> InboxOutcome {
        let table = PartnershipsMessages.table(calendar)
        let letters = DeadLetters(service: "partnerships", instance: "national", version: "1.0.0")
        return try await writer.submit { try $0.retryParked(table: table, deadLetters: letters) }
    }
}

/// A clock that moves when it is told to.
final class ManualClock: Sendable {
    private let instant: Mutex<Timestamp>

    init(_ day: CalendarDate) {
        instant = Mutex(Timestamp(day).adding(.seconds(43_200)))
    }

    var now: Timestamp { instant.withLock { $0 } }

    func move(to day: CalendarDate) {
        instant.withLock { $0 = Timestamp(day).adding(.seconds(43_200)) }
    }

    func advance(by duration: Duration) {
        instant.withLock { $0 = $0.adding(duration) }
    }
}

/// The day that `text` names; the epoch when it names none, which no test uses.
func day(_ text: String) -> CalendarDate {
    CalendarDate(text) ?? CalendarDate(daysSince1970: 0)
}

/// The place that `code` names.
func place(_ code: String) -> PlaceCode {
    PlaceCode(code) ?? PlaceCode(.noCountry)
}

/// A record as another service publishes it.
func published<E: EventData>(
    _ event: E,
    of aggregate: EntityID,
    key: String? = nil,
    source: String = "/jisr/training/national",
    sequence: Int64 = 1
) throws -> RawRecord {
    let envelope = Envelope(
        id: .v7(),
        source: source,
        type: E.type,
        aggregateID: aggregate,
        aggregateVersion: Int(sequence),
        occurredAt: Examples.time(),
        recordedAt: Examples.time(),
        partitionKey: key.map { RecordKey($0) } ?? .id(aggregate),
        sequence: sequence,
        keySequence: sequence,
        storeEpoch: 1,
        correlationID: .v7(),
        classification: E.topic?.privacy ?? .restricted
    )
    return RawRecord(envelope, payload: try EventCoding.encode(event))
}
