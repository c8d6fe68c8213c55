import HTTPTypes
import Hummingbird

extension Route {
    /// Declares a query that answers with a page of HTML for people, without scripts.
    ///
    /// A browser is told to load nothing that is not in the page, so that nothing injected could run; caches may keep it
    /// for half a minute, one for each language that is asked for.
    ///
    /// - Parameters:
    ///   - path: With its parameters in braces.
    ///   - summary: What it shows, in a sentence.
    ///   - permission: What a caller must be permitted.
    ///   - dataClass: How sensitive what it shows is.
    ///   - parameters: The query's parameters; any other is refused.
    ///   - errors: The errors of its own.
    ///   - handler: Gives the page.
    /// - Returns: The route.
    public static func page(
        _ path: PathTemplate,
        summary: String,
        permission: String,
        dataClass: DataClass,
        parameters: [QueryParameter] = [],
        errors: [RouteError] = [],
        handler: @escaping @Sendable (QueryContext) async throws -> [UInt8]
    ) -> Route {
        let plain = download(
            path,
            mediaType: MediaTypes.html,
            summary: summary,
            permission: permission,
            dataClass: dataClass,
            parameters: parameters,
            errors: errors,
            handler: handler
        )
        return Route(plain.declaration) { exchange in
            var response = try await plain.handler(exchange)
            response.headers[.contentSecurityPolicy] =
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
                + "frame-ancestors 'none'"
            response.headers[.cacheControl] = "max-age=30"
            response.headers[.vary] = "Accept-Language"
            return response
        }
    }
}
