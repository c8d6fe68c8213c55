import Events
import GRDB
import ServiceKit

/// The conditions of a list, in the order of its key.
struct ListFilter: Sendable {
    private var conditions: [String] = []
    private var values: [DatabaseValue] = []
    private let column: String
    private let limit: Int

    /// A list ordered by `column`, an identifier, from where the page before ended.
    init(after page: PageRequest, column: String) throws {
        self.column = column
        limit = page.limit + 1
        if let last = try page.afterID() {
            conditions.append("\(column)>?")
            values.append(last.databaseValue)
        }
    }

    /// This filter with the condition that `name` is `value`, unless that is left out.
    func equal(_ name: String, _ value: (any DatabaseValueConvertible)?) -> ListFilter {
        guard let value else { return self }
        var copy = self
        copy.conditions.append("\(name)=?")
        copy.values.append(value.databaseValue)
        return copy
    }

    /// The rows of `table`, one more than the page holds where there are more.
    func rows(_ db: Database, from table: String) throws -> [Row] {
        let condition = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
        return try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM \(table)\(condition) ORDER BY \(column) LIMIT \(limit)"),
            arguments: StatementArguments(values)
        )
    }
}

extension Row {
    /// A column that must hold a code of `List`.
    func code<List: CodeList>(_ name: String, _: List.Type = List.self) throws -> List {
        guard let text = self[name] as String?, let code = List(rawValue: text) else { throw Unreadable(column: name) }
        return code
    }

    /// A column that may hold a code of `List`.
    func codeIfPresent<List: CodeList>(_ name: String, _: List.Type = List.self) -> List? {
        (self[name] as String?).flatMap { List(rawValue: $0) }
    }

    /// A column that must hold a day.
    func day(_ name: String) throws -> CalendarDate {
        guard let text = self[name] as String?, let day = CalendarDate(text) else { throw Unreadable(column: name) }
        return day
    }

    /// A column that may hold a day.
    func dayIfPresent(_ name: String) -> CalendarDate? {
        (self[name] as String?).flatMap { CalendarDate($0) }
    }

    /// A read table holds what the log cannot have put there; it can be made again from the log.
    struct Unreadable: Error {
        let column: String
    }
}
