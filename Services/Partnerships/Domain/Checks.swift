import EventStore
import Events

/// The checks that several decisions share.
enum Checks {
    /// The text without surrounding blanks.
    static func text(_ given: String?, field: String, maximumLength: Int = 500) throws(Rejection) -> String {
        let trimmed = trim(given ?? "")
        guard !trimmed.isEmpty else { throw Rejection("field.required", field: field, "\(field) is empty; fill it in") }
        guard trimmed.count <= maximumLength else {
            throw Rejection(
                "field.invalid",
                field: field,
                "\(field) has more than \(maximumLength) characters; shorten it"
            )
        }
        return trimmed
    }

    /// The text without surrounding blanks; `nil` when there is none.
    static func optionalText(_ given: String?, field: String, maximumLength: Int = 500) throws(Rejection) -> String? {
        guard let given, !trim(given).isEmpty else { return nil }
        return try text(given, field: field, maximumLength: maximumLength)
    }

    /// Each text without surrounding blanks; none may be empty.
    static func texts(_ given: [String]?, field: String, maximumLength: Int = 500) throws(Rejection) -> [String] {
        var result: [String] = []
        for (index, element) in (given ?? []).enumerated() {
            result.append(try text(element, field: "\(field)[\(index)]", maximumLength: maximumLength))
        }
        return result
    }

    /// A number within `range`.
    static func number(_ given: Int?, in range: ClosedRange<Int>, field: String) throws(Rejection) -> Int? {
        guard let given else { return nil }
        guard range.contains(given) else {
            throw Rejection(
                "field.invalid",
                field: field,
                "\(field) is from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return given
    }

    /// A date known as far as its source says, its unknown parts set to 1.
    static func partialDate(_ given: PartialDate, field: String, today: CalendarDate) throws(Rejection) -> PartialDate {
        guard let value = given.value else {
            guard given.precision == .unknown else {
                throw Rejection("field.required", field: "\(field).value", "give the date, or the precision unknown")
            }
            return given
        }
        let day: CalendarDate?
        switch given.precision {
        case .unknown:
            throw Rejection(
                "field.invalid",
                field: "\(field).precision",
                "a date that is given is known to the day, month or year"
            )
        case .day: day = value
        case .month: day = CalendarDate(year: value.year, month: value.month, day: 1)
        case .year: day = CalendarDate(year: value.year, month: 1, day: 1)
        }
        guard let day, day <= today.adding(days: 1) else {
            throw Rejection("date.in_future", field: field, "\(field) lies in the future; state when it happened")
        }
        return PartialDate(day, precision: given.precision)
    }

    /// A quantity of 0 or more.
    static func quantity(_ given: Quantity, field: String) throws(Rejection) -> Quantity {
        guard given.value >= 0, given.value.isFinite else {
            throw Rejection("quantity.invalid", field: "\(field).value", "a quantity is 0 or more")
        }
        return given
    }

    /// The elements in their order, each once.
    static func distinct<Element: Hashable>(_ given: [Element]?) -> [Element] {
        var seen: Set<Element> = []
        return (given ?? []).filter { seen.insert($0).inserted }
    }

    private static func trim(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}

extension Rejection {
    /// A command that the record's status does not allow.
    static func transition(_ what: String, _ status: String, wanted: String) -> Rejection {
        Rejection(
            "state.invalid_transition",
            field: "status",
            "\(what) is \(status); this needs it to be \(wanted)",
            status: 409
        )
    }

    /// A path names a record that is not there.
    static func unknown(_ thing: String) -> Rejection {
        Rejection(
            "\(thing).unknown",
            field: "\(thing)Id",
            "there is no such \(thing); check the identifier",
            status: 404
        )
    }

    /// A body names a record that is not there.
    static func unresolved(_ thing: String, field: String) -> Rejection {
        Rejection(
            "\(thing).unknown",
            field: field,
            "there is no such \(thing); register it first, or correct the identifier"
        )
    }

    /// A new record's identifier is in use.
    static func taken(_ field: String) -> Rejection {
        Rejection("id.taken", field: field, "this identifier is in use; choose another, or leave it out", status: 409)
    }
}
