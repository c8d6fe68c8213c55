import Foundation

/// A run of one of Jisr's tools, such as `jisr import`, as a child process.
public final class ToolProcess: Sendable {
    private let child: ChildProcess
    /// Where its output goes.
    public let logPath: String

    private init(_ child: ChildProcess, logPath: String) {
        self.child = child
        self.logPath = logPath
    }

    /// Starts a tool.
    ///
    /// - Throws: An error when it is not built or cannot be started.
    public static func start(_ executable: String, _ arguments: [String], logPath: String) async throws -> ToolProcess {
        let command = [try ServiceProcess.path(of: executable)] + arguments
        return ToolProcess(try await ChildProcess.start(command, log: URL(fileURLWithPath: logPath)), logPath: logPath)
    }

    /// Runs a tool to its end.
    ///
    /// - Returns: Its exit status.
    public static func run(_ executable: String, _ arguments: [String], logPath: String) async throws -> Int32 {
        await (try start(executable, arguments, logPath: logPath)).waitUntilExit()
    }

    /// Kills it as a power cut would, and waits for its end.
    public func kill() async {
        child.send(SIGKILL)
        await child.waitUntilExit()
    }

    /// Waits for its end.
    ///
    /// - Returns: Its exit status.
    @discardableResult
    public func waitUntilExit() async -> Int32 { await child.waitUntilExit() }

    /// What it has written.
    public var log: String {
        FileManager.default.contents(atPath: logPath).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
