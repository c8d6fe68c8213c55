/// A route's path with its parameters in braces: `/v1/cases/{caseId}/register`.
public struct PathTemplate: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    enum Segment: Sendable, Hashable {
        case literal(String)
        case parameter(String)
    }

    /// As declared.
    public let description: String
    let segments: [Segment]

    /// Reads a template; it begins with a slash and names each parameter once.
    public init(stringLiteral text: String) {
        precondition(text.hasPrefix("/"), "the path \(text) does not begin with a slash")
        description = text
        segments = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { part in
            part.hasPrefix("{") && part.hasSuffix("}")
                ? .parameter(String(part.dropFirst().dropLast())) : .literal(String(part))
        }
        precondition(Set(parameters).count == parameters.count, "the path \(text) names a parameter twice")
    }

    /// The parameters' names, in order.
    public var parameters: [String] {
        segments.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }
}

/// The values of a path's parameters in one request.
struct PathValues: Sendable {
    let names: [String]
    let values: [String]

    subscript(_ name: String) -> String {
        guard let index = names.firstIndex(of: name) else {
            preconditionFailure("the route's path has no parameter {\(name)}")
        }
        return values[index]
    }
}
