import ArgumentParser
import Crypto
import Foundation
import Tabular

/// A file of commands, one a line, each sent once: `{"post": "/v1/organisations", "body": {…}}`.
///
/// A command's key is made from what it says, so that a file that is sent again changes nothing: what was taken before
/// is a duplicate.
struct CommandImport {
    /// What became of a line.
    struct Outcome {
        var row: Int
        var path: String
        var result: String
        var code = ""
        var field = ""
        var message = ""
    }

    /// How many lines ended how.
    struct Standing: Encodable {
        var rows = 0
        var accepted = 0
        var duplicates = 0
        var rejected = 0
    }

    private static let form = "a line of a file of commands is {\"post\": \"/v1/…\", \"body\": {…}}"

    let file: String
    let client: ServiceClient

    /// Sends every line, in order, and gives what became of each.
    ///
    /// - `patiently`: tries again while the service is away.
    func run(_ patiently: (() async throws -> Bool) async throws -> Bool) async throws -> [Outcome] {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw ValidationError("The file \(file) cannot be read.")
        }
        var splitter = LineSplitter()
        var lines: [LineSplitter.Line] = []
        while let data = try handle.read(upToCount: 65_536), !data.isEmpty {
            try splitter.feed(data) { lines.append($0) }
        }
        try splitter.finish { lines.append($0) }
        var outcomes: [Outcome] = []
        for line in lines { outcomes.append(try await send(line, patiently)) }
        return outcomes
    }

    private func send(
        _ line: LineSplitter.Line,
        _ patiently: (() async throws -> Bool) async throws -> Bool
    ) async throws -> Outcome {
        guard let (path, body) = Self.command(line.bytes) else {
            return Outcome(row: line.number, path: "", result: "rejected", code: "line.invalid", message: Self.form)
        }
        let key = Self.key(path, body)
        do {
            let isReplayed = try await patiently { try await client.command(path, body, key: key) }
            return Outcome(row: line.number, path: path, result: isReplayed ? "duplicate" : "accepted")
        } catch let refusal as ServiceClient.Refused {
            return Outcome(
                row: line.number,
                path: path,
                // A record of the same identifier that says something else is left as it is.
                result: refusal.code == "id.taken" ? "duplicate" : "rejected",
                code: refusal.code,
                field: refusal.field ?? "",
                message: refusal.message
            )
        }
    }

    /// The command's path and its body, its members in order, so that the same command is always the same bytes.
    private static func command(_ line: [UInt8]) -> (path: String, body: [UInt8])? {
        // A line that is no JSON is refused by its number.
        guard let object = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any], object.count == 2,
            let path = object["post"] as? String, path.hasPrefix("/v1/"), !path.contains(".."), !path.contains("?"),
            let body = object["body"] as? [String: Any],
            let data = try? JSONSerialization.data(withJSONObject: body, options: [.sortedKeys])
        else { return nil }
        return (path, [UInt8](data))
    }

    private static func key(_ path: String, _ body: [UInt8]) -> String {
        var hash = SHA256()
        hash.update(data: Array("POST \(path)\n".utf8))
        hash.update(data: body)
        let digits = hash.finalize().prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return "import-\(digits)"
    }

    /// Writes what became of each line.
    static func write(_ outcomes: [Outcome], to path: String) throws {
        let partial = path + ".partial"
        guard FileManager.default.createFile(atPath: partial, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: partial)
        else { throw ValidationError("The file \(partial) cannot be written.") }
        var bytes = CSVWriter.row(["row", "command", "result", "code", "field", "message"])
        for outcome in outcomes {
            let cells = [
                String(outcome.row), outcome.path, outcome.result, outcome.code, outcome.field, outcome.message,
            ]
            CSVWriter.append(cells, to: &bytes, isNeutral: true)
        }
        try handle.write(contentsOf: bytes)
        try handle.close()
        try FinishedFile.move(partial, to: path)
    }

    static func standing(_ outcomes: [Outcome]) -> Standing {
        func count(_ result: String) -> Int { outcomes.count { $0.result == result } }
        return Standing(
            rows: outcomes.count,
            accepted: count("accepted"),
            duplicates: count("duplicate"),
            rejected: count("rejected")
        )
    }
}

extension Import {
    /// Sends a file of commands.
    func sendCommands(_ client: ServiceClient) async throws {
        guard let file else { throw ValidationError("Name the file to import.") }
        guard !dryRun else { throw ValidationError("Commands cannot be rehearsed; leave out --dry-run.") }
        let outcomes = try await CommandImport(file: file, client: client).run { send in try await patiently(send) }
        try CommandImport.write(outcomes, to: results ?? file + ".results.csv")
        let standing = CommandImport.standing(outcomes)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            print(String(decoding: try encoder.encode(standing), as: UTF8.self))
        } else {
            print(
                "\(standing.rows) commands: \(standing.accepted) accepted, \(standing.duplicates) duplicates, "
                    + "\(standing.rejected) rejected"
            )
        }
        if standing.rejected > 0 { throw ExitCode(1) }
    }
}
