import Events

/// Checks values against the JSON Schemas of an OpenAPI document, as far as such documents use JSON Schema.
struct SchemaCheck {
    let document: JSONValue

    /// Where and why `value` is not what `schema` allows.
    func problems(_ value: JSONValue, _ schema: JSONValue, at path: String = "$") -> [String] {
        var problems: [String] = []
        if case .string(let reference)? = schema["$ref"] {
            guard let target = resolve(reference) else { return ["\(path): \(reference) leads nowhere"] }
            problems += self.problems(value, target, at: path)
        }
        if case .array(let parts)? = schema["allOf"] {
            problems += parts.flatMap { self.problems(value, $0, at: path) }
        }
        if let types = schema["type"], !Self.fits(value, types) { return problems + ["\(path): of another type"] }
        if case .array(let allowed)? = schema["enum"], !allowed.contains(value) {
            problems.append("\(path): not one of the values")
        }
        if let only = schema["const"], only != value { problems.append("\(path): another value") }
        switch value {
        case .string(let text): problems += Self.problems(text, schema).map { "\(path): \($0)" }
        case .integer(let number): problems += Self.problems(Double(number), schema).map { "\(path): \($0)" }
        case .number(let number): problems += Self.problems(number, schema).map { "\(path): \($0)" }
        case .array(let elements):
            guard let items = schema["items"] else { break }
            problems += elements.enumerated().flatMap { self.problems($1, items, at: "\(path)[\($0)]") }
        case .object(let members): problems += self.problems(members, value, schema, at: path)
        case .null, .bool: break
        }
        return problems
    }

    /// What a reference within the document leads to.
    func resolve(_ reference: String) -> JSONValue? {
        guard reference.hasPrefix("#/") else { return nil }
        return reference.dropFirst(2).split(separator: "/").reduce(document) { $0?[String($1)] }
    }

    private func problems(
        _ members: [JSONValue.Member],
        _ value: JSONValue,
        _ schema: JSONValue,
        at path: String
    ) -> [String] {
        var problems: [String] = []
        if case .array(let required)? = schema["required"] {
            for case .string(let name) in required where value[name] == nil {
                problems.append("\(path).\(name): missing")
            }
        }
        for member in members {
            let place = "\(path).\(member.name)"
            if let declared = schema["properties"]?[member.name] {
                problems += self.problems(member.value, declared, at: place)
            } else if schema["additionalProperties"] == .bool(false) {
                problems.append("\(place): not declared")
            } else if let further = schema["additionalProperties"], case .object = further {
                problems += self.problems(member.value, further, at: place)
            }
        }
        return problems
    }

    private static func fits(_ value: JSONValue, _ types: JSONValue) -> Bool {
        switch types {
        case .string(let type): fits(value, type)
        case .array(let types): types.contains { fits(value, $0) }
        default: false
        }
    }

    private static func fits(_ value: JSONValue, _ type: String) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("integer", .integer), ("number", .integer), ("number", .number),
            ("string", .string), ("array", .array), ("object", .object):
            true
        default: false
        }
    }

    private static func problems(_ number: Double, _ schema: JSONValue) -> [String] {
        var problems: [String] = []
        if case .integer(let least)? = schema["minimum"], number < Double(least) { problems.append("too small") }
        if case .integer(let most)? = schema["maximum"], number > Double(most) { problems.append("too large") }
        return problems
    }

    private static func problems(_ text: String, _ schema: JSONValue) -> [String] {
        var problems: [String] = []
        if case .integer(let most)? = schema["maxLength"], text.unicodeScalars.count > most {
            problems.append("too long")
        }
        if case .integer(let least)? = schema["minLength"], text.unicodeScalars.count < least {
            problems.append("too short")
        }
        if case .string(let format)? = schema["format"], !fits(text, format: format) {
            problems.append("not a \(format)")
        }
        if case .string(let pattern)? = schema["pattern"] {
            do {
                if try Regex(pattern).firstMatch(in: text) == nil { problems.append("not as \(pattern)") }
            } catch {
                problems.append("\(pattern) is no pattern")
            }
        }
        return problems
    }

    private static func fits(_ text: String, format: String) -> Bool {
        switch format {
        case "uuid": EntityID(text) != nil
        case "date": CalendarDate(text) != nil
        case "date-time": Timestamp(text) != nil
        case "uri", "uri-reference": !text.isEmpty
        default: false
        }
    }
}
