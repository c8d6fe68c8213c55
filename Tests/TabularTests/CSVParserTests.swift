import TestKit
import Testing

@testable import Tabular

struct CSVParserTests {
    private func rows(_ bytes: [UInt8], chunk: Int = .max, limit: Int = 1 << 20) throws -> [CSVParser.Row] {
        var parser = CSVParser(maximumRowBytes: limit)
        var rows: [CSVParser.Row] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            try parser.feed(rest.prefix(chunk)) { rows.append($0) }
            rest = rest.dropFirst(chunk)
        }
        try parser.finish { rows.append($0) }
        return rows
    }

    private func fields(_ text: String, chunk: Int = .max) throws -> [[String]] {
        try rows(Array(text.utf8), chunk: chunk).map(\.fields)
    }

    @Test func `reads rows that end with any kind of line end`() throws {
        #expect(try fields("a,b\r\nc,d\ne,f\rg,h") == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]])
        #expect(try fields("a,b\r\n") == [["a", "b"]])
        #expect(try fields("").isEmpty)
    }

    @Test func `reads quoted fields with separators, line ends and quotation marks`() throws {
        #expect(try fields("\"a,b\",\"c\r\nd\",\"e\"\"f\",\"\"\n") == [["a,b", "c\r\nd", "e\"f", ""]])
    }

    @Test func `passes over a byte order mark and empty lines`() throws {
        #expect(try fields("\u{FEFF}a,b\n\n\r\n1,2\n") == [["a", "b"], ["1", "2"]])
        #expect(try rows(Array("\u{FEFF}a\n\nb\n".utf8)).map(\.number) == [0, 1])
        #expect(try rows([0xEF, 0xBB], chunk: 1).map(\.fault?.code) == ["row.encoding"])
    }

    @Test func `keeps empty fields and a last row without an end`() throws {
        #expect(try fields("a,,\n,b,") == [["a", "", ""], ["", "b", ""]])
    }

    @Test func `names a row that is not UTF-8 and goes on`() throws {
        let found = try rows(Array("a\n".utf8) + [0xC3, 0x28, 10] + Array("b\n".utf8))
        #expect(found.map(\.fault?.code) == [nil, "row.encoding", nil])
        #expect(found[1].fault?.row == 1)
    }

    @Test func `names a row with a NUL and goes on`() throws {
        #expect(try rows(Array("a\nb\0c\nd\n".utf8)).map(\.fault?.code) == [nil, "row.nul", nil])
    }

    @Test func `names a row with a misplaced quotation mark and goes on`() throws {
        #expect(
            try rows(Array("a\nb\"c,d\n\"e\"f\ng\n".utf8)).map(\.fault?.code) == [nil, "row.quote", "row.quote", nil]
        )
    }

    @Test func `refuses a row that does not end`() {
        #expect(throws: TableFault.self) { try rows(Array("a\n\"b\nc\n".utf8)) }
        let fault = #expect(throws: TableFault.self) {
            try rows(Array("a\n".utf8) + Array(repeating: 98, count: 50), limit: 20)
        }
        #expect(fault?.code == "row.too_long")
        #expect(fault?.row == 1)
    }

    @Test(arguments: 1...60)
    func `gives back what was written, however it is cut`(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let alphabet = ["a", "é", "محمد", "\"", "\"\"", ",", "\n", "\r\n", "\r", "'", "=", "+", " ", "😀", ";", "\t"]
        let width = Int.random(in: 1...6, using: &random)
        let table = (0..<Int.random(in: 1...30, using: &random)).map { _ in
            (0..<width).map { _ in
                (0..<Int.random(in: 0...5, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "" }
                    .joined()
            }
        }
        // A row of one empty field is an empty line, which is passed over.
        let expected = table.filter { $0 != [""] }
        let isNeutral = Bool.random(using: &random)
        let bytes = table.flatMap { CSVWriter.row($0, isNeutral: isNeutral) }
        let read = try rows(bytes, chunk: Int.random(in: 1...9, using: &random))
        #expect(read.allSatisfy { $0.fault == nil })
        #expect(read.map { $0.fields.map { isNeutral ? CSVWriter.restored($0) : $0 } } == expected)
    }

    @Test(arguments: 1...200)
    func `takes any bytes without a fall and the same however they are cut`(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let pool: [UInt8] = [34, 44, 10, 13, 0, 0xC3, 0x28, 0xEF, 0xBB, 0xBF, 97, 98, 32, 39]
        let bytes = (0..<Int.random(in: 0...120, using: &random)).map { _ in pool.randomElement(using: &random) ?? 0 }
        func outcome(_ chunk: Int) -> Result<[CSVParser.Row], TableFault> {
            do { return .success(try rows(bytes, chunk: chunk)) } catch let fault as TableFault {
                return .failure(fault)
            } catch {
                return .failure(TableFault("other", row: 0, "\(error)"))
            }
        }
        let whole = outcome(.max)
        #expect(outcome(1) == whole)
        #expect(outcome(7) == whole)
        if case .failure(let fault) = whole { #expect(fault.code == "row.unclosed_quote") }
    }
}

struct CSVWriterTests {
    @Test(arguments: ["=1+1", "+20100", "-1", "@x", "\tx", "\rx"])
    func `writes an apostrophe before a formula and takes it away again`(cell: String) {
        #expect(CSVWriter.neutralised(cell) == "'" + cell)
        #expect(CSVWriter.restored("'" + cell) == cell)
        // What had an apostrophe before comes back with it.
        #expect(CSVWriter.restored(CSVWriter.neutralised("'" + cell)) == "'" + cell)
    }

    @Test(arguments: ["", "'", "'a", "O'Neill", "a=b", "''"])
    func `leaves other cells as they are`(cell: String) {
        #expect(CSVWriter.neutralised(cell) == cell)
        #expect(CSVWriter.restored(cell) == cell)
    }
}

struct LineSplitterTests {
    @Test func `gives each line with its number and passes over empty ones`() throws {
        var splitter = LineSplitter(maximumLineBytes: 10)
        var lines: [LineSplitter.Line] = []
        for byte in Array("\u{FEFF}{}\n\n \r\n{\"a\":1}\r\n[]".utf8) { try splitter.feed([byte]) { lines.append($0) } }
        try splitter.finish { lines.append($0) }
        #expect(lines.map(\.number) == [1, 2, 3])
        #expect(lines.map { String(decoding: $0.bytes, as: UTF8.self) } == ["{}", "{\"a\":1}\r", "[]"])
    }

    @Test func `refuses a line that does not end`() {
        var splitter = LineSplitter(maximumLineBytes: 10)
        let fault = #expect(throws: TableFault.self) {
            try splitter.feed(Array("{}\n{\"a\":\"bcdefgh".utf8)) { _ in }
        }
        #expect(fault?.row == 2)
    }
}
