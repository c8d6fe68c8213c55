import Testing

/// Something to do when all tests of a suite have run, whatever came of them.
struct AfterSuite: SuiteTrait, TestScoping {
    let work: @Sendable () async throws -> Void

    @concurrent func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        do {
            try await function()
        } catch {
            try await work()
            throw error
        }
        try await work()
    }
}

extension Trait where Self == AfterSuite {
    /// Does `work` when the suite is over.
    static func after(_ work: @escaping @Sendable () async throws -> Void) -> Self { Self(work: work) }
}
