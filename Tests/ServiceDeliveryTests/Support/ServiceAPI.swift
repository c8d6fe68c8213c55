import EventStore
import Events
import Logging
import ServiceKit
import ServiceLifecycle
import TestKit
import Testing

@testable import ServiceDelivery

/// The routes over a store of their own, on a port of the loopback, with a clock that stands still.
struct ServiceAPI {
    let bench: Workbench
    let base: String

    /// Starts the routes, lets `body` use them, stops them, and sees whether the read tables are what the log says.
    static func run(_ body: (ServiceAPI) async throws -> Void) async throws {
        let bench = try Workbench()
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let server = HTTPServer(
            .init(
                port: 0,
                title: "services",
                version: "0",
                summary: "Test.",
                onListening: { number in port.yield(number) }
            ),
            routes: ServiceDeliveryRoutes.all(bench.settings),
            readiness: [],
            writer: Writer(bench.temporary.store, clock: { Dates.now }),
            metrics: MetricsRegistry(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            guard let found = await ports.first(where: { _ in true }) else { return }
            try await body(ServiceAPI(bench: bench, base: "http://127.0.0.1:\(found)"))
            group.cancelAll()
        }
        let rebuilt = try bench.temporary.store.rebuild(swap: false)
        #expect(rebuilt.isClean, "the read tables are what the log says: \(rebuilt.differences)")
    }

    func get(_ path: String) async throws -> LoopbackClient.Answer {
        try await LoopbackClient.shared.get(base + path)
    }

    func post(_ path: String, _ body: JSON, version: Int? = nil) async throws -> LoopbackClient.Answer {
        try await LoopbackClient.shared.command("POST", base + path, body, version: version)
    }
}
