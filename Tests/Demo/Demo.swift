import ArgumentParser
import Dispatch
import Foundation
import TestKit

/// Starts the five services, drives the scenarios, prints the figures.
@main
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jisr-demo",
        abstract: "Drives the programmes through five running services; run through deploy/demo."
    )
    @Option(help: "The folder for all data.")
    var data: String
    @Option(help: "The broker, host:port.")
    var bootstrap: String
    @Flag(help: "Exit after the table.")
    var once = false

    func run() async throws {
        let cluster = try JisrCluster(
            folder: data,
            bootstrapServers: bootstrap,
            instance: "demo",
            ports: [.intake: 7101, .services: 7102, .training: 7103, .partnerships: 7104, .statistics: 7105],
            environment: ["JISR_LOG_LEVEL": "info"],
            own: [.statistics: ["JISR_FIGURES_COUNTRIES": "EG"]]
        )
        say("starting five services …")
        try await cluster.start()
        let isRight: Bool
        do {
            isRight = try await Self.drive(cluster)
        } catch {
            await cluster.stop()
            throw error
        }
        guard !once else {
            await cluster.stop()
            throw isRight ? ExitCode.success : ExitCode.failure
        }
        say("\nThe services stay up until Ctrl-C:")
        for service in cluster.services {
            let url = try cluster.process(service).url
            say("  \(service.rawValue.padded(13)) \(url)/docs   \(url)/readyz   \(url)/metrics")
        }
        say("  broker        \(bootstrap)\n  logs          \(data)/*/*.log")
        await Self.interruption()
        say("\nstopping …")
        await cluster.stop()
    }

    private static func drive(_ cluster: JisrCluster) async throws -> Bool {
        let scenarios = Scenarios(cluster: cluster) { say("  \($0)") }
        try await scenarios.runAll()
        say("waiting for the figures …")
        _ = try await scenarios.figures(within: .seconds(180))
        say("releasing what may be told …")
        _ = try await scenarios.release()
        let rows = try await scenarios.figures(within: .seconds(180))
        say("\n" + FigureTable.text(rows))
        let wrong = rows.filter { !$0.isRight }
        say(wrong.isEmpty ? "All \(rows.count) figures are right." : "\(wrong.count) figures are wrong.")
        return wrong.isEmpty
    }

    /// Waits for Ctrl-C or a request to end.
    private static func interruption() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
        var iterator = stream.makeAsyncIterator()
        await iterator.next()
        for source in sources { source.cancel() }
    }
}

/// Writes a line at once, also when the output is a file or a pipe.
private func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

extension String {
    fileprivate func padded(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
