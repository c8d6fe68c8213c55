public import Foundation
public import Kafka
import Synchronization

/// Why a development broker is not there.
public struct DevBrokerError: Error, Sendable, CustomStringConvertible {
    /// A sentence for the reader of a test's output.
    public let reason: String

    /// The reason.
    public var description: String { reason }
}

/// The development broker (`deploy/broker`) as a child of the test process, with a data folder of its own.
///
/// It ends with the object, and with the test process however that ends.
public final class DevBroker: Sendable {
    /// The port it listens on; the same after every restart.
    public let port: Int

    /// Where it keeps its state and its log.
    public let folder: URL

    private let script: URL
    private let child = Mutex<ChildProcess?>(nil)

    private static let sharedBroker = Task { try await DevBroker.launch() }

    /// One broker for all tests of this process that do not stop it; they keep apart by ``topicName(_:)``.
    public static func shared() async throws -> DevBroker {
        try await sharedBroker.value
    }

    /// Starts a broker of its own for a test that stops it, or wants it empty.
    public static func launch(timeout: Duration = .seconds(60)) async throws -> DevBroker {
        let broker = try DevBroker()
        // Apart from the start, whose time is limited: a first installation waits for the network.
        let installation = try await ChildProcess.start(
            [broker.script.path, "--install-only"],
            log: broker.logFile
        )
        guard await installation.waitUntilExit() == 0 else { throw broker.failure("could not be installed") }
        try await broker.start(timeout: timeout)
        return broker
    }

    /// A name no other test uses.
    public static func topicName(_ base: String = "test") -> String {
        "\(base)-\(UUID().uuidString.lowercased())"
    }

    private init() throws {
        script = try Self.findScript()
        port = try FreePort.find()
        folder = try BrokerFolders.make()
    }

    deinit {
        child.withLock { $0?.send(SIGKILL) }
        BrokerFolders.remove(folder)
    }

    /// Where clients find it, running or not.
    public var bootstrapServers: String { "127.0.0.1:\(port)" }

    /// A client's configuration, with the properties given.
    public func configuration(_ properties: [String: String] = [:]) -> KafkaConfiguration {
        KafkaConfiguration(bootstrapServers: bootstrapServers, clientID: "test", properties: properties)
    }

    /// Whether it runs.
    public var isRunning: Bool { child.withLock { $0?.exitStatus == nil && $0 != nil } }

    /// What it has printed.
    public var log: String {
        (try? String(contentsOf: logFile, encoding: .utf8)) ?? ""
    }

    // MARK: Life and death

    /// Starts it on the same port and data as before, and waits until it answers.
    public func start(timeout: Duration = .seconds(60)) async throws {
        guard !isRunning else { return }
        let deadline = ContinuousClock.now + timeout
        let command = [script.path, "--data", dataFolder.path, "--port", "\(port)"]
        let started = try await ChildProcess.start(command, log: logFile)
        child.withLock { $0 = started }
        let admin = try KafkaAdmin(configuration: configuration(["reconnect.backoff.max.ms": "100"]))
        do {
            while try await !answers(admin) {
                if let status = started.exitStatus { throw failure("ended with status \(status)") }
                if .now >= deadline { throw failure("does not answer after \(timeout)") }
            }
        } catch {
            await admin.close()
            throw error
        }
        await admin.close()
    }

    /// Kills it (SIGKILL): what it acknowledged in the last seconds may be lost.
    public func kill() async {
        await end(with: SIGKILL)
    }

    /// Ends it (SIGTERM): it keeps everything.
    public func terminate() async {
        await end(with: SIGTERM)
    }

    /// Kills it, deletes its data and starts it again, empty.
    public func wipe(timeout: Duration = .seconds(60)) async throws {
        await kill()
        if FileManager.default.fileExists(atPath: dataFolder.path) {
            try FileManager.default.removeItem(at: dataFolder)
        }
        try await start(timeout: timeout)
    }

    private func end(with signal: Int32) async {
        let running = child.withLock { child in
            defer { child = nil }
            return child
        }
        running?.send(signal)
        await running?.waitUntilExit()
    }

    /// The request itself waits for the broker, so asking again and again is not a busy loop.
    private func answers(_ admin: KafkaAdmin) async throws -> Bool {
        do {
            _ = try await admin.partitionCount(of: [], timeout: .milliseconds(500))
            return true
        } catch let error where error.isRetriable {
            return false
        }
    }

    // MARK: Files

    private var dataFolder: URL { folder.appendingPathComponent("data") }
    private var logFile: URL { folder.appendingPathComponent("broker.log") }

    private func failure(_ what: String) -> DevBrokerError {
        DevBrokerError(reason: "The development broker \(what): \(log.suffix(1_000))")
    }

    /// `deploy/broker`, looked for from this file upwards, then from the working folder.
    private static func findScript() throws -> URL {
        for start in [#filePath, FileManager.default.currentDirectoryPath + "/."] {
            var folder = URL(fileURLWithPath: start).deletingLastPathComponent()
            while folder.path != "/" {
                let script = folder.appendingPathComponent("deploy/broker")
                if FileManager.default.isExecutableFile(atPath: script.path) { return script }
                folder.deleteLastPathComponent()
            }
        }
        throw DevBrokerError(reason: "deploy/broker was not found")
    }
}
