import HTTPTypes
import Hummingbird

extension RouteDeclaration {
    /// Declares one of the service's own pages.
    static func system(_ path: PathTemplate, mediaType: String, summary: String, statuses: [Int] = [200]) -> Self {
        RouteDeclaration(
            method: .get,
            path: path,
            summary: summary,
            kind: .system,
            permission: "",
            dataClass: .operational,
            errors: [],
            statuses: statuses,
            requiresVersion: false,
            parameters: [],
            requestType: nil,
            responseType: nil,
            mediaType: mediaType,
            requestExample: nil,
            responseExample: nil
        )
    }
}

extension Route {
    /// One of the service's own pages.
    static func system(
        _ declaration: RouteDeclaration,
        headers: HTTPFields = [:],
        handler: @escaping @Sendable () async throws -> (status: Int, body: [UInt8])
    ) -> Route {
        Route(declaration) { _ in
            let answer = try await handler()
            var response = Exchange.response(
                status: answer.status,
                mediaType: declaration.mediaType,
                body: answer.body
            )
            response.headers.append(contentsOf: headers)
            return response
        }
    }
}
