public import Events
import HTTPTypes

/// What is said of a table of routes, and whether it is true.
public enum RouteDocuments: Sendable {
    /// The OpenAPI 3.1 description that a service with these routes serves at `/openapi.json`.
    public static func openAPI(of routes: [Route]) -> JSONValue {
        OpenAPIDocument(
            title: "jisr",
            version: "0",
            summary: "Routes.",
            routes: routes.map(\.declaration) + SystemRoutes.declarations
        ).json
    }

    /// The routes whose example of a body would be refused for its form, and why.
    public static func refusedExamples(of routes: [Route]) -> [String] {
        routes.compactMap { route in
            let declaration = route.declaration
            guard let type = declaration.requestType, let example = declaration.requestExample else { return nil }
            do {
                _ = try RequestCoding.decode(type, from: RequestCoding.document(example))
                return nil
            } catch {
                return "\(declaration.method.rawValue) \(declaration.path): \(error)"
            }
        }
    }
}
