import Events

/// The JSON Schemas of a document's types, each once under its name.
struct SchemaCollection {
    private(set) var members: [JSONValue.Member] = []

    /// A reference to the schema of `type`, which is added when it is new.
    mutating func reference(to type: any (Codable & Sendable).Type) -> JSONValue {
        let name = Self.name(type)
        if !members.contains(where: { $0.name == name }) { members.append(.init(name, Self.schema(type))) }
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

    private static func schema(_ type: any (Codable & Sendable).Type) -> JSONValue {
        do {
            return try JSONSchema.of(type).value
        } catch {
            preconditionFailure("a route's body has no schema: \(error)")
        }
    }
}
