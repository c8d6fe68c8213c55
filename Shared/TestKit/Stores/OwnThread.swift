import Dispatch

/// Runs `body`, which may block, on a thread of its own, so that it takes none from the other tests.
///
/// - Parameter body: What to run.
/// - Returns: What `body` returns.
/// - Throws: What `body` throws.
public func onOwnThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue(label: "jisr.test.own-thread").async {
            continuation.resume(with: Result(catching: body))
        }
    }
}
