public import Decisions
public import EventStore
public import Events
import Foundation
import GRDB
import Logging
public import ServiceKit
import ServiceLifecycle

/// A service's routes over a store of its own, on a port of the loopback, with a clock that stands still.
public struct ServiceUnderTest: Sendable {
    /// What is under test.
    public struct Parts: Sendable {
        /// The service's name: `training`.
        public var service: String
        /// Its read tables.
        public var projections: [Projection]
        /// Its routes.
        public var routes: [Route]
        /// Which event goes to which handler.
        public var messages: MessageTable
        /// The topic that most of its events come on.
        public var topic: Topic

        /// Names the parts.
        public init(
            service: String,
            projections: [Projection],
            routes: [Route],
            messages: MessageTable,
            topic: Topic
        ) {
            self.service = service
            self.projections = projections
            self.routes = routes
            self.messages = messages
            self.topic = topic
        }
    }

    /// The read tables are not what the log says.
    public struct ReadTablesDiffer: Error {
        /// By table, the rows too many and the rows missing.
        public let differences: [String: (extra: Int, missing: Int)]
    }

    /// The store.
    public let store: EventStore
    /// Its writer.
    public let writer: Writer
    /// The clock that its commands are decided by.
    public let clock: ManualClock
    /// The calendar of UTC.
    public let calendar: BusinessCalendar
    /// The address, without a slash at its end.
    public let url: String
    private let parts: Parts
    private var letters: DeadLetters { DeadLetters(service: parts.service, instance: "national", version: "1.0.0") }

    /// The calendar that services under test have.
    public static let calendar = BusinessCalendar(timeZone: .gmt)

    /// Starts the routes, lets `body` use them, stops them, and sees whether the read tables are what the log says.
    public static func run(
        _ parts: Parts,
        on today: CalendarDate,
        _ body: @Sendable (ServiceUnderTest) async throws -> Void
    ) async throws {
        let temporary = try TemporaryStore(
            service: parts.service,
            instance: "national",
            projections: parts.projections
        )
        let clock = ManualClock(today)
        let writer = Writer(temporary.store, clock: { clock.now })
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let (ports, listening) = AsyncStream<Int>.makeStream()
        let server = HTTPServer(
            HTTPServer.Options(
                port: 0,
                title: "jisr-\(parts.service)",
                version: "1.0.0",
                summary: "Under test.",
                onListening: { listening.yield($0) }
            ),
            routes: parts.routes,
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
                let service = ServiceUnderTest(
                    store: temporary.store,
                    writer: writer,
                    clock: clock,
                    calendar: calendar,
                    url: "http://127.0.0.1:\(port)",
                    parts: parts
                )
                try await body(service)
                await services.triggerGracefulShutdown()
            }
            try await tasks.waitForAll()
        }
        let rebuilt = try temporary.store.rebuild(swap: false)
        guard rebuilt.isClean else { throw ReadTablesDiffer(differences: rebuilt.differences) }
        await writer.close()
    }

    // MARK: Requests

    /// Reads.
    public func get(_ path: String) async throws -> LoopbackClient.Answer {
        try await LoopbackClient.shared.get(url + path)
    }

    /// Sends a command.
    public func post(
        _ path: String,
        _ body: JSON = [:],
        key: String? = nil,
        version: Int? = nil
    ) async throws -> LoopbackClient.Answer {
        try await LoopbackClient.shared.command("POST", url + path, body, key: key, version: version)
    }

    /// Sends a command that states how a record now stands.
    public func put(_ path: String, _ body: JSON, version: Int? = nil) async throws -> LoopbackClient.Answer {
        try await LoopbackClient.shared.command("PUT", url + path, body, version: version)
    }

    /// Sends a command that must be accepted.
    ///
    /// - Returns: A member of its answer.
    public func accepted(_ path: String, _ body: JSON = [:], _ member: String) async throws -> String {
        let answer = try await post(path, body)
        guard (200...201).contains(answer.status), let text = answer.json[member].string else {
            throw UnexpectedAnswer(path: path, answer: answer)
        }
        return text
    }

    /// Sends a command that must be refused with `status`.
    ///
    /// - Returns: The problem's code.
    public func refused(_ path: String, _ body: JSON = [:], status: Int = 422) async throws -> String? {
        let answer = try await post(path, body)
        guard answer.status == status else { throw UnexpectedAnswer(path: path, answer: answer) }
        return answer.json["code"].string
    }

    // MARK: What is kept

    /// The types of this service's own events, oldest first, without `jisr.` and the version.
    public func eventNames(of aggregate: String? = nil) throws -> [String] {
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

    /// Every payload in the log, as text.
    public func payloads() throws -> String {
        try store.readNow { try String.fetchAll($0, sql: "SELECT CAST(payload AS TEXT) FROM log") }.joined()
    }

    // MARK: What it is told

    /// Applies events as the consumer loop does, in the order given; on the usual topic unless another is named.
    @discardableResult
    public func receive(
        _ records: [RawRecord],
        topic: Topic? = nil,
        from offset: Int64 = 0
    ) async throws -> InboxOutcome {
        let (table, letters, topic) = (parts.messages, letters, topic ?? parts.topic)
        let inbound = records.enumerated().map { index, record in
            InboundRecord(record, topic: topic.name, offset: offset + Int64(index), table)
        }
        return try await writer.submit { try $0.receive(inbound, table: table, deadLetters: letters) }
    }

    /// Tries parked records again, as the consumer loop does when their time has come.
    public func retryParked() async throws -> InboxOutcome {
        let (table, letters) = (parts.messages, letters)
        return try await writer.submit { try $0.retryParked(table: table, deadLetters: letters) }
    }
}
