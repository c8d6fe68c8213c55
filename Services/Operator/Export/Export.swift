import ArgumentParser
import Foundation

/// `jisr export`: cases with their persons out of an intake.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes an intake's cases, with all that identifies their persons, to a file.",
        discussion: """
            What is written as jsonl or csv can be imported with the mapping jisr, and what is written as htcds with the \
            mapping htcds, as far as that standard goes. In CSV, cells that a spreadsheet would run as formulas have an \
            apostrophe before them; an import takes it away again.

            The file appears under its name only once it is whole, readable for its owner alone.

            Exit status: 0 when it was written, 2 when the service refused, 3 when the service could not be reached.
            """
    )

    enum Format: String, ExpressibleByArgument {
        case jsonl
        case csv
        case htcds
    }

    @Argument(help: "The file to write.")
    var file: String
    @Option(help: "The intake's address.")
    var from = "http://127.0.0.1:7101"
    @Option(help: "How to write them.")
    var format = Format.jsonl
    @Option(help: "Only cases that stand there: registered, in_progress, closed and so on.")
    var status: String?
    @Option(help: "Only cases of this institution.")
    var institutionId: String?
    @Option(help: "Only cases identified on this day or later, YYYY-MM-DD.")
    var since: String?
    @Option(help: "Only cases identified on this day or earlier, YYYY-MM-DD.")
    var until: String?

    func run() async throws {
        let client = ServiceClient(from)
        let partial = file + ".partial"
        do {
            try await write(to: partial, client)
            await client.close()
        } catch let refusal as ServiceClient.Refused {
            await end(client, partial)
            Terminal.note("Refused: \(refusal.code): \(refusal.message)")
            throw ExitCode(2)
        } catch let error as ServiceClient.Unreachable {
            await end(client, partial)
            Terminal.note(error.reason)
            throw ExitCode(3)
        } catch {
            await end(client, partial)
            throw error
        }
        try FinishedFile.move(partial, to: file)
    }

    private func end(_ client: ServiceClient, _ partial: String) async {
        await client.close()
        // Half of the cases is no export.
        try? FileManager.default.removeItem(atPath: partial)
    }

    private func write(to partial: String, _ client: ServiceClient) async throws {
        var path = "/v1/exports?format=\(format.rawValue)"
        let filters = [("status", status), ("institutionId", institutionId), ("from", since), ("to", until)]
        for (name, value) in filters {
            guard let value else { continue }
            guard
                let escaped = value.addingPercentEncoding(
                    withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-_"))
                )
            else { throw ValidationError("--\(name) cannot be sent.") }
            path += "&\(name)=\(escaped)"
        }
        guard FileManager.default.createFile(atPath: partial, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: partial)
        else { throw ValidationError("The file \(partial) cannot be written.") }
        try await client.stream(path) { try handle.write(contentsOf: $0) }
        try handle.close()
    }
}
