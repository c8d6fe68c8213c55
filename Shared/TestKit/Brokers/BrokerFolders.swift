import Foundation

/// The data folders of brokers under test: named after the process they belong to.
///
/// The broker that a whole test process shares is never released, so each new process removes what those before it
/// left behind.
enum BrokerFolders {
    private static let prefix = "jisr-broker-"

    static func make() throws -> URL {
        removeAbandoned()
        let name = "\(prefix)\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)"
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    static func remove(_ folder: URL) {
        // Best effort: what stays is removed by a later process.
        try? FileManager.default.removeItem(at: folder)
    }

    private static func removeAbandoned() {
        let folder = FileManager.default.temporaryDirectory
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let owner = name.dropFirst(prefix.count).prefix { $0.isNumber }
            guard let identifier = Int32(owner), Foundation.kill(identifier, 0) != 0, errno == ESRCH else { continue }
            remove(folder.appendingPathComponent(name))
        }
    }
}
