import Decisions
import EventStore
import ServiceKit
import Tabular

/// A list of participants as it arrives.
struct ParticipantFile: Sendable {
    /// More than one activity ever has, and little enough to be decided upon at once.
    static let maximumRows = 1000

    /// A row that could be read, or what is wrong with it.
    enum Row: Sendable {
        case read(ParticipantRow)
        case fault(number: Int, Rejection)
    }

    private(set) var rows: [Row] = []
    var unknownColumns: [String] { reader?.unknownColumns ?? [] }
    private var parser: CSVParser
    private var reader: ParticipantReader?
    private let defaults: ParticipantDefaults

    init(separator: UInt8, defaults: ParticipantDefaults) {
        parser = CSVParser(separator: separator, maximumRowBytes: 65_536)
        self.defaults = defaults
    }

    mutating func feed(_ bytes: [UInt8]) throws {
        var found: [CSVParser.Row] = []
        do {
            try parser.feed(bytes) { found.append($0) }
        } catch let fault as TableFault {
            throw Self.rejection(fault)
        }
        for row in found { try take(row) }
    }

    mutating func finish() throws {
        var found: [CSVParser.Row] = []
        do {
            try parser.finish { found.append($0) }
        } catch let fault as TableFault {
            throw Self.rejection(fault)
        }
        for row in found { try take(row) }
        guard reader != nil else {
            throw Rejection("column.missing", field: "sex", "the file is empty; its first row names the columns")
        }
    }

    private mutating func take(_ row: CSVParser.Row) throws {
        guard let reader else {
            if let fault = row.fault { throw Self.rejection(fault) }
            reader = try ParticipantReader(heading: row.fields, defaults: defaults)
            return
        }
        guard rows.count < Self.maximumRows else {
            throw Rejection(
                "file.too_long",
                "the list has more than \(Self.maximumRows) rows; send it in parts, each with the first row"
            )
        }
        if let fault = row.fault {
            rows.append(.fault(number: row.number, Self.rejection(fault)))
            return
        }
        do throws(Rejection) {
            rows.append(.read(try reader.row(row.fields.map(CSVWriter.restored), number: row.number)))
        } catch {
            rows.append(.fault(number: row.number, error))
        }
    }

    private static func rejection(_ fault: TableFault) -> Rejection {
        Rejection(fault.code, field: "row \(fault.row)", fault.message)
    }
}
