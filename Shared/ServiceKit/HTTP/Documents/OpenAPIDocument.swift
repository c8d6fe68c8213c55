import Events
import HTTPTypes

/// The OpenAPI 3.1 description of a service, made from its routes' declarations.
struct OpenAPIDocument {
    let title: String
    let version: String
    let summary: String
    let routes: [RouteDeclaration]

    var json: JSONValue {
        var schemas = SchemaCollection()
        var paths: [(String, [JSONValue.Member])] = []
        for route in routes where route.kind != .system {
            let operation = JSONValue.Member(route.method.rawValue.lowercased(), self.operation(route, &schemas))
            let path = route.path.description
            if let index = paths.firstIndex(where: { $0.0 == path }) {
                paths[index].1.append(operation)
            } else {
                paths.append((path, [operation]))
            }
        }
        return [
            "openapi": "3.1.0",
            "info": ["title": .string(title), "version": .string(version), "summary": .string(summary)],
            "paths": .object(paths.map { .init($0.0, .object($0.1)) }),
            "components": [
                "schemas": .object([.init("Problem", Self.problemSchema)] + schemas.members)
            ],
        ]
    }

    private func operation(_ route: RouteDeclaration, _ schemas: inout SchemaCollection) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("operationId", .string(Self.operationID(route))),
            .init("summary", .string(route.summary)),
            .init("tags", [.string(Self.tag(route))]),
            .init("x-jisr-kind", .string(route.kind.rawValue)),
            .init("x-jisr-permission", .string(route.permission)),
            .init("x-jisr-data-class", .string(route.dataClass.rawValue)),
        ]
        let parameters = Self.parameters(route)
        if !parameters.isEmpty { members.append(.init("parameters", .array(parameters))) }
        if let type = route.requestType {
            var content: [JSONValue.Member] = [.init("schema", schemas.reference(to: type))]
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
        members.append(.init("responses", responses(route, &schemas)))
        return .object(members)
    }

    private func responses(_ route: RouteDeclaration, _ schemas: inout SchemaCollection) -> JSONValue {
        var responses: [JSONValue.Member] = []
        for status in route.statuses {
            var response: [JSONValue.Member] = [.init("description", .string(Self.meaning(status)))]
            if status != 204 {
                var content: [JSONValue.Member] = []
                if let type = route.responseType {
                    content.append(.init("schema", schemas.reference(to: type)))
                    if let example = route.responseExample { content.append(.init("example", example)) }
                }
                let others = route.otherMediaTypes.map { JSONValue.Member($0, ["schema": Self.streamSchema]) }
                if !others.isEmpty { content.append(.init("schema", Self.streamSchema)) }
                response.append(.init("content", .object([.init(route.mediaType, .object(content))] + others)))
            }
            responses.append(.init(String(status), .object(response)))
        }
        let errors = Dictionary(grouping: route.allErrors, by: \.status)
        for (status, errors) in errors.sorted(by: { $0.key < $1.key }) {
            let codes = errors.map(\.code).sorted()
            responses.append(
                .init(
                    String(status),
                    [
                        "description": .string("Refused: " + codes.joined(separator: ", ")),
                        "x-jisr-codes": .array(codes.map { .string($0) }),
                        "content": [MediaTypes.problem: ["schema": ["$ref": "#/components/schemas/Problem"]]],
                    ]
                )
            )
        }
        return .object(responses)
    }

    private static func parameters(_ route: RouteDeclaration) -> [JSONValue] {
        var parameters: [JSONValue] = route.path.parameters.map { name in
            let schema: JSONValue =
                name.hasSuffix("Id") || name == "id" ? ["type": "string", "format": "uuid"] : ["type": "string"]
            return ["name": .string(name), "in": "path", "required": true, "schema": schema]
        }
        if route.kind == .command {
            parameters.append([
                "name": "Idempotency-Key", "in": "header", "required": true,
                "description": "A new UUID for each new command; repeating it repeats the answer.",
                "schema": ["type": "string", "minLength": 1, "maxLength": 255],
            ])
        }
        if route.kind == .command, route.uploadMediaTypes.isEmpty {
            parameters.append([
                "name": "If-Match", "in": "header", "required": .bool(route.requiresVersion),
                "description": "The ETag that the record was read with.",
                "schema": ["type": "string", "pattern": "^\"[0-9]+\"$"],
            ])
        }
        parameters += route.parameters.map { parameter in
            [
                "name": .string(parameter.name), "in": "query", "required": .bool(parameter.isRequired),
                "description": .string(parameter.documentation), "schema": parameter.schema,
            ]
        }
        return parameters
    }

    private static func operationID(_ route: RouteDeclaration) -> String {
        let words = route.path.segments.dropFirst().map { segment in
            switch segment {
            case .literal(let text): text
            case .parameter(let name): "by-\(name)"
            }
        }
        return ([route.method.rawValue.lowercased()] + words).joined(separator: "-")
    }

    private static func tag(_ route: RouteDeclaration) -> String {
        for case .literal(let text) in route.path.segments.dropFirst() { return text }
        return "other"
    }

    private static func meaning(_ status: Int) -> String {
        switch status {
        case 201: "Created."
        case 202: "Accepted, provisionally."
        case 204: "Done; there is no body."
        default: "Done."
        }
    }

    /// A body that is written and read piece by piece.
    private static let streamSchema: JSONValue = ["type": "string"]

    private static let problemSchema: JSONValue = [
        "type": "object",
        "description": "Problem details (RFC 9457) with a stable code.",
        "required": ["type", "title", "status", "detail", "code", "message"],
        "properties": [
            "type": ["type": "string", "format": "uri"],
            "title": ["type": "string"],
            "status": ["type": "integer"],
            "detail": ["type": "string"],
            "code": ["type": "string"],
            "field": ["type": "string", "description": "The field at fault, as a JSON path: cells[2].sex."],
            "message": ["type": "string"],
        ],
    ]
}

extension QueryParameter {
    var schema: JSONValue {
        switch kind {
        case .text(let maximum): ["type": "string", "maxLength": .integer(maximum)]
        case .id: ["type": "string", "format": "uuid"]
        case .date: ["type": "string", "format": "date"]
        case .instant: ["type": "string", "format": "date-time"]
        case .boolean: ["type": "boolean"]
        case .integer(let range):
            [
                "type": "integer", "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound),
            ]
        case .code(let codes): ["type": "string", "enum": .array(codes.map { .string($0) })]
        }
    }
}
