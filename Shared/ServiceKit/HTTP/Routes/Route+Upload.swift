public import EventStore
public import Events
import HTTPTypes
import Hummingbird

/// What an upload's handler knows of its request.
public struct UploadContext: Sendable {
    /// Who sends it.
    public let actor: Caller
    /// The `Idempotency-Key`.
    public let idempotencyKey: String
    /// Which of the declared media types the body has.
    public let mediaType: String
    /// What it works on.
    public let store: EventStore
    /// What arrives.
    public let body: UploadBody
    private let writer: Writer
    private let path: PathValues
    private let values: [String: String]

    init(_ exchange: Exchange, mediaType: String) throws {
        actor = exchange.caller
        idempotencyKey = try exchange.idempotencyKey()
        self.mediaType = mediaType
        store = exchange.environment.store
        writer = exchange.environment.writer
        body = UploadBody(exchange.request)
        path = exchange.path
        values = try exchange.queryValues()
    }

    /// Runs `job` in a transaction of the writer and returns once it is durable; its events carry the caller.
    public func submit<T: Sendable>(_ job: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        let actor = actor.name
        let correlationID = EntityID(idempotencyKey)
        return try await writer.submit { transaction in
            transaction.actor = actor
            if let correlationID { transaction.correlationID = correlationID }
            return try job(transaction)
        }
    }

    /// The identifier in the path.
    ///
    /// - Throws: ``Rejection`` `id.invalid` (404) when it is not a UUID.
    public func id(_ parameter: String) throws -> EntityID {
        try path.id(parameter)
    }

    /// A declared parameter of the query, as it was given.
    public func query(_ name: String) -> String? { values[name] }

    /// A declared parameter of the query that is a UUID.
    public func query(id name: String) -> EntityID? { values[name].flatMap { EntityID($0) } }

    /// A declared parameter of the query that is `true` or `false`.
    public func query(boolean name: String) -> Bool? { values[name].map { $0 == "true" } }
}

extension Route {
    /// Declares a command whose body is too large to be held: its handler reads it as it arrives and submits what it
    /// makes of it in as many transactions as it needs.
    ///
    /// There is no receipt: the handler itself sees to it that the same `Idempotency-Key` goes on with what was begun.
    ///
    /// - Parameters:
    ///   - path: With its parameters in braces.
    ///   - mediaTypes: What the body may be.
    ///   - summary: What it does, in a sentence.
    ///   - permission: What a caller must be permitted.
    ///   - dataClass: How sensitive what it takes is.
    ///   - parameters: The query's parameters; any other is refused.
    ///   - errors: The errors of its own.
    ///   - response: An example of what it gives.
    ///   - handler: Reads, submits and answers.
    /// - Returns: The route.
    public static func upload<Output: Codable & Sendable>(
        _ path: PathTemplate,
        mediaTypes: [String],
        summary: String,
        permission: String,
        dataClass: DataClass,
        parameters: [QueryParameter] = [],
        errors: [RouteError] = [],
        response: Output,
        handler: @escaping @Sendable (UploadContext) async throws -> CommandResult<Output>
    ) -> Route {
        let declaration = RouteDeclaration(
            method: .post,
            path: path,
            summary: summary,
            kind: .command,
            permission: permission,
            dataClass: dataClass,
            errors: [RouteError("body.incomplete", status: 400)] + errors,
            statuses: [200],
            requiresVersion: false,
            parameters: parameters,
            requestType: nil,
            responseType: Output.self,
            mediaType: MediaTypes.json,
            requestExample: nil,
            responseExample: RequestCoding.example(response),
            uploadMediaTypes: mediaTypes
        )
        return Route(declaration) { exchange in
            guard let mediaType = exchange.mediaType(of: mediaTypes) else { throw UploadFault.mediaType(mediaTypes) }
            let result = try await handler(try UploadContext(exchange, mediaType: mediaType))
            var response = Exchange.response(
                status: result.status ?? 200,
                mediaType: MediaTypes.json,
                body: try RequestCoding.encode(result.body)
            )
            if let location = result.location { response.headers[.location] = location }
            return response
        }
    }
}

extension Exchange {
    /// Which of `known` the body has; `nil` for another, or for a text that is not UTF-8.
    fileprivate func mediaType(of known: [String]) -> String? {
        guard let header = request.headers[.contentType] else { return nil }
        let parts = header.lowercased().split(separator: ";").map { $0.filter { $0 != " " && $0 != "\"" } }
        let isUTF8 = parts.dropFirst().allSatisfy { !$0.hasPrefix("charset=") || $0 == "charset=utf-8" }
        return isUTF8 ? known.first { parts.first == $0 } : nil
    }
}
