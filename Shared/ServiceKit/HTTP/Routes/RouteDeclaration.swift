import Events
public import HTTPTypes

/// How sensitive the data is that a route takes or gives (`domain.md` §0).
public enum DataClass: String, Sendable, CaseIterable {
    /// For everyone.
    case `public`
    /// What running the programmes needs.
    case operational
    /// Coarse facts that together may point at a person.
    case quasiIdentifying
    /// Codes that may harm a person: violence, trafficking, consent.
    case sensitive
    /// Names, documents, addresses, notes.
    case identifying
}

/// An error that a route may answer with.
public struct RouteError: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The stable code.
    public let code: String
    /// The HTTP status.
    public let status: Int

    /// Declares an error.
    public init(_ code: String, status: Int = 422) {
        self.code = code
        self.status = status
    }

    /// Declares an error with status 422.
    public init(stringLiteral code: String) {
        self.init(code)
    }
}

/// What is said of a route once: the server's behaviour, OpenAPI, `/docs`, the authorisation matrix and the metrics'
/// labels are made from it.
public struct RouteDeclaration: Sendable {
    /// What a route does to the store.
    public enum Kind: String, Sendable {
        /// Changes it; wants an `Idempotency-Key`.
        case command
        /// Reads it.
        case query
        /// The service's own: health, metrics, documents. Not authorised.
        case system
    }

    /// The HTTP method.
    public let method: HTTPRequest.Method
    /// The path.
    public let path: PathTemplate
    /// What it does, in a sentence.
    public let summary: String
    /// What it does to the store.
    public let kind: Kind
    /// What a caller must be permitted: `case.register`.
    public let permission: String
    /// How sensitive its data is.
    public let dataClass: DataClass
    /// The errors of its own; those of every route of its kind are added where they are listed.
    public let errors: [RouteError]
    /// The statuses of success, the usual one first.
    public let statuses: [Int]
    /// Whether `If-Match` must be given.
    public let requiresVersion: Bool
    /// The query's parameters, and those of the path that are anything but identifiers.
    public let parameters: [QueryParameter]
    /// The type of the body it takes.
    public let requestType: (any (Codable & Sendable).Type)?
    /// The type of the body it gives.
    public let responseType: (any (Codable & Sendable).Type)?
    /// The media type of the body it gives.
    public let mediaType: String
    let requestExample: JSONValue?
    let responseExample: JSONValue?
    /// What a body that is read as it arrives may be; empty unless the route takes one.
    public var uploadMediaTypes: [String] = []
    /// What the body it gives may be instead of ``mediaType``.
    public var otherMediaTypes: [String] = []

    /// Its own errors and those that every route of its kind may answer with.
    public var allErrors: [RouteError] {
        var all = errors
        switch kind {
        case .command:
            all += [
                RouteError("json.malformed", status: 400), RouteError("idempotency.key_required", status: 400),
                RouteError("version.malformed", status: 400), RouteError("parameter.unknown", status: 400),
                "idempotency.key_reused", "field.required", "field.invalid", "field.unknown", "code.unknown",
                RouteError("body.too_large", status: 413), RouteError("content_type.unsupported", status: 415),
                RouteError("service.busy", status: 503),
            ]
            if requiresVersion {
                all += [RouteError("version.required", status: 428), RouteError("version.conflict", status: 409)]
            }
            if !parameters.isEmpty {
                all += [RouteError("parameter.unknown", status: 400), RouteError("parameter.invalid", status: 400)]
            }
            if parameters.contains(where: \.isRequired) { all.append(RouteError("parameter.required", status: 400)) }
            if parameters.contains(where: \.isCode) { all.append(RouteError("code.unknown", status: 400)) }
        case .query:
            all += [RouteError("parameter.unknown", status: 400), RouteError("parameter.invalid", status: 400)]
            if queryParameters.contains(where: \.isRequired) {
                all.append(RouteError("parameter.required", status: 400))
            }
            if queryParameters.contains(where: \.isCode) { all.append(RouteError("code.unknown", status: 400)) }
        case .system: break
        }
        if !path.parameters.isEmpty {
            all.append(RouteError("route.unknown", status: 404))
            if path.parameters.contains(where: { parameter(inPath: $0) == nil }) {
                all.append(RouteError("id.invalid", status: 404))
            }
        }
        var seen: Set<RouteError> = []
        return all.filter { seen.insert($0).inserted }
    }

    /// The parameters that stand in the URL's query.
    var queryParameters: [QueryParameter] {
        parameters.filter { parameter in !path.parameters.contains(parameter.name) }
    }

    /// What is declared of a parameter in the path; `nil` for an identifier.
    func parameter(inPath name: String) -> QueryParameter? {
        path.parameters.contains(name) ? parameters.first { $0.name == name } : nil
    }

    /// Whether it reads one record, which may have a version to be asked about with `If-None-Match`.
    var readsRecord: Bool {
        kind == .query && !path.parameters.isEmpty && mediaType == MediaTypes.json
            && !parameters.contains { $0.name == "cursor" }
    }
}
