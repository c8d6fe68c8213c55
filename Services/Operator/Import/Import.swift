import ArgumentParser
import Foundation

/// `jisr import`: a file of cases into an intake.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings a file of cases into an intake, or of commands to any service, each row once.",
        discussion: """
            The file goes to the service as it is read. What became of each row is written to FILE.results.csv: its \
            number, its identifier at the source, the result, the code and the field, and nothing else of the row.

            It may be stopped at any time, and so may the service: started again with the same file and options, it goes \
            on after the last row that was taken. What it needs for that is kept in FILE.jisr-import until the end. A \
            file that was taken whole may be sent again: its rows are duplicates then, and make no case.

            A mapping is one of the service's (jisr, primero, htcds) or a file of yours, JSON or YAML; \
            --show-mapping NAME shows one to begin with.

            With --mapping commands the file is JSON Lines of commands, {"post": "/v1/…", "body": {…}}, for the service \
            at --to; each is sent once however often the file is.

            Exit status: 0 when every row is accepted or a duplicate, 1 when rows were rejected, 2 when nothing could be \
            taken (the mapping or the file does not fit), 3 when the service could not be reached or went away for \
            longer than --patience; then the same command goes on.
            """
    )

    @Argument(help: "The file: CSV or JSON Lines.")
    var file: String?
    @Option(help: "The intake's address.")
    var to = "http://127.0.0.1:7101"
    @Option(help: "The mapping: a name the service knows, a JSON or YAML file, or commands.")
    var mapping = "jisr"
    @Option(help: "How the file is written; by its name unless given.")
    var format: FileFormat?
    @Option(help: "The institution of all rows.")
    var institutionId: String?
    @Option(help: "A constant for the mapping, FIELD=VALUE; may be given several times.")
    var set: [String] = []
    @Option(help: "Where the results go; FILE.results.csv unless given.")
    var results: String?
    @Option(help: "How many seconds to wait for a service that is away.")
    var patience = 600
    @Flag(help: "Let the service decide upon every row and keep nothing.")
    var dryRun = false
    @Flag(help: "Write the counts as JSON to the standard output.")
    var json = false
    @Option(help: "Show this mapping of the service's and end.")
    var showMapping: String?

    private static let refused = ExitCode(2)
    private static let unreachable = ExitCode(3)

    func run() async throws {
        let client = ServiceClient(to)
        do {
            try await run(client)
            await client.close()
        } catch let refusal as ServiceClient.Refused {
            await client.close()
            let field = refusal.field.map { " (\($0))" } ?? ""
            Terminal.note("Refused: \(refusal.code)\(field): \(refusal.message)")
            throw Self.refused
        } catch let error as ServiceClient.Unreachable {
            await client.close()
            Terminal.note("\(error.reason); start the same command again to go on")
            throw Self.unreachable
        } catch {
            await client.close()
            throw error
        }
    }

    private func run(_ client: ServiceClient) async throws {
        if mapping == "commands", showMapping == nil { return try await sendCommands(client) }
        if let showMapping {
            let shown = try JSONSerialization.jsonObject(
                with: Data(try await client.getBytes("/v1/import-mappings/\(showMapping)"))
            )
            let mapping = (shown as? [String: Any])?["mapping"] ?? shown
            let data = try JSONSerialization.data(withJSONObject: mapping, options: [.prettyPrinted, .sortedKeys])
            print(String(decoding: data, as: UTF8.self))
            return
        }
        guard let file else { throw ValidationError("Name the file to import.") }
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw ValidationError("The file \(file) does not exist or cannot be read.")
        }
        guard let format = format ?? FileFormat(path: file) else {
            throw ValidationError("Say with --format whether \(file) is csv or jsonl.")
        }
        let choice = try MappingChoice(mapping, set: set)
        let mappingID = try await patiently { try await choice.send(to: client) }
        let standing = try await send(file, format, mappingID, client)
        let named: NamedDocument = try await client.get("/v1/import-mappings/\(mappingID)")
        try await ResultFile(path: results ?? file + ".results.csv").write(
            standing,
            try SourceIDs(file, format, column: standing.sourceIdColumn, separator: named.mapping.separator),
            from: client
        )
        // Once the results are written, the import is over for this side too.
        try? FileManager.default.removeItem(atPath: ImportState.path(of: file, isRehearsal: dryRun))
        try report(standing)
        if standing.rejected > 0 { throw ExitCode(1) }
    }

    private struct NamedDocument: Decodable {
        struct Document: Decodable {
            var separator: String?
        }

        var mapping: Document
    }

    private func report(_ standing: ImportStanding) throws {
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            print(String(decoding: try encoder.encode(standing), as: UTF8.self))
            return
        }
        print(
            "\(standing.rows) rows: \(standing.accepted) accepted, \(standing.duplicates) duplicates, "
                + "\(standing.rejected) rejected" + (standing.dryRun ? " (rehearsal: nothing was kept)" : "")
        )
        if !standing.unknownColumns.isEmpty {
            print("not in the mapping, nothing taken of: \(standing.unknownColumns.joined(separator: ", "))")
        }
    }

    // MARK: Sending

    private func send(
        _ file: String,
        _ format: FileFormat,
        _ mappingID: String,
        _ client: ServiceClient
    ) async throws -> ImportStanding {
        let chunks = try FileChunks(file)
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        let fresh = ImportState(
            importID: UUID().uuidString.lowercased(),
            url: client.url,
            mapping: mappingID,
            institutionID: institutionId,
            format: format,
            isRehearsal: dryRun,
            bytes: chunks.bytes,
            modifiedAt: (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        )
        let statePath = ImportState.path(of: file, isRehearsal: dryRun)
        let resumed = fresh.resumed(from: statePath)
        let state = resumed ?? fresh
        if resumed != nil { Terminal.note("Going on with import \(state.importID)") }
        try state.save(statePath)
        var path = "/v1/imports?mapping=\(mappingID)"
        if let institutionId { path += "&institutionId=\(institutionId)" }
        if dryRun { path += "&dryRun=true" }
        let target = path
        return try await Progress.showing(of: state.importID, from: client) {
            try await patiently {
                try await client.upload(target, chunks, type: format.mediaType, key: state.importID)
            }
        }
    }

    /// Tries again while the service is away or too busy; what it took meanwhile it passes over.
    func patiently<T>(_ body: () async throws -> T) async throws -> T {
        let deadline = ContinuousClock.now.advanced(by: .seconds(patience))
        while true {
            do {
                return try await body()
            } catch let error as ServiceClient.Unreachable {
                guard ContinuousClock.now < deadline else { throw error }
            } catch let refusal as ServiceClient.Refused
                where refusal.status == 503 || ["import.in_progress", "body.incomplete"].contains(refusal.code)
            {
                // A request that was cut off may still be at work on what it had read.
                guard ContinuousClock.now < deadline else {
                    throw ServiceClient.Unreachable(reason: "\(to) stays too busy")
                }
            }
            try await Task.sleep(for: .milliseconds(500))
        }
    }
}
