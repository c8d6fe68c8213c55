import Events

/// What a route takes beside its body.
enum OpenAPIParameters {
    static func of(_ route: RouteDeclaration) -> [JSONValue] {
        var parameters = route.path.parameters.map { name in path(name, route.parameter(inPath: name)) }
        if route.kind == .command {
            parameters.append([
                "name": "Idempotency-Key", "in": "header", "required": true,
                "description": "A new UUID for each new command; repeating it repeats the answer.",
                "schema": ["type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]{1,255}$"],
                "example": "4f6a1c9e-2d5b-4a57-9a0e-3f0d2c8b7e61",
            ])
            // An upload has no record of its own to be at a version.
            guard route.uploadMediaTypes.isEmpty else { return parameters + query(route) }
            parameters.append([
                "name": "If-Match", "in": "header", "required": .bool(route.requiresVersion),
                "description": "The ETag that the record was read with.",
                "schema": ["type": "string", "pattern": "^\"[0-9]{1,18}\"$"],
            ])
        }
        if route.readsRecord {
            parameters.append([
                "name": "If-None-Match", "in": "header", "required": false,
                "description": "The ETag that the record was read with: 304 while it still has it.",
                "schema": ["type": "string"],
            ])
        }
        return parameters + query(route)
    }

    private static func query(_ route: RouteDeclaration) -> [JSONValue] {
        route.queryParameters.map { parameter in
            [
                "name": .string(parameter.name), "in": "query", "required": .bool(parameter.isRequired),
                "description": .string(parameter.documentation), "schema": parameter.schema,
            ]
        }
    }

    private static func path(_ name: String, _ declared: QueryParameter?) -> JSONValue {
        guard let declared else {
            return [
                "name": .string(name), "in": "path", "required": true, "schema": ["type": "string", "format": "uuid"],
            ]
        }
        return [
            "name": .string(name), "in": "path", "required": true,
            "description": .string(declared.documentation), "schema": declared.schema,
        ]
    }
}

extension QueryParameter {
    var schema: JSONValue {
        switch kind {
        case .text(let maximum):
            ["type": "string", "maxLength": .integer(maximum), "pattern": .string(ValueLimits.textPattern)]
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
