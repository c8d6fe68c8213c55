/// Reads CSV (RFC 4180) as it arrives, one row at a time, whatever the size of the whole.
///
/// Rows end with CRLF, LF or CR; a byte order mark at the beginning and empty lines are passed over. A row that is not as
/// it should be is given as a fault and the next one is read; only a row without an end stops everything.
///
/// A parser of our own: the one Swift package at hand (SwiftCSV) wants the whole text in memory.
public struct CSVParser: Sendable {
    /// A row: its fields, or what is wrong with it.
    public struct Row: Sendable, Hashable {
        /// From 0: with a header, that is row 0 and the first row of data is 1.
        public var number: Int
        /// The fields; what could be read of them when there is a ``fault``.
        public var fields: [String]
        /// What is wrong with the row.
        public var fault: TableFault?
    }

    private enum Place {
        case fieldStart
        case plain
        case quoted
        /// After a quotation mark inside quotes: the end of the field, or the first of two.
        case quoteInQuotes
    }

    private enum Byte {
        static let quote = UInt8(ascii: "\"")
        static let lineFeed = UInt8(ascii: "\n")
        static let carriageReturn = UInt8(ascii: "\r")
        static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    }

    private let separator: UInt8
    private let maximumRowBytes: Int
    private var place = Place.fieldStart
    private var field: [UInt8] = []
    private var fields: [String] = []
    private var fault: TableFault?
    private var rowBytes = 0
    private var number = 0
    private var isAfterCarriageReturn = false
    /// What has arrived of a byte order mark; `nil` once it is known whether there is one.
    private var mark: [UInt8]? = []

    /// Makes a parser of rows up to `maximumRowBytes` long, whose fields are set apart by `separator`.
    public init(separator: UInt8 = UInt8(ascii: ","), maximumRowBytes: Int = 1 << 20) {
        self.separator = separator
        self.maximumRowBytes = maximumRowBytes
    }

    /// Reads the next bytes and gives each row that they complete to `take`.
    ///
    /// - Throws: ``TableFault`` for a row that does not end, or what `take` throws.
    public mutating func feed(_ bytes: some Sequence<UInt8>, _ take: (Row) throws -> Void) throws {
        for byte in bytes {
            guard var begun = mark else {
                try read(byte, take)
                continue
            }
            begun.append(byte)
            mark = begun
            guard Byte.byteOrderMark.starts(with: begun) else {
                mark = nil
                for byte in begun { try read(byte, take) }
                continue
            }
            if begun.count == Byte.byteOrderMark.count { mark = nil }
        }
    }

    /// Gives the last row, when the text does not end with the end of one.
    ///
    /// - Throws: ``TableFault`` when a quotation mark is not closed, or what `take` throws.
    public mutating func finish(_ take: (Row) throws -> Void) throws {
        if let begun = mark {
            mark = nil
            for byte in begun { try read(byte, take) }
        }
        if case .quoted = place {
            throw TableFault(
                "row.unclosed_quote",
                row: number,
                "a quotation mark in this row is never closed; close it, or write a quotation mark in a text twice"
            )
        }
        if rowBytes > 0 { try endRow(take) }
    }

    private mutating func read(_ byte: UInt8, _ take: (Row) throws -> Void) throws {
        if isAfterCarriageReturn {
            isAfterCarriageReturn = false
            if byte == Byte.lineFeed { return }
        }
        if case .quoted = place {
            try count()
            if byte == Byte.quote { place = .quoteInQuotes } else { field.append(byte) }
            return
        }
        switch byte {
        case Byte.lineFeed, Byte.carriageReturn:
            isAfterCarriageReturn = byte == Byte.carriageReturn
            if rowBytes > 0 { try endRow(take) }
        case separator:
            try count()
            endField()
        case Byte.quote:
            try count()
            switch place {
            case .fieldStart: place = .quoted
            case .quoteInQuotes:
                field.append(byte)
                place = .quoted
            case .plain, .quoted: misplaceQuote(byte)
            }
        default:
            try count()
            if case .quoteInQuotes = place { misplaceQuote(byte) } else { field.append(byte) }
            place = .plain
        }
    }

    private mutating func count() throws(TableFault) {
        rowBytes += 1
        if rowBytes > maximumRowBytes { throw .tooLong(row: number, limit: maximumRowBytes) }
    }

    private mutating func misplaceQuote(_ byte: UInt8) {
        field.append(byte)
        place = .plain
        fault =
            fault
            ?? TableFault(
                "row.quote",
                row: number,
                "a quotation mark stands in the middle of a field; quote the whole field and write the mark twice"
            )
    }

    private mutating func endField() {
        place = .fieldStart
        defer { field.removeAll(keepingCapacity: true) }
        guard let text = String(validating: field, as: UTF8.self) else {
            fault = fault ?? .notText(row: number)
            fields.append("")
            return
        }
        if field.contains(0) { fault = fault ?? .holdsNUL(row: number) }
        fields.append(text)
    }

    private mutating func endRow(_ take: (Row) throws -> Void) throws {
        endField()
        let row = Row(number: number, fields: fields, fault: fault)
        number += 1
        rowBytes = 0
        fields.removeAll(keepingCapacity: true)
        fault = nil
        try take(row)
    }
}
