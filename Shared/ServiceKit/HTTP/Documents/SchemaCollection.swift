import Events

/// The JSON Schemas of a document's types, each once under its name.
struct SchemaCollection {
    private(set) var members: [JSONValue.Member] = []

    /// A reference to the schema of a body that is taken.
    mutating func reference(taking type: any (Codable & Sendable).Type) -> JSONValue {
        // A type may be both taken and given; what is given may gain members, so it is described openly.
        reference(Self.name(type) + ".taken") { BodySchema.of(Self.schema(type)) }
    }

    /// A reference to the schema of a body that is given.
    mutating func reference(giving type: any (Codable & Sendable).Type) -> JSONValue {
        reference(Self.name(type)) { Self.schema(type).value }
    }

    private mutating func reference(_ name: String, schema: () -> JSONValue) -> JSONValue {
        if !members.contains(where: { $0.name == name }) { members.append(.init(name, schema())) }
        return ["$ref": .string("#/components/schemas/\(name)")]
    }

    /// `Page<CaseSummary>` becomes `Page_CaseSummary`: a component's name has no brackets.
    private static func name(_ type: any Any.Type) -> String {
        var name = ""
        for character in String(describing: type) {
            if character.isASCII, character.isLetter || character.isNumber || character == "." || character == "-" {
                name.append(character)
            } else if name.last != "_" {
                name.append("_")
            }
        }
        return name.last == "_" ? String(name.dropLast()) : name
    }

    private static func schema(_ type: any (Codable & Sendable).Type) -> JSONSchema {
        do {
            return try JSONSchema.of(type)
        } catch {
            preconditionFailure("a route's body has no schema: \(error)")
        }
    }
}
