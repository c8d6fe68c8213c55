import EventStore
import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@testable import ServiceKit

/// A client of a service that runs in this process and listens on the loopback.
struct RunningService: Sendable {
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let body: String

        /// The body as JSON.
        func json() throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
        }

        func header(_ name: String) -> String? {
            HTTPField.Name(name).flatMap { headers[$0] }
        }
    }

    let client: TestClient
    let port: Int

    /// Starts a service of `components`, lets `body` talk to it, stops it and gives its exit code.
    @discardableResult
    static func with(
        _ components: ServiceComponents,
        settings: [String: String?] = [:],
        folder: TestFolder,
        _ body: @Sendable (RunningService) async throws -> Void
    ) async throws -> Int32 {
        let definition = ServiceDefinition(
            name: "sample",
            version: "1.0.0",
            summary: "A service for tests.",
            defaultPort: 0
        ) { _ in components }
        return try await with(definition, settings: settings, folder: folder, body)
    }

    @discardableResult
    static func with(
        _ definition: ServiceDefinition,
        settings: [String: String?] = [:],
        folder: TestFolder,
        _ body: @Sendable (RunningService) async throws -> Void
    ) async throws -> Int32 {
        let (stopping, stop) = AsyncStream<Void>.makeStream()
        let (ports, listening) = AsyncStream<Int>.makeStream()
        let environment = try folder.environment(settings)
        return try await withThrowingTaskGroup(of: Int32.self) { group in
            group.addTask {
                defer { listening.finish() }
                return await ServiceBootstrap(definition).run(
                    arguments: ["jisr-\(definition.name)"],
                    environment: environment,
                    stopping: stopping,
                    makeLogger: { _ in Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } },
                    onListening: { listening.yield($0) }
                )
            }
            var started: Int?
            for await port in ports {
                started = port
                break
            }
            if let started {
                let client = TestClient(host: "127.0.0.1", port: started, configuration: .init(timeout: .seconds(20)))
                client.connect()
                defer { stop.yield() }
                do {
                    try await body(RunningService(client: client, port: started))
                    try await client.shutdown()
                } catch {
                    try await client.shutdown()
                    throw error
                }
            }
            return try await group.next() ?? -1
        }
    }

    func get(_ uri: String, headers: [String: String] = [:], method: HTTPRequest.Method = .get) async throws -> Answer {
        try await send(method, uri, headers, nil)
    }

    /// Sends a command; a new key is made unless one is given.
    func post(
        _ uri: String,
        _ body: String? = "{}",
        key: String? = UUID().uuidString,
        headers: [String: String] = ["Content-Type": "application/json"]
    ) async throws -> Answer {
        var headers = headers
        if let key { headers["Idempotency-Key"] = key }
        return try await send(.post, uri, headers, body)
    }

    private func send(
        _ method: HTTPRequest.Method,
        _ uri: String,
        _ headers: [String: String],
        _ body: String?
    ) async throws -> Answer {
        var fields = HTTPFields()
        for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
        let request = TestClient.Request(
            uri,
            method: method,
            authority: "127.0.0.1:\(port)",
            headers: fields,
            body: body.map { ByteBuffer(string: $0) }
        )
        let response = try await client.execute(request)
        return Answer(
            status: response.status.code,
            headers: response.headers,
            body: response.body.map { String(buffer: $0) } ?? ""
        )
    }
}
