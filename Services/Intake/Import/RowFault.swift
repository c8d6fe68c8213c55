import EventStore

/// Why a row is refused, with the column at fault.
struct RowFault: Error, Sendable, Hashable {
    var code: String
    /// Our field.
    var field: String?
    /// Their column.
    var column: String?
    var message: String

    init(_ code: String, field: String? = nil, column: String? = nil, _ message: String) {
        self.code = code
        self.field = field
        self.column = column
        self.message = message
    }

    init(_ rejection: Rejection, column: String? = nil) {
        self.init(rejection.code, field: rejection.field, column: column, rejection.message)
    }

    static func unmapped(_ field: String, _ column: String) -> RowFault {
        RowFault(
            "code.unmapped",
            field: field,
            column: column,
            "this column has a value that stands for none of \(field)'s; add it to the column's codes in the mapping"
        )
    }

    static func unreadable(_ field: String, _ column: String, _ expected: String) -> RowFault {
        RowFault("field.invalid", field: field, column: column, "this column must have \(expected) in this row")
    }
}
