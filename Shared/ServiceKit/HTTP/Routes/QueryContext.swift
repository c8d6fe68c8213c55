public import EventStore
public import Events
public import GRDB
import HTTPTypes
import HummingbirdCore

/// What a query's handler knows of its request.
public struct QueryContext: Sendable {
    /// Who sends it.
    public let actor: Caller
    /// What it reads.
    public let store: EventStore
    /// The part of a list that is asked for.
    public let page: PageRequest
    /// The languages that the reader asks for, as `Accept-Language` has them; empty without it.
    public let acceptedLanguages: String
    private let path: PathValues
    private let values: [String: String]

    init(_ exchange: Exchange) throws {
        actor = exchange.caller
        store = exchange.environment.store
        acceptedLanguages = exchange.request.headers[.acceptLanguage] ?? ""
        path = exchange.path
        values = try exchange.queryValues()
        page = try PageRequest(limit: values["limit"], cursor: values["cursor"])
    }

    /// Reads from a snapshot of the last commit.
    public func read<T: Sendable>(_ block: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try await store.read(block)
    }

    /// The language, of those in `known`, that the reader would rather have (RFC 9110 §12.5.4); the first one when none
    /// is asked for.
    public func language(among known: [String]) -> String {
        var best: (language: String, weight: Double)?
        for range in acceptedLanguages.split(separator: ",").prefix(50) {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            let wanted = parts.first?.split(separator: "-").first.map(String.init) ?? ""
            guard known.contains(wanted), weight > best?.weight ?? 0 else { continue }
            best = (wanted, weight)
        }
        return best?.language ?? known.first ?? ""
    }

    /// The identifier in the path.
    ///
    /// - Throws: ``Rejection`` `id.invalid` (404) when it is not a UUID.
    public func id(_ parameter: String) throws -> EntityID {
        try path.id(parameter)
    }

    /// The text in the path.
    public func text(_ parameter: String) -> String {
        path[parameter]
    }

    /// A declared parameter of the query, as it was given.
    public func query(_ name: String) -> String? {
        values[name]
    }

    /// A declared parameter of the query that is a UUID.
    public func query(id name: String) -> EntityID? {
        values[name].flatMap { EntityID($0) }
    }

    /// A declared parameter of the query that is a day.
    public func query(date name: String) -> CalendarDate? {
        values[name].flatMap { CalendarDate($0) }
    }

    /// A declared parameter of the query that is an instant.
    public func query(instant name: String) -> Timestamp? {
        values[name].flatMap { Timestamp($0) }
    }

    /// A declared parameter of the query that is a whole number.
    public func query(integer name: String) -> Int? {
        values[name].flatMap { Int($0) }
    }

    /// A declared parameter of the query that is `true` or `false`.
    public func query(boolean name: String) -> Bool? {
        values[name].map { $0 == "true" }
    }

    /// A declared parameter of the query that is a code.
    public func query<List: CodeList>(code name: String, _: List.Type = List.self) -> List? {
        values[name].flatMap { List(rawValue: $0) }
    }
}

/// What a query's handler answers with.
public struct QueryResult<Body: Sendable>: Sendable {
    /// The body.
    public var body: Body
    /// The record's version, given as `ETag`; a reader that has it already gets 304 and no body.
    public var version: Int?

    /// Makes an answer.
    public init(_ body: Body, version: Int? = nil) {
        self.body = body
        self.version = version
    }
}
