import Foundation
import Synchronization

/// One of Jisr's executables as a child process, with its own data folder and port.
public final class ServiceProcess: Sendable {
    /// What to run.
    public struct Plan: Sendable {
        /// The executable's name: `jisr-intake`.
        public var executable: String
        /// The instance's name.
        public var instance: String
        /// The data folder.
        public var dataDirectory: String
        /// The HTTP port.
        public var port: Int
        /// Further environment variables.
        public var environment: [String: String]

        /// Makes a plan.
        public init(
            executable: String,
            instance: String,
            dataDirectory: String,
            port: Int,
            environment: [String: String]
        ) {
            self.executable = executable
            self.instance = instance
            self.dataDirectory = dataDirectory
            self.port = port
            self.environment = environment
        }
    }

    /// What it runs.
    public let plan: Plan
    private let child = Mutex<ChildProcess?>(nil)

    /// Prepares a process without starting it.
    public init(_ plan: Plan) { self.plan = plan }

    /// `http://127.0.0.1:<port>`.
    public var url: String { "http://127.0.0.1:\(plan.port)" }

    /// Where its log goes.
    public var logPath: String { plan.dataDirectory + "/\(plan.executable).log" }

    /// The process's number, while it runs.
    public var processIdentifier: Int32? {
        child.withLock { child in child.flatMap { $0.exitStatus == nil ? $0.identifier : nil } }
    }

    /// Whether it runs.
    public var isRunning: Bool { child.withLock { child in child.map { $0.exitStatus == nil } ?? false } }

    /// Starts it; returns at once.
    ///
    /// - Parameter extra: Environment variables for this start only, such as a crash point.
    /// - Throws: An error when the executable is not built or cannot be started.
    public func start(extra: [String: String] = [:]) async throws {
        try FileManager.default.createDirectory(atPath: plan.dataDirectory, withIntermediateDirectories: true)
        var variables = [
            "JISR_INSTANCE": plan.instance, "JISR_DATA_DIR": plan.dataDirectory, "JISR_HTTP_PORT": String(plan.port),
        ]
        variables.merge(plan.environment) { _, new in new }
        variables.merge(extra) { _, new in new }
        // A service refuses variables of ours that it does not know; those of the test run are not meant for it.
        let inherited = ProcessInfo.processInfo.environment.keys.filter { $0.hasPrefix("JISR_") }.sorted()
        let command =
            ["env"] + inherited.flatMap { ["-u", $0] }
            + variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            + [try Self.path(of: plan.executable)]
        let started = try await ChildProcess.start(command, log: URL(fileURLWithPath: logPath))
        child.withLock { $0 = started }
    }

    /// Waits until the process answers `/readyz` with 200.
    public func waitUntilReady(within limit: Duration = .seconds(60)) async throws {
        _ = try await eventually("\(plan.executable) is ready", within: limit) { () -> Bool? in
            guard self.isRunning else {
                throw NoLongerPossible(
                    description: "\(self.plan.executable) ended; its log ends with: \(self.logTail())"
                )
            }
            return try await LoopbackClient.shared.get(self.url + "/readyz").status == 200 ? true : nil
        }
    }

    /// Waits until the process answers `/livez`.
    public func waitUntilLive(within limit: Duration = .seconds(60)) async throws {
        _ = try await eventually("\(plan.executable) is live", within: limit) { () -> Bool? in
            guard self.isRunning else {
                throw NoLongerPossible(
                    description: "\(self.plan.executable) ended; its log ends with: \(self.logTail())"
                )
            }
            return try await LoopbackClient.shared.get(self.url + "/livez").status == 200 ? true : nil
        }
    }

    /// Kills it as a power cut would, and waits for its end.
    public func kill() async {
        guard let running = child.withLock({ $0 }) else { return }
        running.send(SIGKILL)
        await running.waitUntilExit()
    }

    /// Waits for it to end by itself, as at a crash point.
    ///
    /// - Returns: Its exit status.
    @discardableResult
    public func waitUntilExit() async -> Int32 {
        guard let running = child.withLock({ $0 }) else { return 0 }
        return await running.waitUntilExit()
    }

    /// Asks it to end and waits for it.
    ///
    /// - Returns: Its exit status.
    @discardableResult
    public func terminate() async -> Int32 {
        guard let running = child.withLock({ $0 }) else { return 0 }
        running.send(SIGTERM)
        return await running.waitUntilExit()
    }

    /// The last lines of its log.
    public func logTail(lines: Int = 12) -> String {
        guard let data = FileManager.default.contents(atPath: logPath) else { return "" }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").suffix(lines).joined(separator: "\n")
    }

    /// The executable beside the one that runs now, or in the folder of `JISR_BIN`.
    static func path(of executable: String) throws -> String {
        var folders: [String] = []
        if let folder = ProcessInfo.processInfo.environment["JISR_BIN"] { folders.append(folder) }
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        folders.append((own as NSString).deletingLastPathComponent)
        for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
            folders.append((argument as NSString).deletingLastPathComponent)
        }
        for folder in folders where FileManager.default.isExecutableFile(atPath: folder + "/" + executable) {
            return folder + "/" + executable
        }
        throw DeadlineMissed(description: "\(executable) is in none of \(folders); build first, or set JISR_BIN")
    }
}
