import EventStore
import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import ServiceKit

struct ServiceBootstrapTests {
    private final class Journal: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func note(_ line: String) { lines.withLock { $0.append(line) } }
    }

    private struct Noting: Service {
        let name: String
        let journal: Journal

        func run() async throws {
            try await gracefulShutdown()
            journal.note(name)
        }
    }

    private func run(_ settings: [String: String?], folder: TestFolder) async throws -> Int32 {
        try await RunningService.with(ServiceComponents(), settings: settings, folder: folder) { _ in }
    }

    @Test func `stops the server first, then consumers, services, producers and the store`() async throws {
        let journal = Journal()
        let components = ServiceComponents(
            consumers: [Noting(name: "consumer", journal: journal)],
            services: [Noting(name: "timer", journal: journal)],
            producers: [Noting(name: "relay", journal: journal)]
        )
        let code = try await RunningService.with(components, folder: TestFolder()) { service in
            let answer = try await service.get("/livez")
            #expect(answer.status == 200)
        }
        #expect(code == 0)
        #expect(journal.all == ["consumer", "timer", "relay"])
    }

    @Test func `finishes the requests under way before it stops`() async throws {
        let (started, start) = AsyncStream<Void>.makeStream()
        let (released, release) = AsyncStream<Void>.makeStream()
        let route = Route.query(
            "/v1/slow",
            summary: "Waits.",
            permission: "x",
            dataClass: .public,
            response: Optional<NoBody>.none
        ) { _ in
            start.yield()
            for await _ in released { break }
            return QueryResult(NoBody())
        }
        let journal = Journal()
        let folder = try TestFolder()
        let components = ServiceComponents(routes: [route], producers: [Noting(name: "stopped", journal: journal)])
        try await RunningService.with(components, folder: folder) { service in
            async let answer = service.get("/v1/slow")
            for await _ in started { break }
            #expect(journal.all.isEmpty)
            release.yield()
            let status = try await answer.status
            #expect(status == 200)
        }
        #expect(journal.all == ["stopped"])
    }

    @Test func `names the port that is taken`() async throws {
        let folder = try TestFolder()
        try await RunningService.with(ServiceComponents(), folder: TestFolder()) { first in
            let code = try await run(["JISR_HTTP_PORT": "\(first.port)"], folder: folder)
            #expect(code == 69)
        }
        let failure = StartFailure(ListeningFailed(errorCode: EADDRINUSE), configuration: nil)
        #expect(failure.message.contains("another process listens there"))
        #expect(failure.message.contains("JISR_HTTP_PORT"))
    }

    @Test func `refuses a store that another process has`() async throws {
        let folder = try TestFolder()
        try await RunningService.with(ServiceComponents(), folder: folder) { _ in
            let code = try await run([:], folder: folder)
            #expect(code == 69)
        }
    }

    @Test func `refuses a data folder that cannot be used`() async throws {
        let folder = try TestFolder()
        let file = try folder.file("taken", "x")
        #expect(try await run(["JISR_DATA_DIR": file], folder: folder) == 78)
    }

    @Test func `a part that cannot be made closes the store again`() async throws {
        struct Unmakeable: ExplainedFailure {
            let description = "the part cannot be made; mend it"
            let exitCode: Int32 = 78
        }
        let folder = try TestFolder()
        let broken = ServiceDefinition(name: "sample", version: "1", summary: "Breaks.", defaultPort: 0) { _ in
            throw Unmakeable()
        }
        let code = try await RunningService.with(broken, folder: folder) { _ in }
        #expect(code == 78)
        #expect(try await run([:], folder: folder) == 0)
    }

    @Test func `a part that fails stops the service with an error`() async throws {
        struct Failing: Service {
            func run() async throws { throw CocoaError(.fileReadUnknown) }
        }
        let code = try await RunningService.with(ServiceComponents(services: [Failing()]), folder: TestFolder()) { _ in
        }
        #expect(code == 70)
    }

    @Test func `maps a store's errors to codes that scripts know`() {
        let codes: [(StoreError, Int32)] = [
            (.locked(path: "p"), 69), (.unusable(path: "p", reason: "r"), 73),
            (.foreign(path: "p", found: "a", expected: "b"), 78), (.corrupt(path: "p", reason: "r"), 65),
            (.masterKey(reason: "r"), 78),
        ]
        for (error, code) in codes {
            let failure = StartFailure(error, configuration: nil)
            #expect(failure.exitCode == code)
            #expect(failure.message == error.description)
        }
    }

    @Test func `a call before its target is known does nothing`() {
        let call = LateCall()
        call.call()
        let journal = Journal()
        call.set { journal.note("called") }
        call.call()
        #expect(journal.all == ["called"])
    }
}
