import Events

/// Checks a value against a schema the way a writer must fit it: closed, no member that is not declared.
enum SchemaChecker {
    static func problems(_ value: JSONValue, _ schema: JSONSchema, path: String = "$") -> [String] {
        switch (schema, value) {
        case (.any, _), (.boolean, .bool), (.number, .number), (.number, .integer):
            []
        case (.integer(let minimum), .integer(let number)):
            number >= minimum ?? .min ? [] : ["\(path): too small"]
        case (.string(let format, let pattern), .string(let text)):
            fits(text, format: format) && fits(text, pattern: pattern)
                ? [] : ["\(path): not \(format ?? pattern ?? "")"]
        case (.codes(let codes), .string(let text)):
            codes.contains(text) ? [] : ["\(path): not a code"]
        case (.array(let element), .array(let values)):
            values.enumerated().flatMap { problems($1, element, path: "\(path)[\($0)]") }
        case (.map(let element), .object(let members)):
            members.flatMap { problems($0.value, element, path: "\(path).\($0.name)") }
        case (.object(_, let properties), .object(let members)):
            properties.filter(\.isRequired).filter { value[$0.name] == nil }.map { "\(path).\($0.name): missing" }
                + members.flatMap { member in
                    properties.first { $0.name == member.name }
                        .map { problems(member.value, $0.schema, path: "\(path).\(member.name)") }
                        ?? ["\(path).\(member.name): not declared"]
                }
        default:
            ["\(path): of another type"]
        }
    }

    private static func fits(_ text: String, format: String?) -> Bool {
        switch format {
        case "uuid": EntityID(text) != nil
        case "date": CalendarDate(text) != nil
        case "date-time": Timestamp(text) != nil
        case nil: true
        default: false
        }
    }

    private static func fits(_ text: String, pattern: String?) -> Bool {
        guard let pattern else { return true }
        guard let regex = try? Regex(pattern) else { return false }
        return text.firstMatch(of: regex) != nil
    }
}
