import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// A service's HTTP API, as the operator's tool speaks to it.
struct ServiceClient: Sendable {
    /// What a service refused, in its own words.
    struct Refused: Error {
        let status: Int
        let code: String
        let field: String?
        let message: String
    }

    /// The service cannot be reached, or went away in the middle.
    struct Unreachable: Error {
        let reason: String
    }

    private struct Problem: Decodable {
        var code: String
        var field: String?
        var message: String
    }

    /// Without a slash at its end.
    let url: String
    private let token: String?
    private let client: HTTPClient

    /// A client that shows `token`, else `JISR_TOKEN`, as a bearer token.
    init(_ url: String, token: String? = nil) {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.token = token ?? ProcessInfo.processInfo.environment["JISR_TOKEN"]
        var configuration = HTTPClient.Configuration()
        configuration.timeout.connect = .seconds(5)
        client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }

    func close() async {
        // Nothing is lost with a connection that does not close well.
        try? await client.shutdown()
    }

    /// A query's answer.
    func get<Answer: Decodable>(_ path: String, as _: Answer.Type = Answer.self) async throws -> Answer {
        try JSONDecoder().decode(Answer.self, from: Data(try await getBytes(path)))
    }

    /// A query's answer as it came.
    func getBytes(_ path: String) async throws -> [UInt8] {
        let response = try await execute(request("GET", path), timeout: .seconds(60))
        return try await Self.bytes(response)
    }

    /// A query's answer, piece by piece.
    func stream(_ path: String, _ take: ([UInt8]) throws -> Void) async throws {
        let response = try await execute(request("GET", path), timeout: .hours(240))
        do {
            for try await buffer in response.body { try take(Array(buffer.readableBytesView)) }
        } catch let error as HTTPClientError {
            throw Unreachable(reason: "the answer was cut off: \(error.shortDescription)")
        }
    }

    /// A command with a JSON body.
    func post<Answer: Decodable>(_ path: String, _ body: [UInt8], key: String) async throws -> Answer {
        var request = request("POST", path)
        request.headers.add(name: "Idempotency-Key", value: key)
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(body)
        let response = try await execute(request, timeout: .seconds(60))
        return try JSONDecoder().decode(Answer.self, from: Data(try await Self.bytes(response)))
    }

    /// A command of whose answer nothing is needed.
    ///
    /// - Returns: Whether it had been taken before, under the same key.
    func command(_ path: String, _ body: [UInt8], key: String) async throws -> Bool {
        var request = request("POST", path)
        request.headers.add(name: "Idempotency-Key", value: key)
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(body)
        let response = try await execute(request, timeout: .seconds(60))
        _ = try await Self.bytes(response)
        return response.headers.first(name: "Idempotency-Replayed") == "true"
    }

    /// A command whose body is a file, sent as it is read.
    func upload<Answer: Decodable>(_ path: String, _ file: FileChunks, type: String, key: String) async throws -> Answer
    {
        var request = request("POST", path)
        request.headers.add(name: "Idempotency-Key", value: key)
        request.headers.add(name: "Content-Type", value: type)
        request.body = .stream(file, length: .known(Int64(file.bytes)))
        let response = try await execute(request, timeout: .hours(240))
        return try JSONDecoder().decode(Answer.self, from: Data(try await Self.bytes(response)))
    }

    private func request(_ method: String, _ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url + path)
        request.method = .init(rawValue: method)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        return request
    }

    private func execute(_ request: HTTPClientRequest, timeout: TimeAmount) async throws -> HTTPClientResponse {
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, timeout: timeout)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw Unreachable(reason: "\(url) does not answer")
        }
        guard !(200..<300).contains(response.status.code) else { return response }
        let bytes = try await Self.bytes(response)
        guard let problem = try? JSONDecoder().decode(Problem.self, from: Data(bytes)) else {
            throw Refused(
                status: Int(response.status.code),
                code: "http.\(response.status.code)",
                field: nil,
                message: "\(url) answered \(response.status.code); is it a service of Jisr's?"
            )
        }
        throw Refused(
            status: Int(response.status.code),
            code: problem.code,
            field: problem.field,
            message: problem.message
        )
    }

    private static func bytes(_ response: HTTPClientResponse) async throws -> [UInt8] {
        do {
            return Array(try await response.body.collect(upTo: 64 << 20).readableBytesView)
        } catch let error as HTTPClientError {
            throw Unreachable(reason: "the answer was cut off: \(error.shortDescription)")
        }
    }
}

/// A file, read as it is asked for.
struct FileChunks: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let path: String
    let bytes: Int

    init(_ path: String) throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        self.path = path
        bytes = (attributes[.size] as? Int) ?? 0
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let handle: FileHandle?

        func next() async throws -> ByteBuffer? {
            guard let handle else { throw ServiceClient.Unreachable(reason: "the file cannot be read") }
            guard let data = try handle.read(upToCount: 65_536), !data.isEmpty else {
                try handle.close()
                return nil
            }
            return ByteBuffer(bytes: data)
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(handle: FileHandle(forReadingAtPath: path))
    }
}
