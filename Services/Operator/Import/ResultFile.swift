import ArgumentParser
import Foundation
import Tabular

/// An import as the service shows it.
struct ImportStanding: Codable, Sendable {
    var importId: String
    var status: String
    var mapping: String
    var source: String
    var sourceIdColumn: String
    var dryRun: Bool
    var rows: Int
    var accepted: Int
    var duplicates: Int
    var rejected: Int
    var unknownColumns: [String]
}

/// Writes what became of each row: the row's number, its identifier at the source and the service's words, and nothing
/// else of what the row says.
struct ResultFile {
    private struct Outcome: Decodable {
        struct Remark: Decodable {
            var code: String
            var field: String
        }

        var row: Int
        var result: String
        var caseId: String?
        var caseNumber: String?
        var firstRow: Int?
        var code: String?
        var field: String?
        var column: String?
        var message: String?
        var remarks: [Remark]?
    }

    private struct Page: Decodable {
        var items: [Outcome]
        var next: String?
    }

    let path: String

    /// Writes the results of an import, in the file's order.
    func write(_ standing: ImportStanding, _ ids: consuming SourceIDs, from client: ServiceClient) async throws {
        let partial = path + ".partial"
        guard FileManager.default.createFile(atPath: partial, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: partial)
        else { throw ValidationError("The file \(partial) cannot be written.") }
        var ids = ids
        try handle.write(
            contentsOf: CSVWriter.row([
                "row", "sourceId", "result", "caseNumber", "caseId", "firstRow", "code", "field", "column", "message",
                "remarks",
            ])
        )
        var cursor: String?
        repeat {
            let after = cursor.map { "&cursor=\($0)" } ?? ""
            let page: Page = try await client.get("/v1/imports/\(standing.importId)/results?limit=200\(after)")
            var bytes: [UInt8] = []
            for outcome in page.items {
                CSVWriter.append(Self.cells(outcome, try ids.read()), to: &bytes, isNeutral: true)
            }
            try handle.write(contentsOf: bytes)
            cursor = page.next
        } while cursor != nil
        try handle.close()
        try FinishedFile.move(partial, to: path)
    }

    private static func cells(_ outcome: Outcome, _ sourceID: String) -> [String] {
        let remarks = (outcome.remarks ?? []).map { "\($0.code) \($0.field)" }.joined(separator: "; ")
        return [
            String(outcome.row), sourceID, outcome.result, outcome.caseNumber ?? "", outcome.caseId ?? "",
            outcome.firstRow.map { String($0) } ?? "", outcome.code ?? "", outcome.field ?? "", outcome.column ?? "",
            outcome.message ?? "", remarks,
        ]
    }
}
