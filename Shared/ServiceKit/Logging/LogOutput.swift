import Foundation
import Synchronization

/// Where log lines go: a file descriptor, one whole line at a time.
public final class LogOutput: Sendable {
    private let write: Mutex<@Sendable ([UInt8]) -> Void>

    /// Makes an output that hands each line, its newline included, to `write`.
    public init(_ write: @escaping @Sendable ([UInt8]) -> Void) {
        self.write = Mutex(write)
    }

    /// The standard error stream.
    public static func standardError() -> LogOutput {
        LogOutput { line in
            line.withUnsafeBytes { bytes in
                var rest = bytes
                while let base = rest.baseAddress, !rest.isEmpty {
                    let written = Foundation.write(STDERR_FILENO, base, rest.count)
                    if written < 0, errno == EINTR { continue }
                    // Nobody reads the log any more; the service goes on.
                    if written <= 0 { return }
                    rest = UnsafeRawBufferPointer(rebasing: rest[written...])
                }
            }
        }
    }

    func append(_ line: [UInt8]) {
        write.withLock { $0(line) }
    }
}
