import Dispatch
import Synchronization
import TestKit

/// A place where a writer's thread waits until a test lets it go on.
final class WriterGate: Sendable {
    private let arrived = Tally()
    private let opened = DispatchSemaphore(value: 0)

    /// Waits until ``open()``, at most half a minute.
    func pass() {
        arrived.raise()
        _ = opened.wait(timeout: .now() + 30)
    }

    /// Returns once somebody has come.
    func reached() async throws {
        _ = try await eventually("the gate is reached") { arrived.count > 0 ? true : nil }
    }

    /// Lets one go on.
    func open() { opened.signal() }
}

/// A number that several threads raise.
final class Tally: Sendable {
    private let value = Atomic(0)

    var count: Int { value.load(ordering: .sequentiallyConsistent) }

    @discardableResult
    func raise() -> Int { value.add(1, ordering: .sequentiallyConsistent).newValue }
}
