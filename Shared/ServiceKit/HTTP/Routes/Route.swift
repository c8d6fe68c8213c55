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

    /// Declares one of the service's own pages.
    static func system(
        _ path: PathTemplate,
        mediaType: String,
        summary: String,
        headers: HTTPFields = [:],
        handler: @escaping @Sendable () async throws -> (status: Int, body: [UInt8])
    ) -> Route {
        let declaration = RouteDeclaration(
            method: .get,
            path: path,
            summary: summary,
            kind: .system,
            permission: "",
            dataClass: .operational,
            errors: [],
            statuses: [200],
            requiresVersion: false,
            parameters: [],
            requestType: nil,
            responseType: nil,
            mediaType: mediaType,
            requestExample: nil,
            responseExample: nil
        )
        return Route(declaration) { _ in
            let answer = try await handler()
            var response = Exchange.response(status: answer.status, mediaType: mediaType, body: answer.body)
            response.headers.append(contentsOf: headers)
            return response
        }
    }
}
