public import EventStore
import Events

/// The checks of texts, numbers and lists that decisions of several services share.
public enum Checks: Sendable {
    /// The text without surrounding blanks.
    public static func text(_ given: String?, field: String, maximumLength: Int = 500) throws(Rejection) -> String {
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
    public static func optionalText(
        _ given: String?,
        field: String,
        maximumLength: Int = 500
    ) throws(Rejection) -> String? {
        guard let given, !trim(given).isEmpty else { return nil }
        return try text(given, field: field, maximumLength: maximumLength)
    }

    /// Each text without surrounding blanks; none may be empty.
    public static func texts(
        _ given: [String]?,
        field: String,
        maximumLength: Int = 500
    ) throws(Rejection) -> [String] {
        var result: [String] = []
        for (index, element) in (given ?? []).enumerated() {
            result.append(try text(element, field: "\(field)[\(index)]", maximumLength: maximumLength))
        }
        return result
    }

    /// A number within `range`.
    public static func number(_ given: Int?, in range: ClosedRange<Int>, field: String) throws(Rejection) -> Int? {
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

    /// A count of 0 or more, where one is given.
    public static func count(_ given: Int?, field: String) throws(Rejection) -> Int? {
        guard let given else { return nil }
        guard given >= 0 else { throw Rejection("quantity.invalid", field: field, "a count is 0 or more") }
        return given
    }

    /// The elements in their order, each once.
    public static func distinct<Element: Hashable>(_ given: [Element]?) -> [Element] {
        var seen: Set<Element> = []
        return (given ?? []).filter { seen.insert($0).inserted }
    }

    /// A list that must have something in it, each element once.
    public static func some<Element: Hashable>(_ given: [Element]?, field: String) throws(Rejection) -> [Element] {
        let elements = distinct(given)
        guard !elements.isEmpty else {
            throw Rejection("field.required", field: field, "\(field) is empty; name at least one")
        }
        return elements
    }

    private static func trim(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
