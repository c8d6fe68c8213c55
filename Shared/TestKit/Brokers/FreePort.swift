import Foundation
import Synchronization

/// Ports of this machine nobody listens on.
enum FreePort {
    /// Below the range from which outgoing connections take theirs, so that none takes it while its broker is down.
    private static let range: ClosedRange<UInt16> = 20_000...32_000

    /// What was picked before: whoever was given a port may not listen yet, or be killed and come back.
    private static let given = Mutex<Set<UInt16>>([])

    /// Picks one at random, none twice.
    static func find() throws -> Int {
        for _ in 0..<200 {
            let port = UInt16.random(in: range)
            guard isFree(port), given.withLock({ $0.insert(port).inserted }) else { continue }
            return Int(port)
        }
        throw DevBrokerError(reason: "No free port between \(range.lowerBound) and \(range.upperBound)")
    }

    private static func isFree(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
