import GRDB
public import HTTPTypes
import Hummingbird
import Logging

/// What Hummingbird makes for each request; all that a route needs is in its ``Exchange``.
struct ServiceRequestContext: InitializableFromSource {
    init(source: ApplicationRequestContextSource) {}
}

/// Tells who sends a request.
///
/// It throws a `Rejection` with status 401 or 403 to refuse.
public typealias Authenticate = @Sendable (HTTPFields, RouteDeclaration) async throws -> Caller

/// Runs declared routes and turns whatever they throw into problem details.
struct ServiceResponder: HTTPResponder {
    let table: RouteTable
    let environment: RouteEnvironment
    let metrics: HTTPMetrics
    let authenticate: Authenticate?
    let logger: Logger

    func respond(to request: Request, context: ServiceRequestContext) async throws -> Response {
        let start = ContinuousClock.now
        metrics.inFlight.add(1)
        defer { metrics.inFlight.add(-1) }
        var response: Response
        let noted: RouteMetrics
        var template = "none"
        switch table.match(request.method, request.uri.path) {
        case .route(let entry, let path):
            noted = entry.metrics
            template = entry.route.declaration.path.description
            do {
                response = try await respond(to: request, entry.route, path)
            } catch {
                response = failure(error, template: template)
            }
        case .otherMethods(let allowed):
            noted = metrics.unmatched
            response = Problem.methodNotAllowed(allowed).response
        case .none:
            noted = metrics.unmatched
            response = Problem.routeUnknown.response
        }
        if request.method == .head { response = response.createHeadResponse() }
        let duration = start.duration(to: .now)
        noted.note(status: response.status.code, duration: duration)
        logger.debug(
            "Request answered",
            metadata: [
                LogKey.httpMethod: "\(request.method.rawValue)", LogKey.httpRoute: "\(template)",
                LogKey.httpStatus: "\(response.status.code)",
                LogKey.durationMilliseconds: "\(duration / .milliseconds(1))",
            ]
        )
        return response
    }

    private func respond(to request: Request, _ route: Route, _ path: PathValues) async throws -> Response {
        var caller = Caller.local
        if let authenticate, route.declaration.kind != .system {
            caller = try await authenticate(request.headers, route.declaration)
        }
        return try await route.handler(
            Exchange(
                request: request,
                declaration: route.declaration,
                path: path,
                caller: caller,
                environment: environment
            )
        )
    }

    private func failure(_ error: any Error, template: String) -> Response {
        if let problem = Problem(error) { return problem.response }
        // An error's own words may quote data (SQLite's do), so only its kind is logged.
        var metadata: Logger.Metadata = [
            LogKey.httpRoute: "\(template)", LogKey.errorType: "\(type(of: error))",
        ]
        if let error = error as? DatabaseError { metadata[LogKey.code] = "\(error.extendedResultCode.rawValue)" }
        logger.error("Request failed", metadata: metadata)
        return Problem.internal.response
    }
}
