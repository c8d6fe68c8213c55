import Foundation

/// A folder of a test's own, removed with it.
final class TestFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/jisr-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            // The system's own clean-up takes what is left.
        }
    }

    /// Writes a file and gives its path.
    func file(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
        let file = "\(path)/\(name)"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return file
    }

    /// An environment that is complete: what a service needs and no more.
    func environment(_ changes: [String: String?] = [:]) throws -> [String: String] {
        var environment: [String: String] = [
            "JISR_INSTANCE": "el-marg",
            "JISR_DATA_DIR": path + "/data",
            "JISR_KAFKA_BOOTSTRAP": "127.0.0.1:9092",
            "JISR_MASTER_KEY_FILE": try file("master.key", String(repeating: "a1", count: 32)),
            "JISR_HTTP_PORT": "0",
            "PATH": "/usr/bin",
        ]
        for (name, value) in changes { environment[name] = value }
        return environment
    }
}
