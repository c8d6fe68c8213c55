/// What is wrong with a row of a table, in words for whoever made the file; it never quotes what the row says.
public struct TableFault: Error, Sendable, Hashable {
    /// A stable code: `row.field_count`.
    public var code: String
    /// The row, from 1; the header is row 0.
    public var row: Int
    /// What is wrong and what to do about it.
    public var message: String

    /// Makes a fault.
    public init(_ code: String, row: Int, _ message: String) {
        self.code = code
        self.row = row
        self.message = message
    }

    static func tooLong(row: Int, limit: Int) -> TableFault {
        TableFault(
            "row.too_long",
            row: row,
            "the row is longer than \(limit) bytes; look for a quotation mark that is not closed, or split the row"
        )
    }

    static func notText(row: Int) -> TableFault {
        TableFault("row.encoding", row: row, "the row is not UTF-8; save the file as UTF-8 and send it again")
    }

    static func holdsNUL(row: Int) -> TableFault {
        TableFault(
            "row.nul",
            row: row,
            "the row holds a NUL character, which no text has; is this the right file? remove it and send it again"
        )
    }
}
