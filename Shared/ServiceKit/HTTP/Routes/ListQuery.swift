public import EventStore
public import Events
public import GRDB

/// A page of identifiers from one read table, in their order.
public struct ListQuery: Sendable {
    private let table: String
    private let key: String
    private var conditions: [String] = []
    private var arguments: [DatabaseValue] = []

    /// All rows of `table`, whose column `key` is their identifier.
    public init(_ table: String, key: String = "id") {
        self.table = table
        self.key = key
    }

    /// Only rows whose `column` is `value`, where one is asked for.
    public func filtered(_ column: String, _ value: (any DatabaseValueConvertible)?) -> ListQuery {
        guard let value else { return self }
        return with("\(column)=?", [value.databaseValue])
    }

    /// Only rows that another table relates to `value`, where one is asked for.
    public func related(by other: String, _ own: String, where column: String, is value: EntityID?) -> ListQuery {
        guard let value else { return self }
        return with("\(key) IN (SELECT \(own) FROM \(other) WHERE \(column)=?)", [value.databaseValue])
    }

    /// Only rows in `place`, where one is asked for.
    public func within(_ column: String, _ place: PlaceCode?) -> ListQuery {
        guard let place else { return self }
        let separators: [String] =
            switch place.level {
            case .country: ["-"]
            case .subdivision: [":"]
            case .locality: []
            }
        let inside = separators.map { _ in " OR substr(\(column), 1, ?)=?" }.joined()
        let values = separators.flatMap { separator in
            [(place.code.count + 1).databaseValue, (place.code + separator).databaseValue]
        }
        return with("(\(column)=?\(inside))", [place.code.databaseValue] + values)
    }

    /// The identifiers of a page, and one more when there is more.
    func ids(_ db: Database, _ page: PageRequest) throws -> [EntityID] {
        var conditions = conditions
        var arguments = arguments
        if let last = try page.afterID() {
            conditions.append("\(key)>?")
            arguments.append(last.databaseValue)
        }
        let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
        return try EntityID.fetchAll(
            db.cachedStatement(sql: "SELECT \(key) FROM \(table)\(filter) ORDER BY \(key) LIMIT \(page.limit + 1)"),
            arguments: StatementArguments(arguments)
        )
    }

    private func with(_ condition: String, _ values: [DatabaseValue]) -> ListQuery {
        var copy = self
        copy.conditions.append(condition)
        copy.arguments += values
        return copy
    }
}

extension QueryContext {
    /// Reads states folded from the log, in a snapshot of the last commit.
    public func folding<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        let store = store
        // A transaction on a reader's connection can read what one on the writer's can, and nothing else.
        return try await read { db in try body(Transaction(db: db, store: store)) }
    }

    /// A page of a list whose items are folded from the log.
    public func list<Item: Codable & Sendable>(
        _ query: ListQuery,
        _ item: @escaping @Sendable (Transaction, EntityID) throws -> Item
    ) async throws -> QueryResult<Page<Item>> {
        let page = page
        return QueryResult(
            try await folding { transaction in
                try page.page(
                    of: try query.ids(transaction.db, page),
                    key: { [$0.description] },
                    item: { try item(transaction, $0) }
                )
            }
        )
    }
}
