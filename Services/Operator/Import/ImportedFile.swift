import ArgumentParser
import Foundation
import Tabular

/// How an imported file is written.
enum FileFormat: String, ExpressibleByArgument, Codable, Sendable {
    case csv
    case jsonl

    var mediaType: String { self == .csv ? "text/csv" : "application/jsonl" }

    /// By the file's name.
    init?(path: String) {
        switch (path as NSString).pathExtension.lowercased() {
        case "csv", "tsv", "txt": self = .csv
        case "jsonl", "ndjson": self = .jsonl
        default: return nil
        }
    }
}

/// The identifiers in a file's rows, read one after the other.
struct SourceIDs {
    private enum Source {
        case csv(CSVParser)
        case lines(LineSplitter)
    }

    private let handle: FileHandle
    private let column: String
    private var source: Source
    private var position: Int?
    private var waiting: [String] = []
    private var next = 0
    private var hasEnded = false

    init(_ path: String, _ format: FileFormat, column: String, separator: String?) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw ValidationError("The file \(path) cannot be read.")
        }
        self.handle = handle
        self.column = column
        source = format == .csv ? .csv(CSVParser(separator: separator?.utf8.first ?? 44)) : .lines(LineSplitter())
    }

    /// The next row's identifier; empty when it has none.
    mutating func read() throws -> String {
        while next >= waiting.count {
            guard !hasEnded else { return "" }
            waiting.removeAll(keepingCapacity: true)
            next = 0
            try fill()
        }
        defer { next += 1 }
        return waiting[next]
    }

    private mutating func fill() throws {
        let data = try handle.read(upToCount: 65_536) ?? Data()
        hasEnded = data.isEmpty
        switch source {
        case .csv(var parser):
            var rows: [CSVParser.Row] = []
            if hasEnded { try parser.finish { rows.append($0) } } else { try parser.feed(data) { rows.append($0) } }
            source = .csv(parser)
            for row in rows {
                if row.number == 0 {
                    position = row.fields.firstIndex(of: column)
                } else {
                    waiting.append(position.flatMap { $0 < row.fields.count ? row.fields[$0] : nil } ?? "")
                }
            }
        case .lines(var splitter):
            var lines: [LineSplitter.Line] = []
            if hasEnded {
                try splitter.finish { lines.append($0) }
            } else {
                try splitter.feed(data) { lines.append($0) }
            }
            source = .lines(splitter)
            waiting += lines.map { Self.member(column, of: $0.bytes) }
        }
    }

    private static func member(_ path: String, of line: [UInt8]) -> String {
        // A line that is no JSON has no identifier; the service says what is wrong with it.
        guard var value = try? JSONSerialization.jsonObject(with: Data(line)) else { return "" }
        if let text = (value as? [String: Any])?[path] { return "\(text)" }
        for part in path.split(separator: ".") {
            guard let inner = (value as? [String: Any])?[String(part)] else { return "" }
            value = inner
        }
        return "\(value)"
    }
}

/// Which import a file belongs to: kept beside the file until the import has ended, so that it goes on after any end that
/// this program may have.
struct ImportState: Codable, Equatable {
    var importID: String
    var url: String
    var mapping: String
    var institutionID: String?
    var format: FileFormat
    var isRehearsal: Bool
    var bytes: Int
    var modifiedAt: Double

    static func path(of file: String, isRehearsal: Bool) -> String {
        file + (isRehearsal ? ".jisr-rehearsal" : ".jisr-import")
    }

    /// What was begun with the same file and settings.
    func resumed(from path: String) -> ImportState? {
        guard let data = FileManager.default.contents(atPath: path),
            var known = try? JSONDecoder().decode(ImportState.self, from: data)
        else { return nil }
        let id = known.importID
        known.importID = importID
        guard known == self else { return nil }
        known.importID = id
        return known
    }

    func save(_ path: String) throws {
        try JSONEncoder().encode(self).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
