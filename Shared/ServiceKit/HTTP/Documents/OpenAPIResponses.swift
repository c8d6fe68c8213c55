import EventStore
import Events

/// Every answer that a route can give: its successes, and its refusals by status with their codes.
struct OpenAPIResponses {
    let isAuthenticated: Bool

    func of(_ route: RouteDeclaration, _ schemas: inout SchemaCollection) -> JSONValue {
        var responses: [JSONValue.Member] = []
        for status in route.statuses {
            responses.append(.init(String(status), Self.success(status, route, &schemas)))
        }
        if route.readsRecord {
            responses.append(
                .init(
                    "304",
                    ["description": "The record still has the ETag given; there is no body.", "headers": Self.etag]
                )
            )
        }
        for (status, codes) in refusals(of: route) {
            responses.append(.init(String(status), Self.refusal(status, codes)))
        }
        return .object(responses)
    }

    private static func success(
        _ status: Int,
        _ route: RouteDeclaration,
        _ schemas: inout SchemaCollection
    ) -> JSONValue {
        var response: [JSONValue.Member] = [.init("description", .string(meaning(status)))]
        switch route.kind {
        case .command: response.append(.init("headers", commandHeaders))
        case .query where route.readsRecord: response.append(.init("headers", etag))
        case .query, .system: break
        }
        if status != 204 {
            var content: [JSONValue.Member] = []
            if let type = route.responseType {
                content.append(.init("schema", schemas.reference(giving: type)))
                if let example = route.responseExample { content.append(.init("example", example)) }
            } else {
                content.append(.init("schema", schema(ofMediaType: route.mediaType)))
            }
            let others = route.otherMediaTypes.map { JSONValue.Member($0, ["schema": schema(ofMediaType: $0)]) }
            response.append(.init("content", .object([.init(route.mediaType, .object(content))] + others)))
        }
        return .object(response)
    }

    /// What is read of a body without a type of its own: of JSON, under whatever name, an object.
    private static func schema(ofMediaType type: String) -> JSONValue {
        let name = type.prefix { $0 != ";" }
        return ["type": name == MediaTypes.json || name.hasSuffix("+json") ? "object" : "string"]
    }

    /// The codes by status; none where any code may come.
    private func refusals(of route: RouteDeclaration) -> [(status: Int, codes: [String])] {
        var codes = Dictionary(grouping: route.allErrors, by: \.status).mapValues { $0.map(\.code).sorted() }
        if isAuthenticated, route.kind != .system {
            for status in [401, 403] where codes[status] == nil { codes[status] = [] }
        }
        return codes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func refusal(_ status: Int, _ codes: [String]) -> JSONValue {
        let problem: JSONValue = ["$ref": "#/components/schemas/Problem"]
        guard !codes.isEmpty else {
            return ["description": "Refused.", "content": [MediaTypes.problem: ["schema": problem]]]
        }
        let values = JSONValue.array(codes.map { .string($0) })
        var content: [JSONValue.Member] = [
            .init(
                "schema",
                [
                    "allOf": [
                        problem,
                        ["properties": ["code": ["enum": values], "status": ["const": .integer(status)]]],
                    ]
                ]
            )
        ]
        let examples = Problem.documented.filter { $0.status == status && codes.contains($0.code) }
        if !examples.isEmpty {
            content.append(.init("examples", .object(examples.map { .init($0.code, ["value": $0.document]) })))
        }
        var response: [JSONValue.Member] = [
            .init("description", .string("Refused: " + codes.joined(separator: ", "))),
            .init("x-jisr-codes", values),
        ]
        if status == 503 {
            response.append(.init("headers", ["Retry-After": ["$ref": "#/components/headers/Retry-After"]]))
        }
        response.append(.init("content", .object([.init(MediaTypes.problem, .object(content))])))
        return .object(response)
    }

    private static func meaning(_ status: Int) -> String {
        switch status {
        case 201: "Created."
        case 202: "Accepted, provisionally."
        case 204: "Done; there is no body."
        case 503: "Not ready; the checks say why."
        default: "Done."
        }
    }

    private static let etag: JSONValue = ["ETag": ["$ref": "#/components/headers/ETag"]]

    private static let commandHeaders: JSONValue = .object(
        ["ETag", "Location", "Idempotency-Replayed"].map {
            .init($0, ["$ref": .string("#/components/headers/\($0)")])
        }
    )

    /// The headers that answers may have.
    static let headers: JSONValue = [
        "ETag": [
            "description": "The record's version, for If-Match and If-None-Match.",
            "schema": ["type": "string", "pattern": "^\"[0-9]+\"$"],
        ],
        "Location": ["description": "Where the record is.", "schema": ["type": "string", "format": "uri-reference"]],
        "Idempotency-Replayed": [
            "description": "The command was carried out before, and this is its answer.",
            "schema": ["type": "string", "const": "true"],
        ],
        "Retry-After": [
            "description": "After how many seconds to send the same request again.", "required": true,
            "schema": ["type": "integer", "minimum": 1],
        ],
    ]
}
