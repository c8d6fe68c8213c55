import EventStore
import Events
import ServiceKit
import Tabular

/// What an imported file may be.
enum RowFormat: Sendable {
    case csv
    case jsonLines

    /// The media types, in the order in which they are documented.
    static let mediaTypes = ["text/csv", "application/jsonl", "application/x-ndjson"]

    init(mediaType: String) {
        self = mediaType == "text/csv" ? .csv : .jsonLines
    }
}

/// A row as it was read, or why it cannot be.
struct ReadRow: Sendable {
    /// From 1; the header is not counted.
    var number: Int
    var row: Result<DeliveryRow, Rejection>
}

/// Reads deliveries as they arrive.
struct DeliveryReader {
    private enum Source {
        case csv(CSVParser)
        case jsonLines(LineSplitter)
    }

    private enum Piece {
        case csv(CSVParser.Row)
        case line(LineSplitter.Line)
    }

    private static let known = Set(DeliveryRow.Column.allCases.map(\.rawValue))

    private var source: Source
    private var header: [String]?

    init(_ format: RowFormat) {
        source =
            switch format {
            case .csv: .csv(CSVParser())
            case .jsonLines: .jsonLines(LineSplitter())
            }
    }

    /// Reads the next bytes; gives the rows that they complete.
    ///
    /// Throws `columns.invalid` for a header that does not fit, `row.…` for a row that does not end.
    mutating func feed(_ bytes: [UInt8]) throws -> [ReadRow] {
        try rows { source, take in
            switch source {
            case .csv(var parser):
                try parser.feed(bytes) { try take(.csv($0)) }
                source = .csv(parser)
            case .jsonLines(var splitter):
                try splitter.feed(bytes) { try take(.line($0)) }
                source = .jsonLines(splitter)
            }
        }
    }

    /// Gives what is left at the end.
    mutating func finish() throws -> [ReadRow] {
        let rest = try rows { source, take in
            switch source {
            case .csv(var parser):
                try parser.finish { try take(.csv($0)) }
                source = .csv(parser)
            case .jsonLines(var splitter):
                try splitter.finish { try take(.line($0)) }
                source = .jsonLines(splitter)
            }
        }
        if case .csv = source, header == nil {
            throw Self.columns("the file is empty: its first row must name the columns")
        }
        return rest
    }

    private mutating func rows(_ read: (inout Source, (Piece) throws -> Void) throws -> Void) throws -> [ReadRow] {
        var pieces: [Piece] = []
        do {
            try read(&source) { pieces.append($0) }
        } catch let fault as TableFault {
            throw Rejection(fault.code, field: "row \(fault.row)", fault.message)
        }
        var rows: [ReadRow] = []
        rows.reserveCapacity(pieces.count)
        for piece in pieces {
            switch piece {
            case .csv(let row): if let row = try csv(row) { rows.append(row) }
            case .line(let line): rows.append(ReadRow(number: line.number, row: Self.json(line)))
            }
        }
        return rows
    }

    private mutating func csv(_ row: CSVParser.Row) throws -> ReadRow? {
        guard let header else {
            if let fault = row.fault { throw Rejection(fault.code, field: "row 0", fault.message) }
            try Self.check(row.fields)
            header = row.fields
            return nil
        }
        if let fault = row.fault {
            return ReadRow(number: row.number, row: .failure(Rejection(fault.code, fault.message)))
        }
        guard row.fields.count == header.count else {
            let message =
                "the row has \(row.fields.count) fields and the header \(header.count); quote fields that hold a comma"
            return ReadRow(number: row.number, row: .failure(Rejection("row.field_count", message)))
        }
        let values = Dictionary(zip(header, row.fields), uniquingKeysWith: { first, _ in first })
        return ReadRow(number: row.number, row: Self.row(values))
    }

    private static func check(_ header: [String]) throws {
        // Its text is not repeated: a file without a header has people's data there.
        if let unknown = header.firstIndex(where: { !known.contains($0) }) {
            let names = known.sorted().joined(separator: ", ")
            throw columns("column \(unknown + 1) has a name that is not known; the columns are \(names)")
        }
        guard Set(header).count == header.count else { throw columns("a column is named twice") }
        if let missing = DeliveryRow.Column.required.first(where: { !header.contains($0.rawValue) }) {
            throw columns("the column \(missing.rawValue) is missing")
        }
    }

    private static func json(_ line: LineSplitter.Line) -> Result<DeliveryRow, Rejection> {
        do {
            guard case .object(let members) = try StrictJSON.parse(line.bytes) else {
                return .failure(Rejection("json.malformed", "each line must be a JSON object"))
            }
            var values: [String: String] = [:]
            for member in members {
                guard known.contains(member.name) else {
                    return .failure(
                        Rejection("field.unknown", "the line has a member that is unknown here; see /docs")
                    )
                }
                switch member.value {
                case .null: break
                case .string(let text): values[member.name] = text
                case .bool(let flag): values[member.name] = flag ? "true" : "false"
                case .integer(let number): values[member.name] = String(number)
                case .number(let number): values[member.name] = String(number)
                default:
                    return .failure(
                        Rejection("field.invalid", field: member.name, "give a text, a number or true or false")
                    )
                }
            }
            return row(values)
        } catch let rejection as Rejection {
            return .failure(rejection)
        } catch {
            return .failure(Rejection("json.malformed", "the line cannot be read"))
        }
    }

    private static func row(_ values: [String: String]) -> Result<DeliveryRow, Rejection> {
        Result { () throws(Rejection) in try DeliveryRow(values) }
    }

    private static func columns(_ message: String) -> Rejection {
        Rejection("columns.invalid", field: "row 0", message)
    }
}
