import Events
public import ServiceKit

/// Checks that the OpenAPI document of a table of routes leaves nothing out and that its examples are what it says.
public enum OpenAPICheck: Sendable {
    /// What is missing or wrong, one line each; empty when all is well.
    public static func problems(of routes: [Route]) -> [String] {
        let document = RouteDocuments.openAPI(of: routes)
        let check = SchemaCheck(document: document)
        var problems = RouteDocuments.refusedExamples(of: routes)
        var names: Set<String> = []
        for route in routes.map(\.declaration) {
            let title = "\(route.method) \(route.path)"
            guard
                let operation = document["paths"]?[route.path.description]?["\(route.method)".lowercased()],
                case .string(let name)? = operation["operationId"]
            else {
                problems.append("\(title): not described")
                continue
            }
            if !names.insert(name).inserted { problems.append("\(title): the name \(name) is taken") }
            problems +=
                (parameters(route, operation) + body(route, operation, check) + answers(route, operation, check))
                .map { "\(title): \($0)" }
        }
        return problems
    }

    private static func parameters(_ route: RouteDeclaration, _ operation: JSONValue) -> [String] {
        var wanted = Set(route.path.parameters.map { "path \($0)" })
        for parameter in route.parameters where !route.path.parameters.contains(parameter.name) {
            wanted.insert("query \(parameter.name)")
        }
        if route.kind == .command { wanted.insert("header Idempotency-Key") }
        if route.kind == .command, route.uploadMediaTypes.isEmpty { wanted.insert("header If-Match") }
        var problems: [String] = []
        for parameter in elements(operation["parameters"]) {
            guard case .string(let name)? = parameter["name"], case .string(let place)? = parameter["in"] else {
                problems.append("a parameter without a name")
                continue
            }
            wanted.remove("\(place) \(name)")
            if parameter["schema"]?["type"] == nil { problems.append("\(place) \(name): no type") }
            if place == "path" || name == "Idempotency-Key", parameter["required"] != .bool(true) {
                problems.append("\(place) \(name): not required")
            }
        }
        return problems + wanted.sorted().map { "\($0): not described" }
    }

    private static func body(_ route: RouteDeclaration, _ operation: JSONValue, _ check: SchemaCheck) -> [String] {
        if !route.uploadMediaTypes.isEmpty {
            let described = operation["requestBody"]?["content"]
            return route.uploadMediaTypes.filter { described?[$0]?["schema"] == nil }.map {
                "its body as \($0) is not described"
            }
        }
        guard let type = route.requestType else {
            return operation["requestBody"] == nil ? [] : ["a body that it does not take"]
        }
        guard let content = operation["requestBody"]?["content"]?["application/json"], let schema = content["schema"]
        else { return ["its body is not described"] }
        guard let example = content["example"] else { return type == NoBody.self ? [] : ["no example of its body"] }
        return check.problems(example, schema).map { "the example of its body: \($0)" }
    }

    private static func answers(_ route: RouteDeclaration, _ operation: JSONValue, _ check: SchemaCheck) -> [String] {
        var problems: [String] = []
        for status in route.statuses {
            // The service's own page of readiness aside, what is no success is a problem.
            if status >= 400, route.kind != .system { problems.append("\(status): declared as a success") }
            guard let answer = operation["responses"]?[String(status)] else {
                problems.append("\(status): not described")
                continue
            }
            guard status != 204 else { continue }
            guard let content = answer["content"]?[route.mediaType], let schema = content["schema"] else {
                problems.append("\(status): its body is not described")
                continue
            }
            guard route.responseType != nil else { continue }
            guard let example = content["example"] else {
                problems.append("\(status): no example of its body")
                continue
            }
            problems += check.problems(example, schema).map { "the example of \(status): \($0)" }
        }
        for error in route.allErrors {
            let content = operation["responses"]?[String(error.status)]?["content"]?["application/problem+json"]
            let codes = elements(operation["responses"]?[String(error.status)]?["x-jisr-codes"])
            guard codes.contains(.string(error.code)), let schema = content?["schema"] else {
                problems.append("\(error.status) \(error.code): not described")
                continue
            }
            guard let example = content?["examples"]?[error.code]?["value"] else { continue }
            problems += check.problems(example, schema).map { "the example of \(error.code): \($0)" }
        }
        return problems
    }

    private static func elements(_ value: JSONValue?) -> [JSONValue] {
        if case .array(let elements)? = value { elements } else { [] }
    }
}
