import Events

/// The JSON Schema of a body that is taken, as strict as the decoder is: no member that is not declared, every text and
/// number within ``ValueLimits``, and `null` where a member may be left out, which means the same.
enum BodySchema {
    static func of(_ schema: JSONSchema) -> JSONValue {
        .object(members(schema, isNullable: false))
    }

    private static func members(_ schema: JSONSchema, isNullable: Bool) -> [JSONValue.Member] {
        switch schema {
        case .any:
            return []
        case .boolean:
            return [type("boolean", isNullable)]
        case .integer(let minimum):
            return [
                type("integer", isNullable), .init("minimum", .integer(minimum ?? -ValueLimits.magnitude)),
                .init("maximum", .integer(ValueLimits.magnitude)),
            ]
        case .number:
            return [
                type("number", isNullable), .init("minimum", .integer(-ValueLimits.magnitude)),
                .init("maximum", .integer(ValueLimits.magnitude)),
            ]
        case .string(nil, nil):
            return [
                type("string", isNullable), .init("maxLength", .integer(ValueLimits.textCharacters)),
                .init("pattern", .string(ValueLimits.textPattern)),
            ]
        case .string(let format, let pattern):
            return [type("string", isNullable)] + (format.map { [.init("format", .string($0))] } ?? [])
                + (pattern.map { [.init("pattern", .string($0))] } ?? [])
        case .codes(let codes):
            let values = codes.map { JSONValue.string($0) } + (isNullable ? [.null] : [])
            return [type("string", isNullable), .init("enum", .array(values))]
        case .array(let element):
            return [
                type("array", isNullable), .init("items", of(element)),
                .init("maxItems", .integer(ValueLimits.listElements)),
            ]
        case .map(let element):
            return [type("object", isNullable), .init("additionalProperties", of(element))]
        case .object(let title, let properties):
            let required = properties.filter(\.isRequired).map { JSONValue.string($0.name) }
            let declared = properties.map { property in
                JSONValue.Member(
                    property.name,
                    .object(members(property.schema, isNullable: !property.isRequired))
                )
            }
            return [.init("title", .string(title)), type("object", isNullable), .init("properties", .object(declared))]
                + (required.isEmpty ? [] : [.init("required", .array(required))])
                + [.init("additionalProperties", false)]
        }
    }

    private static func type(_ name: String, _ isNullable: Bool) -> JSONValue.Member {
        .init("type", isNullable ? [.string(name), "null"] : .string(name))
    }
}
