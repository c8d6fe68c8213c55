/// A condition did not come true in time.
public struct DeadlineMissed: Error, CustomStringConvertible {
    /// What was waited for, and what was seen last.
    public let description: String

    /// Says what.
    public init(description: String) { self.description = description }
}

/// What is waited for can no longer come true.
public struct NoLongerPossible: Error, CustomStringConvertible {
    /// Why.
    public let description: String

    /// Says why.
    public init(description: String) { self.description = description }
}

/// Waits until `condition` gives a value, looking again every few milliseconds.
///
/// - Parameters:
///   - what: What is waited for, for the error.
///   - limit: How long to wait.
///   - condition: `nil` while it is not true yet. An error counts as not yet, and is told when the deadline passes.
/// - Returns: What `condition` gave.
/// - Throws: ``DeadlineMissed``, or ``NoLongerPossible`` as soon as `condition` throws it.
public func eventually<T: Sendable>(
    _ what: String,
    within limit: Duration = .seconds(30),
    _ condition: () async throws -> T?
) async throws -> T {
    let deadline = ContinuousClock.now.advanced(by: limit)
    var last = "nothing"
    var pause = Duration.milliseconds(2)
    while true {
        do {
            if let value = try await condition() { return value }
        } catch let error as NoLongerPossible {
            throw error
        } catch {
            last = "\(error)"
        }
        guard ContinuousClock.now < deadline else {
            throw DeadlineMissed(description: "\(what): not within \(limit); last error: \(last)")
        }
        try await Task.sleep(for: pause)
        pause = min(pause * 2, .milliseconds(100))
    }
}
