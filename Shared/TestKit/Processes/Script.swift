import Foundation

/// A script of this repository, run as a child of the test process.
public enum Script: Sendable {
    /// What a script left behind.
    public struct Result: Sendable {
        /// Its exit status.
        public let status: Int32
        /// What it printed.
        public let output: String
    }

    /// Runs a script to its end.
    ///
    /// - Parameters:
    ///   - path: From the repository's root: `deploy/lib/fuzz/run`.
    ///   - arguments: Its arguments.
    /// - Returns: Its status and output.
    /// - Throws: An error when it is not there or cannot be started.
    public static func run(_ path: String, _ arguments: [String]) async throws -> Result {
        let folder = try TemporaryFolder()
        let log = URL(fileURLWithPath: folder.path + "/script.log")
        let child = try await ChildProcess.start([try find(path)] + arguments, log: log)
        let status = await child.waitUntilExit()
        return Result(status: status, output: try String(contentsOf: log, encoding: .utf8))
    }

    private static func find(_ path: String) throws -> String {
        for start in [#filePath, FileManager.default.currentDirectoryPath + "/."] {
            var folder = URL(fileURLWithPath: start).deletingLastPathComponent()
            while folder.path != "/" {
                let script = folder.appendingPathComponent(path)
                if FileManager.default.isExecutableFile(atPath: script.path) { return script.path }
                folder.deleteLastPathComponent()
            }
        }
        throw DeadlineMissed(description: "\(path) was not found")
    }
}
