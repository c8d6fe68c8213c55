import AsyncHTTPClient
import Events
import Foundation
import NIOCore
import NIOHTTP1

/// An HTTP client for tests and the demonstration: JSON in, JSON out, keep-alive connections.
public final class LoopbackClient: Sendable {
    /// One client for the process; its connections are reused.
    public static let shared = LoopbackClient()

    /// What a service answered.
    public struct Answer: Sendable {
        /// The HTTP status.
        public let status: Int
        /// The headers, names in lowercase.
        public let headers: [String: String]
        /// The body's bytes.
        public let bytes: [UInt8]

        /// The body as JSON; `null` when it is none.
        public var json: JSON {
            // A body that is not JSON reads as null; the caller asserts on what it expects.
            (try? JSONDecoder().decode(JSON.self, from: Data(bytes))) ?? .null
        }

        /// The body as text.
        public var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    private let client: HTTPClient

    private init() {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        configuration.timeout.connect = .seconds(5)
        configuration.timeout.read = .seconds(60)
        client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }

    /// `GET`.
    public func get(_ url: String) async throws -> Answer {
        try await send("GET", url, body: nil, headers: [:])
    }

    /// A command: a body, and a fresh `Idempotency-Key` unless given.
    public func command(
        _ method: String = "POST",
        _ url: String,
        _ body: JSON = [:],
        key: String? = nil,
        version: Int? = nil
    ) async throws -> Answer {
        var headers = ["Idempotency-Key": key ?? EntityID.v7().description, "Content-Type": "application/json"]
        if let version { headers["If-Match"] = "\"\(version)\"" }
        // The same command sent again must be the same bytes: its key is bound to them.
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try await send(method, url, body: try [UInt8](encoder.encode(body)), headers: headers)
    }

    /// Any request.
    public func send(_ method: String, _ url: String, body: [UInt8]?, headers: [String: String]) async throws -> Answer
    {
        var request = HTTPClientRequest(url: url)
        request.method = .init(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(body) }
        let response = try await response(to: request)
        let buffer = try await response.body.collect(upTo: 256 << 20)
        var answered: [String: String] = [:]
        for (name, value) in response.headers { answered[name.lowercased()] = value }
        return Answer(status: Int(response.status.code), headers: answered, bytes: Array(buffer.readableBytesView))
    }

    /// Sent a second time when the connection that was kept turns out to be closed: its service was started again.
    private func response(to request: HTTPClientRequest) async throws -> HTTPClientResponse {
        do {
            return try await client.execute(request, timeout: .seconds(60))
        } catch ChannelError.ioOnClosedChannel {
            return try await client.execute(request, timeout: .seconds(60))
        }
    }
}
