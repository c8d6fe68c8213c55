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

    /// A count of 0 or more, where one is given.
    static func count(_ given: Int?, field: String) throws(Rejection) -> Int? {
        guard let given else { return nil }
        guard given >= 0 else { throw Rejection("quantity.invalid", field: field, "a count is 0 or more") }
        return given
    }

    /// The elements in their order, each once.
    static func distinct<Element: Hashable>(_ given: [Element]?) -> [Element] {
        var seen: Set<Element> = []
        return (given ?? []).filter { seen.insert($0).inserted }
    }

    /// A list that must have something in it, each element once.
    static func some<Element: Hashable>(_ given: [Element]?, field: String) throws(Rejection) -> [Element] {
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

    /// A new record's identifier is in use.
    static func taken(_ field: String) -> Rejection {
        Rejection("id.taken", field: field, "this identifier is in use; choose another, or leave it out", status: 409)
    }
}
