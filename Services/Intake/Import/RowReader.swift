import EventStore
import Events
import ServiceKit
import Tabular

/// What an imported file may be.
enum RowFormat: String, CodeList {
    case csv
    case jsonLines = "jsonl"

    /// The media types, in the order in which they are documented.
    static let mediaTypes = ["text/csv", "application/jsonl", "application/x-ndjson"]

    init(mediaType: String) {
        self = mediaType == "text/csv" ? .csv : .jsonLines
    }
}

/// Reads rows as they arrive.
struct RowReader {
    private enum Source {
        case csv(CSVParser)
        case jsonLines(LineSplitter)
    }

    private var source: Source
    private let plan: MappingPlan
    private var header: [String]?
    /// Names in the file that the mapping does not know, up to a hundred.
    private(set) var unknownColumns: Set<String> = []
    /// Whether rows can be told to belong to columns: at once, or after a CSV file's header.
    var isReady: Bool { if case .csv = source { header != nil } else { true } }

    private static let maximumUnknownColumns = 100

    init(_ format: RowFormat, _ plan: MappingPlan) {
        self.plan = plan
        source =
            switch format {
            case .csv: .csv(CSVParser(separator: plan.separator))
            case .jsonLines: .jsonLines(LineSplitter())
            }
    }

    /// Reads the next bytes; gives the rows that they complete.
    ///
    /// - Throws: `mapping.invalid` for a header that does not fit, `row.…` for a row that does not end.
    mutating func feed(_ bytes: [UInt8]) throws -> [SourceRow] {
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
    mutating func finish() throws -> [SourceRow] {
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
        guard isReady else {
            throw MappingProblems.rejection(["the file is empty: its first row must name the columns"])
        }
        return rest
    }

    private enum Piece {
        case csv(CSVParser.Row)
        case line(LineSplitter.Line)
    }

    private mutating func rows(_ read: (inout Source, (Piece) throws -> Void) throws -> Void) throws -> [SourceRow] {
        var pieces: [Piece] = []
        do {
            try read(&source) { pieces.append($0) }
        } catch let fault as TableFault {
            throw Rejection(fault.code, field: "row \(fault.row)", fault.message)
        }
        var rows: [SourceRow] = []
        rows.reserveCapacity(pieces.count)
        for piece in pieces {
            switch piece {
            case .csv(let row): if let row = try csv(row) { rows.append(row) }
            case .line(let line): rows.append(jsonLine(line))
            }
        }
        return rows
    }

    private mutating func csv(_ row: CSVParser.Row) throws -> SourceRow? {
        guard let header else {
            if let fault = row.fault { throw Rejection(fault.code, field: "row 0", fault.message) }
            let names = row.fields.map { plan.isNeutralised ? CSVWriter.restored($0) : $0 }.map {
                $0.filter { $0 != "\0" }
            }
            try plan.check(header: names)
            unknownColumns = Set(names.filter { !plan.knownColumns.contains($0) }.prefix(Self.maximumUnknownColumns))
            self.header = names
            return nil
        }
        var read = SourceRow(number: row.number)
        if let fault = row.fault {
            read.fault = RowFault(fault.code, fault.message)
        } else if row.fields.count != header.count {
            read.fault = RowFault(
                "row.field_count",
                "the row has \(row.fields.count) fields and the header \(header.count); quote fields that hold a separator"
            )
        }
        for (name, text) in zip(header, row.fields) where !text.isEmpty {
            read.values[name] = .string(plan.isNeutralised ? CSVWriter.restored(text) : text)
        }
        return read
    }

    private mutating func jsonLine(_ line: LineSplitter.Line) -> SourceRow {
        var read = SourceRow(number: line.number)
        do {
            let value = try StrictJSON.parse(line.bytes)
            guard case .object(let members) = value else {
                throw Rejection("json.malformed", "each line must be a JSON object")
            }
            flatten(members, under: "", into: &read.values)
        } catch let rejection as Rejection {
            read.fault = RowFault(rejection.code, rejection.message)
        } catch {
            read.fault = RowFault("json.malformed", "the line cannot be read")
        }
        for name in read.values.keys where !plan.knownColumns.contains(name) {
            if unknownColumns.count < Self.maximumUnknownColumns { unknownColumns.insert(name) }
        }
        if plan.refusesUnknownColumns, read.fault == nil,
            let name = read.values.keys.filter({ !plan.knownColumns.contains($0) }).min()
        {
            read.fault = RowFault(
                "field.unknown",
                column: name,
                "the mapping does not name this member; map or ignore it"
            )
        }
        return read
    }

    private func flatten(_ members: [JSONValue.Member], under prefix: String, into values: inout [String: JSONValue]) {
        for member in members {
            let path = prefix.isEmpty ? member.name : "\(prefix).\(member.name)"
            switch member.value {
            case .null: break
            case .string(let text) where text.isEmpty: break
            case .object(let inner) where !plan.knownColumns.contains(path): flatten(inner, under: path, into: &values)
            default: values[path] = member.value
            }
        }
    }
}
