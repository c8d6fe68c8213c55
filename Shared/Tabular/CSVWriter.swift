/// Writes CSV (RFC 4180): UTF-8, rows ended by CRLF, fields quoted where they must be.
public enum CSVWriter: Sendable {
    /// A row with its end.
    ///
    /// With `isNeutral`, a cell that a spreadsheet would take for a formula is written with an apostrophe before it
    /// (``neutralised(_:)``).
    public static func row(_ cells: some Sequence<String>, isNeutral: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = []
        append(cells, to: &bytes, isNeutral: isNeutral)
        return bytes
    }

    /// Appends a row with its end to `bytes`.
    public static func append(_ cells: some Sequence<String>, to bytes: inout [UInt8], isNeutral: Bool = false) {
        var isFirst = true
        for cell in cells {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            let text = isNeutral ? neutralised(cell) : cell
            // A space at either end is quoted too: some readers cut it off otherwise.
            let needsQuotes =
                text.utf8.contains { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 } || text.utf8.first == 32
                || text.utf8.last == 32
            guard needsQuotes else {
                bytes.append(contentsOf: text.utf8)
                continue
            }
            bytes.append(34)
            for byte in text.utf8 {
                if byte == 34 { bytes.append(34) }
                bytes.append(byte)
            }
            bytes.append(34)
        }
        bytes.append(13)
        bytes.append(10)
    }

    /// What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection").
    private static func beginsFormula(_ byte: UInt8?) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 10, 13: true
        default: false
        }
    }

    /// The cell with an apostrophe before what a spreadsheet would run as a formula.
    ///
    /// A cell that has apostrophes there already gets one more, so that ``restored(_:)`` gives back every cell as it was.
    public static func neutralised(_ cell: String) -> String {
        beginsFormula(cell.utf8.first { $0 != 39 }) ? "'" + cell : cell
    }

    /// The cell as it was before ``neutralised(_:)``.
    public static func restored(_ cell: String) -> String {
        cell.utf8.first == 39 && beginsFormula(cell.utf8.first { $0 != 39 }) ? String(cell.dropFirst()) : cell
    }
}
