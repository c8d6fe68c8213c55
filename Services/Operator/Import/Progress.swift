import Foundation

/// What is said beside a program's output.
enum Terminal {
    static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    static func overwrite(_ text: String) {
        FileHandle.standardError.write(Data(("\r\u{1B}[K" + text).utf8))
    }
}

/// Shows how far an import has come while it runs.
enum Progress {
    static func showing<T: Sendable>(
        of importID: String,
        from client: ServiceClient,
        _ body: () async throws -> T
    ) async throws -> T {
        let watcher = Task { await watch(importID, client) }
        do {
            let result = try await body()
            watcher.cancel()
            await watcher.value
            return result
        } catch {
            watcher.cancel()
            await watcher.value
            throw error
        }
    }

    private static func watch(_ importID: String, _ client: ServiceClient) async {
        let started = ContinuousClock.now
        var firstRows: Int?
        var rounds = 0
        while !Task.isCancelled {
            // Cancelled in its sleep, it ends.
            try? await Task.sleep(for: .seconds(1))
            rounds += 1
            // On a terminal every second, in a log every ten; a service that is away just now is asked again.
            guard !Task.isCancelled, Terminal.isInteractive || rounds % 10 == 0,
                let standing: ImportStanding = try? await client.get("/v1/imports/\(importID)")
            else { continue }
            let first = firstRows ?? standing.rows
            firstRows = first
            let seconds = started.duration(to: .now) / .seconds(1)
            let text =
                "\(standing.rows) rows: \(standing.accepted) accepted, \(standing.duplicates) duplicates, "
                + "\(standing.rejected) rejected, \(Int(Double(standing.rows - first) / max(seconds, 1))) rows/s"
            if Terminal.isInteractive { Terminal.overwrite(text) } else { Terminal.note(text) }
        }
        if Terminal.isInteractive { Terminal.overwrite("") }
    }
}
