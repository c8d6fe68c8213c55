import Events
import HTTPTypes

/// The OpenAPI 3.1 description of a service, made from its routes' declarations.
struct OpenAPIDocument {
    let title: String
    let version: String
    let summary: String
    let routes: [RouteDeclaration]
    /// Whether callers must say who they are.
    var isAuthenticated = false

    var json: JSONValue {
        var schemas = SchemaCollection()
        var paths: [(String, [JSONValue.Member])] = []
        for route in routes {
            let operation = JSONValue.Member(route.method.rawValue.lowercased(), self.operation(route, &schemas))
            let path = route.path.description
            if let index = paths.firstIndex(where: { $0.0 == path }) {
                paths[index].1.append(operation)
            } else {
                paths.append((path, [operation]))
            }
        }
        var components: [JSONValue.Member] = [
            .init("schemas", .object([.init("Problem", Self.problemSchema)] + schemas.members)),
            .init("headers", OpenAPIResponses.headers),
        ]
        if isAuthenticated {
            components.append(.init("securitySchemes", ["token": ["type": "http", "scheme": "bearer"]]))
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": .string(title), "version": .string(version), "summary": .string(summary),
                "description": .string(Self.conventions),
            ],
            "servers": [["url": "/"]],
            "tags": .array(tags.map { ["name": .string($0)] }),
            "paths": .object(paths.map { .init($0.0, .object($0.1)) }),
            "components": .object(components),
        ]
    }

    private var tags: [String] {
        routes.map(Self.tag).reduce(into: []) { tags, tag in
            if !tags.contains(tag) { tags.append(tag) }
        }
    }

    private func operation(_ route: RouteDeclaration, _ schemas: inout SchemaCollection) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("operationId", .string(Self.operationID(route))),
            .init("summary", .string(route.summary)),
            .init("tags", [.string(Self.tag(route))]),
            .init("x-jisr-kind", .string(route.kind.rawValue)),
            .init("x-jisr-data-class", .string(route.dataClass.rawValue)),
        ]
        if route.kind != .system {
            members.append(.init("x-jisr-permission", .string(route.permission)))
            if isAuthenticated { members.append(.init("security", [["token": []]])) }
        }
        let parameters = OpenAPIParameters.of(route)
        if !parameters.isEmpty { members.append(.init("parameters", .array(parameters))) }
        if let type = route.requestType {
            var content: [JSONValue.Member] = [.init("schema", schemas.reference(taking: type))]
            if let example = route.requestExample { content.append(.init("example", example)) }
            members.append(
                .init(
                    "requestBody",
                    ["required": .bool(type != NoBody.self), "content": [MediaTypes.json: .object(content)]]
                )
            )
        }
        if !route.uploadMediaTypes.isEmpty {
            let content = route.uploadMediaTypes.map { JSONValue.Member($0, ["schema": Self.streamSchema]) }
            members.append(.init("requestBody", ["required": true, "content": .object(content)]))
        }
        members.append(
            .init("responses", OpenAPIResponses(isAuthenticated: isAuthenticated).of(route, &schemas))
        )
        return .object(members)
    }

    private static func operationID(_ route: RouteDeclaration) -> String {
        let words = route.path.segments.filter { $0 != .literal("v1") }.map { segment in
            switch segment {
            case .literal(let text): text
            case .parameter(let name): "by-\(name)"
            }
        }
        return ([route.method.rawValue.lowercased()] + words).joined(separator: "-")
    }

    private static func tag(_ route: RouteDeclaration) -> String {
        if route.kind == .system { return "system" }
        for case .literal(let text) in route.path.segments.dropFirst() { return text }
        return "other"
    }

    /// What holds of every route and has no place at a single one.
    private static let conventions = """
        JSON in UTF-8, instants as in RFC 3339, days as in ISO 8601. A command takes an Idempotency-Key: repeating it \
        repeats the answer, with Idempotency-Replayed. A body may leave out, or give as null, whatever is not \
        required; a member that is not described is refused. Every refusal is a problem (RFC 9457) with a stable code \
        and, where one is at fault, the field. A path answers 405 with Allow to a method that it does not take, a \
        GET's path answers HEAD, and an unknown path is 404 route.unknown.
        """

    /// A body that is written and read piece by piece.
    private static let streamSchema: JSONValue = ["type": "string"]

    private static let problemSchema: JSONValue = [
        "type": "object",
        "description": "Problem details (RFC 9457) with a stable code.",
        "required": ["type", "title", "status", "detail", "code", "message"],
        "properties": [
            "type": ["type": "string", "format": "uri", "pattern": "^urn:jisr:problem:"],
            "title": ["type": "string"],
            "status": ["type": "integer", "minimum": 400, "maximum": 599],
            "detail": ["type": "string"],
            "code": ["type": "string", "pattern": "^[a-z0-9_]+([.][a-z0-9_]+)*$"],
            "field": ["type": "string", "description": "The field at fault, as a JSON path: cells[2].sex."],
            "message": ["type": "string", "description": "What is wrong and what to do about it."],
            "result": [
                "type": "object", "description": "How the record stands, where the refusal itself was recorded.",
            ],
        ],
    ]
}
