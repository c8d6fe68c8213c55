public import EventStore
import HTTPTypes
import Hummingbird

/// A declared route and what runs it; made with `Route.command`, `Route.query` or `Route.download`.
public struct Route: Sendable {
    typealias Handler = @Sendable (Exchange) async throws -> Response

    /// What is said of it.
    public let declaration: RouteDeclaration
    let handler: Handler

    init(_ declaration: RouteDeclaration, handler: @escaping Handler) {
        self.declaration = declaration
        self.handler = handler
    }

    /// The same route, refusing whatever it is asked: for an instance whose part it is not.
    public func refusing(_ rejection: Rejection) -> Route {
        Route(declaration) { _ in throw rejection }
    }
}

extension Route {
    /// Declares a query: it reads the store and answers with JSON.
    ///
    /// - Parameters:
    ///   - path: With its parameters in braces.
    ///   - summary: What it does, in a sentence.
    ///   - permission: What a caller must be permitted.
    ///   - dataClass: How sensitive what it gives is.
    ///   - parameters: The query's parameters; any other is refused.
    ///   - isPaged: Whether it takes `limit` and `cursor` and gives a ``Page``.
    ///   - errors: The errors of its own.
    ///   - response: An example of what it gives.
    ///   - handler: Reads and answers.
    /// - Returns: The route.
    public static func query<Output: Codable & Sendable>(
        _ path: PathTemplate,
        summary: String,
        permission: String,
        dataClass: DataClass,
        parameters: [QueryParameter] = [],
        isPaged: Bool = false,
        errors: [RouteError] = [],
        response: Output? = nil,
        handler: @escaping @Sendable (QueryContext) async throws -> QueryResult<Output>
    ) -> Route {
        let declaration = RouteDeclaration(
            method: .get,
            path: path,
            summary: summary,
            kind: .query,
            permission: permission,
            dataClass: dataClass,
            errors: errors,
            statuses: [200],
            requiresVersion: false,
            parameters: parameters + (isPaged ? QueryParameter.paging : []),
            requestType: nil,
            responseType: Output.self,
            mediaType: MediaTypes.json,
            requestExample: nil,
            responseExample: RequestCoding.example(response)
        )
        return Route(declaration) { exchange in
            let context = try QueryContext(exchange)
            let result = try await handler(context)
            return try exchange.answer(result)
        }
    }

    /// Declares a query whose terms come in a body: for what must not stand in a URL, such as a name.
    ///
    /// It takes `limit` and `cursor` as every list does; see ``query(_:summary:permission:dataClass:parameters:isPaged:errors:response:handler:)``.
    public static func search<Input: Codable & Sendable, Output: Codable & Sendable>(
        _ path: PathTemplate,
        summary: String,
        permission: String,
        dataClass: DataClass,
        errors: [RouteError] = [],
        example: Input,
        response: Page<Output>,
        handler: @escaping @Sendable (QueryContext, Input) async throws -> QueryResult<Page<Output>>
    ) -> Route {
        let declaration = RouteDeclaration(
            method: .post,
            path: path,
            summary: summary,
            kind: .query,
            permission: permission,
            dataClass: dataClass,
            errors: errors,
            statuses: [200],
            requiresVersion: false,
            parameters: QueryParameter.paging,
            requestType: Input.self,
            responseType: Page<Output>.self,
            mediaType: MediaTypes.json,
            requestExample: RequestCoding.example(example),
            responseExample: RequestCoding.example(response)
        )
        return Route(declaration) { exchange in
            let context = try QueryContext(exchange)
            let body = try await exchange.jsonBody(mayBeEmpty: false)
            let input = try RequestCoding.decode(Input.self, from: body)
            return try exchange.answer(try await handler(context, input))
        }
    }

    /// Declares a query that answers with bytes of another media type, such as a CSV file.
    public static func download(
        _ path: PathTemplate,
        mediaType: String,
        summary: String,
        permission: String,
        dataClass: DataClass,
        parameters: [QueryParameter] = [],
        errors: [RouteError] = [],
        handler: @escaping @Sendable (QueryContext) async throws -> [UInt8]
    ) -> Route {
        let declaration = RouteDeclaration(
            method: .get,
            path: path,
            summary: summary,
            kind: .query,
            permission: permission,
            dataClass: dataClass,
            errors: errors,
            statuses: [200],
            requiresVersion: false,
            parameters: parameters,
            requestType: nil,
            responseType: nil,
            mediaType: mediaType,
            requestExample: nil,
            responseExample: nil
        )
        return Route(declaration) { exchange in
            let bytes = try await handler(try QueryContext(exchange))
            return Exchange.response(status: 200, mediaType: mediaType, body: bytes)
        }
    }
}
