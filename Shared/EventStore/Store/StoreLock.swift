import Foundation

/// An exclusive lock on a store's folder, held for the life of this object and released by the system when the
/// process dies, however it dies.
final class StoreLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock at `path`.
    ///
    /// - Throws: ``StoreError/locked(path:)`` when another process holds it.
    init(path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError.unusable(path: path, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(descriptor)
            guard reason == EWOULDBLOCK else {
                throw StoreError.unusable(path: path, reason: String(cString: strerror(reason)))
            }
            throw StoreError.locked(path: path)
        }
    }

    deinit {
        close(descriptor)
    }
}
