import Events
import GRDB

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
