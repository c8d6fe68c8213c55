import HTTPTypes

/// Finds the route of a path: a tree of segments in which a literal goes before a parameter.
///
/// Hummingbird's own router cannot tell a path that is unknown from one that is known under another method, which is
/// the difference between 404 and 405 with `Allow`, and it knows nothing of declarations.
struct RouteTable: Sendable {
    struct Entry: Sendable {
        let route: Route
        let metrics: RouteMetrics
    }

    enum Match {
        case route(Entry, PathValues)
        case otherMethods([String])
        case none
    }

    private final class Node: Sendable {
        let literals: [Substring: Node]
        let parameter: Node?
        let entries: [HTTPRequest.Method: Entry]
        let names: [HTTPRequest.Method: [String]]

        init(_ entries: [(segments: ArraySlice<PathTemplate.Segment>, entry: Entry)]) {
            var literals: [Substring: [(ArraySlice<PathTemplate.Segment>, Entry)]] = [:]
            var parameters: [(ArraySlice<PathTemplate.Segment>, Entry)] = []
            var here: [HTTPRequest.Method: Entry] = [:]
            for (segments, entry) in entries {
                switch segments.first {
                case .literal(let text): literals[text[...], default: []].append((segments.dropFirst(), entry))
                case .parameter: parameters.append((segments.dropFirst(), entry))
                case nil:
                    let declaration = entry.route.declaration
                    precondition(
                        here.updateValue(entry, forKey: declaration.method) == nil,
                        "the route \(declaration.method) \(declaration.path) is declared twice"
                    )
                }
            }
            self.literals = literals.mapValues { Node($0) }
            self.parameter = parameters.isEmpty ? nil : Node(parameters)
            self.entries = here
            self.names = here.mapValues(\.route.declaration.path.parameters)
        }

        func find(_ segments: ArraySlice<Substring>, values: inout [Substring]) -> Node? {
            guard let first = segments.first else { return entries.isEmpty ? nil : self }
            let rest = segments.dropFirst()
            if let next = literals[first], let found = next.find(rest, values: &values) { return found }
            guard let parameter, !first.isEmpty else { return nil }
            values.append(first)
            if let found = parameter.find(rest, values: &values) { return found }
            values.removeLast()
            return nil
        }
    }

    private let root: Node

    init(_ routes: [Route], metrics: HTTPMetrics) {
        root = Node(
            routes.map { route in
                (route.declaration.path.segments[...], Entry(route: route, metrics: metrics.route(route.declaration)))
            }
        )
    }

    /// The route of `method` and `path`, which has no query.
    func match(_ method: HTTPRequest.Method, _ path: String) -> Match {
        var values: [Substring] = []
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        guard path.utf8.first == UInt8(ascii: "/"), let node = root.find(segments[...], values: &values) else {
            return .none
        }
        // What GET answers, HEAD answers without the body; the server leaves it out.
        guard let entry = node.entries[method] ?? (method == .head ? node.entries[.get] : nil) else {
            return .otherMethods(node.entries.keys.map(\.rawValue).sorted())
        }
        var decoded: [String] = []
        for value in values {
            guard let text = PercentCoding.decoded(value) else { return .none }
            decoded.append(text)
        }
        return .route(entry, PathValues(names: node.names[entry.route.declaration.method] ?? [], values: decoded))
    }
}
