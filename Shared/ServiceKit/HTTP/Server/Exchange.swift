import Crypto
import EventStore
import HTTPTypes
import Hummingbird
import NIOCore

/// The media types that are spoken.
enum MediaTypes {
    static let json = "application/json"
    static let problem = "application/problem+json"
    static let html = "text/html; charset=utf-8"
}

/// What routes work on.
struct RouteEnvironment: Sendable {
    let store: EventStore
    let writer: Writer
    let maximumBodyBytes: Int
}

/// One request that found its route.
struct Exchange: Sendable {
    let request: Request
    let declaration: RouteDeclaration
    let path: PathValues
    let caller: Caller
    let environment: RouteEnvironment

    // MARK: What the request says

    func idempotencyKey() throws -> String {
        guard let key = request.headers[Self.idempotencyKeyName], (1...255).contains(key.utf8.count),
            key.utf8.allSatisfy({ (33...126).contains($0) })
        else { throw CommandFault.keyRequired }
        return key
    }

    /// The version in `If-Match`, `nil` without it.
    func expectedVersion() throws -> Int? {
        guard let tag = request.headers[.ifMatch] else { return nil }
        let digits = tag.utf8.dropFirst().dropLast()
        // Digits alone: Swift reads a sign too.
        guard tag.utf8.count > 2, tag.hasPrefix("\""), tag.hasSuffix("\""),
            digits.allSatisfy({ (48...57).contains($0) }), let version = Int(tag.dropFirst().dropLast())
        else { throw CommandFault.versionMalformed }
        return version
    }

    func jsonBody(mayBeEmpty: Bool) async throws -> [UInt8] {
        let limit = environment.maximumBodyBytes
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        if let announced, announced > limit { throw ProblemError(.bodyTooLarge) }
        if announced != 0, let type = request.headers[.contentType] {
            guard Self.isJSON(type) else { throw ProblemError(.unsupportedContentType) }
        } else if !mayBeEmpty {
            throw ProblemError(.unsupportedContentType)
        }
        let buffer = try await request.body.collect(upTo: limit)
        if mayBeEmpty, buffer.readableBytes == 0 { return Array("{}".utf8) }
        guard request.headers[.contentType] != nil else { throw ProblemError(.unsupportedContentType) }
        return [UInt8](buffer.readableBytesView)
    }

    /// What tells one command from another under the same key: who asks for what, where.
    func digest(of body: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: Array("\(request.method.rawValue) \(request.uri.path)\n\(caller.name)\n".utf8))
        hash.update(data: body)
        return Array(hash.finalize())
    }

    /// The query's parameters, each declared and checked.
    func queryValues() throws -> [String: String] {
        guard let query = request.uri.query, !query.isEmpty else {
            try requireParameters([:])
            return [:]
        }
        var values: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard let parameter = declaration.queryParameters.first(where: { $0.name == name }) else {
                throw Rejection(
                    "parameter.unknown",
                    "the query has a parameter that is unknown here; see /docs",
                    status: 400
                )
            }
            guard let value = PercentCoding.decoded(parts.count > 1 ? parts[1] : "", plusIsSpace: true),
                values.updateValue(value, forKey: name) == nil
            else {
                throw Rejection("parameter.invalid", field: name, "\(name) is given once, percent-encoded", status: 400)
            }
            try parameter.check(value)
        }
        try requireParameters(values)
        return values
    }

    private func requireParameters(_ values: [String: String]) throws {
        for parameter in declaration.queryParameters where parameter.isRequired && values[parameter.name] == nil {
            throw Rejection("parameter.required", field: parameter.name, "\(parameter.name) is required", status: 400)
        }
    }

    private static func isJSON(_ type: String) -> Bool {
        let parts = type.lowercased().split(separator: ";").map { $0.filter { $0 != " " } }
        guard parts.first == "application/json" else { return false }
        return parts.dropFirst().allSatisfy {
            !$0.hasPrefix("charset=") || $0 == "charset=utf-8" || $0 == "charset=\"utf-8\""
        }
    }

    private static let idempotencyKeyName = Self.headerName("Idempotency-Key")
    private static let replayedName = Self.headerName("Idempotency-Replayed")
    private static let noSniffName = Self.headerName("X-Content-Type-Options")

    private static func headerName(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is not a header's name") }
        return name
    }

    // MARK: What is answered

    static func headers(mediaType: String) -> HTTPFields {
        var headers = HTTPFields()
        headers.reserveCapacity(8)
        headers.append(HTTPField(name: .contentType, value: mediaType))
        headers.append(HTTPField(name: .cacheControl, value: "no-store"))
        headers.append(HTTPField(name: noSniffName, value: "nosniff"))
        return headers
    }

    static func response(status: Int, mediaType: String, body: [UInt8]) -> Response {
        Response(
            status: HTTPResponse.Status(code: status),
            headers: headers(mediaType: mediaType),
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        )
    }

    static func response(_ receipt: Receipt, isReplayed: Bool) -> Response {
        var headers = headers(mediaType: receipt.status < 400 ? MediaTypes.json : MediaTypes.problem)
        if let etag = receipt.etag { headers[.eTag] = etag }
        if let location = receipt.location { headers[.location] = location }
        if isReplayed { headers[replayedName] = "true" }
        guard !receipt.body.isEmpty else {
            headers[.contentType] = nil
            return Response(status: HTTPResponse.Status(code: receipt.status), headers: headers)
        }
        return Response(
            status: HTTPResponse.Status(code: receipt.status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: receipt.body))
        )
    }

    func answer<Body: Encodable & Sendable>(_ result: QueryResult<Body>) throws -> Response {
        guard let version = result.version else {
            return Self.response(status: 200, mediaType: MediaTypes.json, body: try RequestCoding.encode(result.body))
        }
        let tag = "\"\(version)\""
        if let known = request.headers[.ifNoneMatch], known == tag || known == "*" || known == "W/\(tag)" {
            return Response(status: .notModified, headers: [.eTag: tag, .cacheControl: "no-store"])
        }
        var response = Self.response(
            status: 200,
            mediaType: MediaTypes.json,
            body: try RequestCoding.encode(result.body)
        )
        response.headers[.eTag] = tag
        return response
    }
}
