import Foundation

/// A folder that is removed with this object.
public final class TemporaryFolder: Sendable {
    /// The folder.
    public let path: String

    /// Makes an empty folder.
    public init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("jisr-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// All bytes of all files in it.
    public func allBytes() throws -> [UInt8] {
        var bytes: [UInt8] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted() {
            bytes += [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
        }
        return bytes
    }

    deinit {
        // What a test leaves behind in the system's temporary folder is no failure.
        _ = try? FileManager.default.removeItem(atPath: path)
    }
}
