import EventStore

extension Writer {
    /// Submits `job` and waits while too many commands wait: what it is about must not be given up for being busy.
    ///
    /// - Throws: What `job` throws, the store's error, ``WriterBusy`` when that does not change for long.
    func patiently<T: Sendable>(_ job: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        let deadline = ContinuousClock.now.advanced(by: .seconds(10))
        while true {
            do {
                return try await submit(job)
            } catch let busy as WriterBusy {
                guard ContinuousClock.now < deadline else { throw busy }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}
